using System.Globalization;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>What holding users out gave: the metrics, the blend weights, and the twin that the next run compares with.</summary>
/// <param name="Set">Trained without the test and validation users; null where there are too few users.</param>
/// <param name="BlendWeights">Weight by ranker.</param>
/// <param name="Report">The metrics; null where there are too few users.</param>
/// <param name="Warnings">Sentences for the operator.</param>
internal sealed record HoldOutResult(
    RankerSet? Set, IReadOnlyDictionary<string, double> BlendWeights, HoldOutReport? Report, IReadOnlyList<string> Warnings);

/// <summary>
/// Trains without the users of the test and the validation bucket, fits the blend on the validation users and measures on the test users.
/// The current ranker is measured on the same users by its own twin, which never saw them either: buckets are hashes of user ids, so a test
/// user is a test user in every run.
/// </summary>
internal sealed class HoldOutRun(RankerTrainer trainer, RankerStore store, TrainingOptions options)
{
    private const int TestBucket = 0, ValidationBucket = 1;

    // Where nothing can be fitted: what fitting gives on the bundled films, roughly.
    private static readonly Dictionary<string, double> DefaultWeights = new(StringComparer.Ordinal) { ["ials"] = 0.6, ["ease"] = 0.4 };

    public HoldOutResult Run(
        InteractionMatrix log, TrainingInput input, PhaseClock clock, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var split = HashSplit.Create(log, TestBucket, ValidationBucket);
        if (split.Test.Count < options.MinimumHeldOutUsers || split.Validation.Count < options.MinimumHeldOutUsers)
        {
            return new HoldOutResult(null, DefaultWeights, null, [string.Create(
                CultureInfo.InvariantCulture,
                $"Not measured: {split.Test.Count} test and {split.Validation.Count} validation users, at least {options.MinimumHeldOutUsers} of each are needed.")]);
        }

        progress?.Report(new TrainingProgress("hold-out", 0.05, string.Create(CultureInfo.InvariantCulture, $"Training without {split.Test.Count + split.Validation.Count} held-out users")));
        var set = trainer.Train(
            split.Training, input.CatalogItemIds, input.Content, clock, TrainingRun.Part(progress, "hold-out", "Training without the held-out users", 0.05, 0.4), cancellationToken);
        progress?.Report(new TrainingProgress("measure", 0.4, string.Create(CultureInfo.InvariantCulture, $"Measuring on {split.Test.Count} users")));
        var (fitted, _) = clock.Measure("blend", () => BlendFitter.Fit(set.Rankers, split.Validation, options.EffectiveThreads, cancellationToken));
        var weights = set.Rankers.Select((r, k) => (r.Name, Weight: Math.Round(fitted[k], 6))).Where(w => w.Weight > 0).ToDictionary(w => w.Name, w => w.Weight, StringComparer.Ordinal);
        var report = clock.Measure("measure", () => Measure(split, set, weights, cancellationToken));
        return new HoldOutResult(set, weights, report.Report, report.Warnings);
    }

    private (HoldOutReport Report, IReadOnlyList<string> Warnings) Measure(
        HashSplit split, RankerSet set, Dictionary<string, double> weights, CancellationToken cancellationToken)
    {
        var figures = new SortedDictionary<string, RankingFigures>(StringComparer.Ordinal);
        var blend = new BlendRanker(set.Rankers.Select(r => (r, (float)weights.GetValueOrDefault(r.Name))));
        foreach (var ranker in set.Rankers.Append(blend))
        {
            figures[ranker.Name] = Mean(RankingMetrics.Measure(ranker, split.Test, options.EffectiveThreads, cancellationToken));
        }

        var currentId = store.RegistryOrEmpty().Current;
        try
        {
            var current = currentId is null ? null : MeasureCurrent(currentId, split, cancellationToken);
            return (new HoldOutReport(split.Test.Count, figures, currentId, current), []);
        }
        catch (RankerRejectedException e)
        {
            return (new HoldOutReport(split.Test.Count, figures, currentId, null), [$"The current ranker {currentId} could not be measured. {e.Message}"]);
        }
    }

    private RankingFigures? MeasureCurrent(string currentId, HashSplit split, CancellationToken cancellationToken)
    {
        if (store.LoadHoldOut(currentId) is not { } twin)
        {
            return null;
        }

        // The twin as it would serve these items: what it does not know it cannot recommend.
        var bound = twin.Bind([.. split.Training.ItemIds]);
        var all = Enumerable.Range(0, split.Training.ItemCount).ToArray();
        return Mean(RankingMetrics.Measure(
            split.Test,
            (_, history, scores) =>
            {
                bound.Score(null, history, all, scores);
                for (var item = 0; item < all.Length; item++)
                {
                    scores[item] = bound.Knows(item) ? scores[item] : float.NegativeInfinity;
                }
            },
            options.EffectiveThreads,
            cancellationToken));
    }

    private static RankingFigures Mean(UserMetrics[] users) => new(
        Math.Round(users.Average(u => u.Recall20), 5),
        Math.Round(users.Average(u => u.Recall50), 5),
        Math.Round(users.Average(u => u.Ndcg100), 5),
        Math.Round(users.Average(u => u.HitRate10), 5));
}
