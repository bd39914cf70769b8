using System.Globalization;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>What holding users out gave: the metrics, the blend weights, and the twin that the next run compares with.</summary>
/// <param name="Set">Trained without the test and validation users; null where there are too few users.</param>
/// <param name="BlendWeights">Weight by ranker.</param>
/// <param name="Report">The metrics; null where there are too few users.</param>
/// <param name="Warnings">Sentences for the operator.</param>
internal sealed record HoldOutResult(
    RankerSet? Set,
    IReadOnlyDictionary<string, double> BlendWeights,
    HoldOutReport? Report,
    IReadOnlyList<string> Warnings
)
{
    // Where nothing can be fitted: what fitting gives on the bundled films, roughly.
    private static readonly Dictionary<string, double> DefaultWeights = new(StringComparer.Ordinal) { ["ials"] = 0.6, ["ease"] = 0.4 };

    /// <summary>Nothing was trained or measured.</summary>
    /// <param name="reason">Why, in a sentence.</param>
    public static HoldOutResult Unmeasured(string reason) => new(null, DefaultWeights, null, [reason]);
}

/// <summary>
/// The users of the test buckets and the validation bucket, held out of a training: the blend is fitted on the validation users, and
/// what was trained without both is measured on the test users. The current ranker is measured on the same users by its own twin,
/// which never saw them either: buckets are hashes of user ids, so a test user is a test user in every run.
/// </summary>
internal sealed class HoldOut(RankerStore store, TrainingOptions options, InteractionMatrix log)
{
    private const int ValidationBucket = 1;

    // Buckets are added until so many are measured on; where three are not enough, the verdict says that they are too few.
    private const int EnoughTestUsers = 200;
    private static readonly int[] PossibleTestBuckets = [0, 2, 3];
    private readonly HashSplit _split = HashSplit.Create(log, TestBuckets(log), ValidationBucket);

    /// <summary>
    /// The buckets whose users a training on this log is measured on: one, and up to three where one has too few users to tell two
    /// rankers apart.
    /// </summary>
    public static IReadOnlyList<int> TestBuckets(InteractionMatrix log)
    {
        var users = new int[HashSplit.Buckets];
        for (var user = 0; user < log.UserCount; user++)
        {
            users[HashSplit.BucketOf(log.UserIds[user])] += log.Likes.Length(user) >= HashSplit.MinimumLikes ? 1 : 0;
        }

        var count = 1;
        while (count < PossibleTestBuckets.Length && PossibleTestBuckets.Take(count).Sum(bucket => users[bucket]) < EnoughTestUsers)
        {
            count++;
        }

        return PossibleTestBuckets[..count];
    }

    /// <summary>What is left to train on.</summary>
    public InteractionMatrix Training => _split.Training;

    /// <summary>The users that parameters and blend are chosen by.</summary>
    public HeldOutUsers Validation => _split.Validation;

    /// <summary>The buckets whose users are measured on.</summary>
    public IReadOnlyList<int> Buckets => _split.TestBuckets;

    /// <summary>Users held out.</summary>
    public int Users => _split.Test.Count + _split.Validation.Count;

    /// <summary>Those of them that are measured on.</summary>
    public int TestUsers => _split.Test.Count;

