using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Fits the weights of a blend on validation users: a coordinate search on the simplex for the best mean NDCG@100. The steps are coarse and
/// a change must gain a little, because the users are few: a finer search fits their noise.
/// </summary>
internal static class BlendFitter
{
    private const double MinimumGain = 1e-4;

    // Beyond this the search takes longer without a different answer. Users are in the order of their hash bucket, so the first are any.
    private const int MaximumUsers = 1000;

    private static readonly double[] Factors = [0, 0.5, 0.8, 1.25, 2];
    private static readonly double[] Entries = [0.05, 0.1, 0.2, 0.4, 0.8, 1.5];

    /// <param name="rankers">Rankers over the same items.</param>
    /// <param name="validation">Users that none of them was trained on.</param>
    /// <param name="threads">Users are spread over so many threads; the weights do not depend on it.</param>
    /// <param name="cancellationToken">Stops between evaluations.</param>
    /// <returns>One weight a ranker, summing to 1, and the NDCG@100 they reach.</returns>
    public static (double[] Weights, double Ndcg100) Fit(
        IReadOnlyList<IRanker> rankers,
        HeldOutUsers validation,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var users = Math.Min(MaximumUsers, validation.Count);
        var scores = Standardized(rankers, validation, users, threads, cancellationToken);
        double Evaluate(double[] weights) => Mean(scores, weights, validation, users, threads, cancellationToken);

        var weights = new double[rankers.Count];
        var best = double.NegativeInfinity;
        for (var r = 0; r < rankers.Count; r++)
        {
            var single = new double[rankers.Count];
            single[r] = 1;
            var value = Evaluate(single);
            if (value > best)
            {
                (best, weights) = (value, single);
            }
        }

        for (var improved = true; improved; )
        {
            improved = false;
            for (var r = 0; r < weights.Length; r++)
            {
                foreach (var candidate in Neighbours(weights, r))
                {
                    var value = Evaluate(candidate);
                    if (value > best + MinimumGain)
                    {
                        (best, weights, improved) = (value, candidate, true);
                    }
                }
            }
        }

        return (weights, best);
    }

    /// <summary>The weights with one of them changed, normalised to sum 1. One that is 0 is tried at several sizes.</summary>
    private static IEnumerable<double[]> Neighbours(double[] weights, int place)
    {
        var values = weights[place] == 0 ? Entries : Array.ConvertAll(Factors, f => weights[place] * f);
        foreach (var value in values)
        {
            var candidate = (double[])weights.Clone();
            candidate[place] = value;
            var sum = candidate.Sum();
            if (sum > 0)
            {
                yield return Array.ConvertAll(candidate, w => w / sum);
            }
        }
    }

    /// <summary>Standardised scores, [user][ranker].</summary>
    private static float[][][] Standardized(
        IReadOnlyList<IRanker> rankers,
        HeldOutUsers users,
        int count,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var scores = new float[count][][];
        RowParallel.For(
            count,
            4,
            threads,
            (start, end) =>
            {
                for (var user = start; user < end; user++)
                {
                    var history = RankingMetrics.ToHistory(users.History, user);
                    scores[user] = new float[rankers.Count][];
                    for (var r = 0; r < rankers.Count; r++)
                    {
                        var own = scores[user][r] = new float[rankers[r].ItemCount];
                        rankers[r].Score(history, own);
                        var scale = Standardization.Of(own);
                        TensorPrimitives.Subtract(own, scale.Mean, own);
                        TensorPrimitives.Divide(own, scale.Deviation, own);
                    }
                }
            },
            cancellationToken
        );
        return scores;
    }

    private static double Mean(
        float[][][] scores,
        double[] weights,
        HeldOutUsers users,
        int count,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var results = new double[count];
        var items = users.History.ColumnCount;
        RowParallel.For(
            count,
            8,
            threads,
            () => (Sum: new float[items], Best: new ScoredItem[Math.Min(RankingMetrics.Depth, items)]),
            (scratch, start, end) =>
            {
                for (var user = start; user < end; user++)
                {
                    Array.Clear(scratch.Sum);
                    for (var r = 0; r < weights.Length; r++)
                    {
                        if (weights[r] != 0)
                        {
                            TensorPrimitives.MultiplyAdd(scores[user][r], (float)weights[r], scratch.Sum, scratch.Sum);
                        }
                    }

                    users.Exclude(user, scratch.Sum);
                    var found = TopK.Select(scratch.Sum, scratch.Best);
                    results[user] = RankingMetrics.MeasureList(scratch.Best.AsSpan(0, found), users.Targets.Columns(user)).Ndcg100;
                }
            },
            cancellationToken
        );
        return results.Average();
    }
}
