using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using InteRec.Evaluation;
using InteRec.Interactions;
using InteRec.Numerics;
using InteRec.Ranking;
using InteRec.Training;

namespace InteRec.Benchmarks;

/// <summary>
/// Training time, one user's list, the exact scan and a large log, each beside its reference in the same run: what else the machine does
/// falls on both, so the ratio is the result.
/// </summary>
internal static class RankingBenchmarks
{
    private const int Repeats = 3;
    private static readonly int Threads = Environment.ProcessorCount;

    /// <summary>
    /// <c>training LOG [--positive R] [--dimensions D] [--epochs N] [--unobserved-weight W] [--regularization L] [--yardstick PY]</c>.
    /// </summary>
    public static async Task TrainingAsync(string[] args)
    {
        var log = await RankingLogReader.ReadAsync(
            new RankingEvaluationOptions { Log = args[0], Positive = Number(args, "--positive", 3.5) },
            CancellationToken.None
        );
        var split = HashSplit.Create(log);
        var dimensions = (int)Number(args, "--dimensions", 64);
        var ials = new IalsOptions
        {
            Dimensions = dimensions,
            Epochs = (int)Number(args, "--epochs", 12),
            UnobservedWeight = Number(args, "--unobserved-weight", 0.36),
            Regularization = Number(args, "--regularization", 0.005),
        };
        var ease = new EaseOptions { MemoryLimitMiB = 4096, Regularization = 150 };
        var yardstick = Array.IndexOf(args, "--yardstick") is >= 0 and var at ? args[at + 1] : null;
        List<double> ialsSeconds = [],
            easeSeconds = [],
            referenceSeconds = [],
            referenceLists = [];
        IalsRanker? ranker = null;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            ialsSeconds.Add(Seconds(() => ranker = IalsTrainer.Train(split.Training, ials, Threads)));
            easeSeconds.Add(Seconds(() => EaseTrainer.Train(split.Training, ease, Threads)));
            if (yardstick is not null)
            {
                var (fit, list) = await YardstickAsync(yardstick, log);
                referenceSeconds.Add(fit);
                referenceLists.Add(list);
            }
        }

