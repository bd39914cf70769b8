using System.Globalization;

namespace InteRec.Tests.Api;

/// <summary>
/// The most rated of the bundled films with the log of some of their users: real data, small enough to import and train in a second.
/// </summary>
internal static class SmallDataset
{
    public const int Items = 400;
    private const int Users = 150;

    /// <summary>Writes the dataset into <paramref name="folder"/>.</summary>
    public static void Write(string folder)
    {
        var movies = Path.Combine(AppContext.BaseDirectory, "datasets", "movies");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(movies, "dataset.json"), Path.Combine(folder, "dataset.json"));

        var log = File.ReadAllLines(Path.Combine(movies, "interactions.csv"));
        var rows = log.Skip(1).Select(line => (Line: line, Cells: line.Split(','))).ToList();
        var kept = rows.CountBy(r => r.Cells[1])
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(Items)
            .Select(c => c.Key)
            .ToHashSet();
        var some = rows.Where(r => kept.Contains(r.Cells[1]) && int.Parse(r.Cells[0], CultureInfo.InvariantCulture) <= Users)
            .Select(r => r.Line);
        File.WriteAllLines(Path.Combine(folder, "interactions.csv"), some.Prepend(log[0]));

        var items = File.ReadAllLines(Path.Combine(movies, "items.csv"));
        File.WriteAllLines(
            Path.Combine(folder, "items.csv"),
            items.Skip(1).Where(line => kept.Contains(line[..line.IndexOf(',', StringComparison.Ordinal)])).Prepend(items[0])
        );
    }
}
