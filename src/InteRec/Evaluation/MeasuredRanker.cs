using InteRec.Numerics;
using InteRec.Ranking;
using InteRec.Training;

namespace InteRec.Evaluation;

/// <summary>What one ranker did over all splits.</summary>
internal sealed class MeasuredRanker(Dictionary<string, double> weights)
{
    private readonly List<UserMetrics> _users = [];
    private readonly ListStatistics _lists = new();
    private double _seconds,
        _milliseconds;

    public void Add(UserMetrics[] users, InteractionMatrix training, SparseRows byItem, double seconds, double milliseconds)
    {
        _users.AddRange(users);
        _lists.Add(users, training, byItem);
        _seconds += seconds;
        _milliseconds += milliseconds;
    }

    /// <param name="name">The ranker's name.</param>
    /// <param name="first">The ranker to compare with, measured on the same users; null: none.</param>
    /// <param name="draws">Draws of the bootstrap.</param>
    public RankerFigures ToFigures(string name, MeasuredRanker? first, int draws) =>
        new()
        {
            Ranker = name,
            Recall20 = Interval(u => u.Recall20, draws),
            Recall50 = Interval(u => u.Recall50, draws),
            Ndcg100 = Interval(u => u.Ndcg100, draws),
            HitRate10 = Interval(u => u.HitRate10, draws),
            Ndcg10 = Interval(u => u.Ndcg10, draws),
            Difference = first is null ? null : Paired(first),
            Coverage = _lists.Coverage,
            Novelty = _lists.Novelty,
            Diversity = _lists.Diversity,
            Popularity = _lists.Popularity,
            TrainingSeconds = _seconds,
            MillisecondsPerUser = _milliseconds / Math.Max(1, _users.Count),
            Weights = weights,
        };

    private MetricInterval Interval(Func<UserMetrics, double> metric, int draws) => Bootstrap.Mean([.. _users.Select(metric)], draws);

    private PairedDifference? Paired(MeasuredRanker other) =>
        PairedDifference.Of([.. _users.Select(u => u.Ndcg100)], [.. other._users.Select(u => u.Ndcg100)]);
}
