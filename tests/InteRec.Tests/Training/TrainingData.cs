using System.Globalization;
using System.IO.Compression;
using InteRec.Interactions;
using InteRec.Tests.Support;
using InteRec.Training;

namespace InteRec.Tests.Training;

/// <summary>Interaction logs for tests.</summary>
internal static class TrainingData
{
    private static readonly Lazy<InteractionMatrix> MoviesLog = new(() =>
        Read(RepositoryFiles.PathOf("datasets/movies/interactions.csv"), 0, 1, 2, 3, 3.5)
    );

    public static InteractionMatrix Movies => MoviesLog.Value;

    /// <summary>Two groups of users with two groups of items, and one item that both like: the right neighbours are plain to see.</summary>
    public static InteractionMatrix TwoTastes(int usersEach = 30)
    {
        var builder = new InteractionMatrixBuilder();
        for (var user = 0; user < 2 * usersEach; user++)
        {
            var group = user % 2;
            for (var item = 0; item < 6; item++)
            {
                // Every user leaves one item of the group out, so that there is something to recommend.
                if (item != user / 2 % 6)
                {
                    builder.Add(new($"user{user:D3}", $"{(group == 0 ? "a" : "b")}{item}", 1, user));
                }
            }

            builder.Add(new($"user{user:D3}", "both", 1, user));
            builder.Add(new($"user{user:D3}", $"{(group == 0 ? "b" : "a")}{user / 2 % 6}", -1, user));
        }

        return builder.Build();
    }

    /// <summary>A log drawn at random, with taste clusters, for property tests.</summary>
    public static IEnumerable<TrainingInteraction> Random(int seed, int users, int items, int likesEach)
    {
        var random = new Random(seed);
        for (var user = 0; user < users; user++)
        {
            var centre = random.Next(items);
            for (var k = 0; k < likesEach; k++)
            {
                var item = (centre + (int)(random.NextDouble() * random.NextDouble() * items / 2)) % items;
                yield return new(
                    $"u{user}",
                    $"i{item}",
                    random.Next(6) switch
                    {
                        0 => -1,
                        1 => 0,
                        _ => 1,
                    },
                    random.Next(1_000_000)
                );
            }
        }
    }

    public static InteractionMatrix Build(IEnumerable<TrainingInteraction> lines)
    {
        var builder = new InteractionMatrixBuilder();
        foreach (var line in lines)
        {
            builder.Add(line);
        }

        return builder.Build();
    }

    public static InteractionMatrix Read(string path, int user, int item, int rating, int time, double positive)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var builder = new InteractionMatrixBuilder();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var stars = double.Parse(fields[rating], CultureInfo.InvariantCulture);
            builder.Add(
                new(
                    fields[user],
                    fields[item],
                    stars >= positive ? 1
                        : stars <= 2 ? -1
                        : 0,
                    time < 0 ? 0 : long.Parse(fields[time], CultureInfo.InvariantCulture)
                )
            );
        }

        return builder.Build();
    }
}
