using InteRec.Ranking;

namespace InteRec.Evaluation;

/// <summary>What an evaluation of rankers found.</summary>
/// <param name="Log">The file name of the log.</param>
/// <param name="Protocol"><c>strong</c>, <c>strong pooled</c> or <c>last</c>.</param>
/// <param name="Users">Users measured on.</param>
/// <param name="Splits">Every split that was made, to compare with other programs.</param>
/// <param name="Rankers">One entry a ranker, in the order asked for.</param>
/// <param name="PeakMemoryMiB">Peak working set of the process.</param>
/// <param name="Notices">What the reader should know, in sentences.</param>
internal sealed record RankingEvaluationResult(
    string Log,
    string Protocol,
    int Users,
    IReadOnlyList<SplitSummary> Splits,
    IReadOnlyList<RankerFigures> Rankers,
    double PeakMemoryMiB,
    IReadOnlyList<string> Notices
);

/// <summary>Counts and digests of one split.</summary>
/// <param name="TestBucket">The test bucket; -1 for the last-item protocol.</param>
/// <param name="TrainingUsers">Users of the training matrix.</param>
/// <param name="TrainingItems">Its items.</param>
/// <param name="TrainingLikes">Its likes.</param>
/// <param name="TestUsers">Users measured on.</param>
/// <param name="TestTargets">Their targets.</param>
/// <param name="TrainingSha256">SHA-256 over the training lines <c>user:item</c> in byte order.</param>
/// <param name="TargetsSha256">The same over the targets.</param>
internal sealed record SplitSummary(
    int TestBucket,
    int TrainingUsers,
    int TrainingItems,
    int TrainingLikes,
    int TestUsers,
    int TestTargets,
    string TrainingSha256,
    string TargetsSha256
);

/// <summary>A mean over users with its 95 % bootstrap interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal sealed record MetricInterval(double Mean, double Low, double High);

/// <summary>The figures of one ranker.</summary>
internal sealed record RankerFigures
{
    /// <summary>Its name.</summary>
    public required string Ranker { get; init; }

    /// <summary>Hits in the first 20 / min(20, targets).</summary>
    public required MetricInterval Recall20 { get; init; }

    /// <summary>Hits in the first 50 / min(50, targets).</summary>
    public required MetricInterval Recall50 { get; init; }

    /// <summary>NDCG of the first 100.</summary>
    public required MetricInterval Ndcg100 { get; init; }

    /// <summary>Share of users with a hit in the first 10.</summary>
    public required MetricInterval HitRate10 { get; init; }

    /// <summary>NDCG of the first 10.</summary>
    public required MetricInterval Ndcg10 { get; init; }

    /// <summary>Paired difference of NDCG@100 to the first ranker; null for the first, and below two users.</summary>
    public PairedDifference? Difference { get; init; }

    /// <summary>Share of the training items that are in the first 20 of any user, mean over splits.</summary>
    public required double Coverage { get; init; }

    /// <summary>Mean self-information of the first 20, -log2 of the share of training users that like the item, in bits.</summary>
    public required double Novelty { get; init; }

    /// <summary>
    /// Mean over lists of 1 - the mean cosine of their first 20 items taken in pairs, by the training users that like them.
    /// </summary>
    public required double Diversity { get; init; }

    /// <summary>Mean number of training users that like a recommended item.</summary>
    public required double Popularity { get; init; }

    /// <summary>Seconds of training, over all splits; of the blend those of its parts and of the fit.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Milliseconds of one thread to fold in, score and rank all items for one user, mean.</summary>
    public required double MillisecondsPerUser { get; init; }

    /// <summary>Weights of the blend in the first split; empty for other rankers.</summary>
    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}