    /// <summary>Why nothing can be measured, in a sentence; null: enough users are held out.</summary>
    public string? TooFew
    {
        get
        {
            int test = _split.Test.Count,
                validation = _split.Validation.Count,
                least = options.MinimumHeldOutUsers;
            return test >= least && validation >= least
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Not measured: {test} test and {validation} validation users, at least {least} of each are needed."
                );
        }
    }

    /// <summary>Fits the blend and measures what was trained on <see cref="Training"/>.</summary>
    public HoldOutResult Measure(RankerSet set, PhaseClock clock, CancellationToken cancellationToken)
    {
        var (fitted, _) = clock.Measure(
            "blend",
            () => BlendFitter.Fit(set.Rankers, _split.Validation, options.EffectiveThreads, cancellationToken)
        );
        var weights = set
            .Rankers.Select((r, k) => (r.Name, Weight: Math.Round(fitted[k], 6)))
            .Where(w => w.Weight > 0)
            .ToDictionary(w => w.Name, w => w.Weight, StringComparer.Ordinal);
        var (report, warnings) = clock.Measure("measure", () => Measure(set, weights, cancellationToken));
        return new HoldOutResult(set, weights, report, warnings);
    }

    private (HoldOutReport Report, IReadOnlyList<string> Warnings) Measure(
        RankerSet set,
        Dictionary<string, double> weights,
        CancellationToken cancellationToken
    )
    {
        var figures = new SortedDictionary<string, RankingFigures>(StringComparer.Ordinal);
        var blend = new BlendRanker(set.Rankers.Select(r => (r, (float)weights.GetValueOrDefault(r.Name))));
        foreach (var ranker in set.Rankers)
        {
            figures[ranker.Name] = Mean(RankingMetrics.Measure(ranker, _split.Test, options.EffectiveThreads, cancellationToken));
        }

        var ours = RankingMetrics.Measure(blend, _split.Test, options.EffectiveThreads, cancellationToken);
        figures[blend.Name] = Mean(ours);
        var report = new HoldOutReport(_split.Test.Count, figures, store.RegistryOrEmpty().Current, null) { Buckets = Buckets };
        try
        {
            return (report.CurrentRankerId is { } current ? Compared(report, current, ours, cancellationToken) : report, []);
        }
        catch (RankerRejectedException e)
        {
            return (report, [$"The current ranker {report.CurrentRankerId} could not be measured. {e.Message}"]);
        }
    }

    /// <summary>
    /// The report with the current ranker on those of the test users that its twin never saw either, where these are enough.
    /// </summary>
    private HoldOutReport Compared(HoldOutReport report, string currentId, UserMetrics[] ours, CancellationToken cancellationToken)
    {
        var unseen = store.ReadManifest(currentId).HoldOut?.Buckets ?? [];
        int[] users = [.. Enumerable.Range(0, ours.Length).Where(user => unseen.Contains(HashSplit.BucketOf(_split.Test.UserIds[user])))];
        if (users.Length < options.MinimumHeldOutUsers || MeasureCurrent(currentId, cancellationToken) is not { } theirs)
        {
            return report;
        }

        theirs = [.. users.Select(user => theirs[user])];
        return report with
        {
            Current = Mean(theirs),
            Difference = PairedDifference.Of([.. users.Select(user => ours[user].Ndcg100)], [.. theirs.Select(user => user.Ndcg100)]),
        };
    }

    private UserMetrics[]? MeasureCurrent(string currentId, CancellationToken cancellationToken)
    {
        if (store.LoadHoldOut(currentId) is not { } twin)
        {
            return null;
        }

        // The twin as it would serve these items: what it does not know it cannot recommend.
        var bound = twin.Bind([.. _split.Training.ItemIds]);
        var all = Enumerable.Range(0, _split.Training.ItemCount).ToArray();
        return RankingMetrics.Measure(
            _split.Test,
            (_, history, scores) =>
            {
                bound.Score(null, history, all, scores);
                for (var item = 0; item < all.Length; item++)
                {
                    scores[item] = bound.Knows(item) ? scores[item] : float.NegativeInfinity;
                }
            },
            options.EffectiveThreads,
            cancellationToken
        );
    }

    private static RankingFigures Mean(UserMetrics[] users) =>
        new(
            Math.Round(users.Average(u => u.Recall20), 5),
            Math.Round(users.Average(u => u.Recall50), 5),
            Math.Round(users.Average(u => u.Ndcg100), 5),
            Math.Round(users.Average(u => u.HitRate10), 5)
        );
}