        var quality = RankingMetrics.Measure(ranker!, split.Test, Threads, CancellationToken.None);
        Line(
            $"{split.Training.UserCount} users, {split.Training.ItemCount} items, {split.Training.Likes.Count} likes; iALS d{dimensions}, {ials.Epochs} epochs, NDCG@100 {quality.Average(u => u.Ndcg100):F4}; medians of {Repeats}"
        );
        var reference = referenceSeconds.Count > 0 ? Median(referenceSeconds) : Median(easeSeconds);
        Line(
            $"iALS {Median(ialsSeconds):F3} s, EASE {Median(easeSeconds):F3} s, reference EASE (numpy) {(referenceSeconds.Count > 0 ? Median(referenceSeconds).ToString("F3", CultureInfo.InvariantCulture) + " s" : "not run")}"
        );
        Line($"iALS / {(referenceSeconds.Count > 0 ? "reference EASE" : "own EASE")}: {Median(ialsSeconds) / reference:F3}");
        FoldIn(ranker!, split.Test);
        if (referenceLists.Count > 0)
        {
            Line($"the same by reference EASE (numpy): p50 {Median(referenceLists):F3} ms");
        }
    }

    /// <summary><c>scan [ITEMS] [DIMENSIONS]</c>: the exact best 50 against reading the same floats once.</summary>
    public static void Scan(string[] args)
    {
        var items = Random(
            args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000,
            args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 64
        );
        var query = Random(1, items.Dimensions).Row(0).ToArray();
        var best = new ScoredItem[50];
        List<double> scans = [],
            streams = [];
        float sum = 0;
        for (var repeat = 0; repeat < 15; repeat++)
        {
            streams.Add(Seconds(() => sum += TensorPrimitives.Sum<float>(items.Data)));
            scans.Add(Seconds(() => FactorScan.Top(items, query, [], best)));
        }

        Line(
            $"{items.Rows:N0} x {items.Dimensions}, one thread: top 50 {1e3 * Median(scans):F1} ms, streaming the factors once {1e3 * Median(streams):F1} ms, ratio {Median(scans) / Median(streams):F2} (sum {sum:E1})"
        );
    }

    /// <summary><c>scale [ITEMS] [USERS] [INTERACTIONS]</c>: a generated log, trained and served.</summary>
    public static void Scale(string[] args)
    {
        int Size(int place, int size) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : size;
        var (items, users, interactions) = (Size(0, 1_000_000), Size(1, 200_000), Size(2, 10_000_000));
        InteractionMatrix? log = null;
        var building = Seconds(() => log = Generate(items, users, interactions));
        Line($"{log!.UserCount:N0} users, {log.ItemCount:N0} items, {log.Likes.Count:N0} likes: matrix {building:F1} s");
        IalsRanker? ranker = null;
        Line(
            $"iALS d64, 8 epochs: {Seconds(() => ranker = IalsTrainer.Train(log, new IalsOptions { Dimensions = 64, Epochs = 8, UnobservedWeight = 0.01 }, Threads)):F1} s"
        );
        var held = new HeldOutUsers(
            [.. log.UserIds.Take(50)],
            SparseRows.FromLists([.. Enumerable.Range(0, 50).Select(u => log.Likes.Columns(u).ToArray().ToList())], log.ItemCount),
            SparseRows.Empty(50, log.ItemCount)
        );
        FoldIn(ranker!, held);
        using var process = Process.GetCurrentProcess();
        Line($"peak memory {process.PeakWorkingSet64 / 1048576.0:F0} MiB");
    }

    private static void FoldIn(IalsRanker ranker, HeldOutUsers users)
    {
        var scores = new float[ranker.ItemCount];
        var best = new ScoredItem[20];
        var times = new List<double>();
        for (var pass = 0; pass < 4; pass++)
        {
            for (var u = 0; u < Math.Min(200, users.Count); u++)
            {
                var history = RankingMetrics.ToHistory(users.History, u);
                var took = Seconds(() =>
                {
                    ranker.ScoreAll(ranker.Fold(history, ranker.Items).Vector, scores);
                    foreach (var (item, _) in history)
                    {
                        scores[item] = float.NegativeInfinity;
                    }

                    TopK.Select(scores, best);
                });
                if (pass > 0)
                {
                    times.Add(took);
                }
            }
        }

        Line(
            $"fold-in and top 20 of {ranker.ItemCount:N0} x {ranker.Items.Dimensions} for one user, one thread: p50 {1e3 * Median(times):F3} ms"
        );
    }

    /// <summary>Users with tastes around a centre, items with a long tail: not real, but sparse and skewed as real logs are.</summary>
    private static InteractionMatrix Generate(int items, int users, int interactions)
    {
        var random = new Random(1);
        var builder = new InteractionMatrixBuilder();
        var userIds = Enumerable.Range(0, users).Select(u => $"u{u}").ToArray();
        var itemIds = Enumerable.Range(0, items).Select(i => $"i{i}").ToArray();
        for (var k = 0; k < interactions; k++)
        {
            var user = random.Next(users);
            var popular = random.NextDouble();
            var item =
                random.Next(4) == 0
                    ? (int)(items * popular * popular * popular)
                    : (int)(((long)user * items / users) + (items / 50 * (random.NextDouble() - random.NextDouble())) + items) % items;
            builder.Add(new TrainingInteraction(userIds[user], itemIds[item], 1, k));
        }

        return builder.Build();
    }

    private static FactorMatrix Random(int rows, int dimensions)
    {
        var random = new Random(rows);
        var factors = new FactorMatrix(rows, dimensions);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in factors.Vector(row))
            {
                value = (random.NextSingle() - 0.5f) / 8;
            }
        }

        return factors;
    }

    /// <summary>
    /// One fit of the reference on the same likes, and its list of 20 for 200 users one by one, in a process of its own with its own clock.
    /// </summary>
    /// <returns>Seconds of the fit, and the median milliseconds of a list.</returns>
    private static async Task<(double Fit, double List)> YardstickAsync(string script, InteractionMatrix log)
    {
        var pairs = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(
                pairs,
                Enumerable
                    .Range(0, log.UserCount)
                    .SelectMany(u => log.Likes.Columns(u).ToArray().Select(i => $"{log.UserIds[u]},{log.ItemIds[i]}"))
                    .Prepend("user,item")
            );
            var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
            foreach (
                var argument in (string[])
                    [
                        script,
                        "time",
                        "--kind",
                        "pairs",
                        "--path",
                        pairs,
                        "--method",
                        "ease",
                        "--params",
                        "{\"lam\":150}",
                        "--reps",
                        "1",
                        "--single-users",
                        "200",
                    ]
            )
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{script} ended with {process.ExitCode}");
            }

            var figures = JsonDocument.Parse(text).RootElement;
            return (figures.GetProperty("fit_s_median").GetDouble(), figures.GetProperty("foldin_top20_p50_ms").GetDouble());
        }
        finally
        {
            File.Delete(pairs);
        }
    }

    private static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Number(string[] args, string name, double otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
