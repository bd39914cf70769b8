using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Metrics of ranked lists over the full catalogue of training items; the items of a user's history are excluded, ties go to the smaller
/// item. Recall@K is hits / min(K, targets); HR@K is whether there is a hit; NDCG@K is binary with the ideal DCG truncated at K.
/// </summary>
internal static class RankingMetrics
{
    /// <summary>Depth of the lists that are made.</summary>
    public const int Depth = 100;

    private static readonly double[] Discount = [.. Enumerable.Range(0, Depth).Select(r => 1 / Math.Log2(r + 2))];

    /// <summary>Ranks every held-out user's items from the history and measures the lists.</summary>
    /// <param name="ranker">What to measure; its items are the held-out users' columns.</param>
    /// <param name="held">Users with history and targets.</param>
    /// <param name="threads">Users are spread over so many threads; the figures do not depend on it.</param>
    /// <param name="cancellationToken">Stops between users.</param>
    public static UserMetrics[] Measure(IRanker ranker, HeldOutUsers held, int threads, CancellationToken cancellationToken) =>
        Measure(held, (user, history, scores) => ranker.Score(history, scores), threads, cancellationToken);

    /// <summary>The same for scores that come from anywhere.</summary>
    public static UserMetrics[] Measure(HeldOutUsers held, UserScorer scorer, int threads, CancellationToken cancellationToken)
    {
        var results = new UserMetrics[held.Count];
        var items = held.History.ColumnCount;
        RowParallel.For(
            held.Count,
            4,
            threads,
            () => (Scores: new float[items], Best: new ScoredItem[Math.Min(Depth, items)]),
            (scratch, start, end) =>
            {
                for (var user = start; user < end; user++)
                {
                    scorer(user, ToHistory(held.History, user), scratch.Scores);
                    held.Exclude(user, scratch.Scores);
                    var found = TopK.Select(scratch.Scores, scratch.Best);
                    results[user] = MeasureList(scratch.Best.AsSpan(0, found), held.Targets.Columns(user));
                }
            },
            cancellationToken
        );
        return results;
    }

    /// <summary>The metrics of one list, best first, against ascending target items.</summary>
    public static UserMetrics MeasureList(ReadOnlySpan<ScoredItem> list, ReadOnlySpan<int> targets)
    {
        int hits10 = 0,
            hits20 = 0,
            hits50 = 0;
        double gain10 = 0,
            gain100 = 0;
        var top = new int[Math.Min(UserMetrics.ListLength, list.Length)];
        for (var rank = 0; rank < list.Length && rank < Depth; rank++)
        {
            if (rank < top.Length)
            {
                top[rank] = list[rank].Item;
            }

            if (targets.BinarySearch(list[rank].Item) >= 0)
            {
                gain100 += Discount[rank];
                gain10 += rank < 10 ? Discount[rank] : 0;
                hits10 += rank < 10 ? 1 : 0;
                hits20 += rank < 20 ? 1 : 0;
                hits50 += rank < 50 ? 1 : 0;
            }
        }

        return new UserMetrics(
            (double)hits20 / Math.Min(20, targets.Length),
            (double)hits50 / Math.Min(50, targets.Length),
            gain100 / Ideal(Math.Min(Depth, targets.Length)),
            hits10 > 0 ? 1 : 0,
            gain10 / Ideal(Math.Min(10, targets.Length)),
            top
        );
    }

    public static SignedItem[] ToHistory(SparseRows rows, int user)
    {
        var history = new SignedItem[rows.Length(user)];
        for (var k = 0; k < history.Length; k++)
        {
            history[k] = new SignedItem(rows.Columns(user)[k], rows.Values(user)[k]);
        }

        return history;
    }

    private static double Ideal(int targets)
    {
        double sum = 0;
        for (var rank = 0; rank < targets; rank++)
        {
            sum += Discount[rank];
        }

        return sum;
    }
}

/// <summary>Writes the score of every item for a held-out user.</summary>
internal delegate void UserScorer(int user, ReadOnlySpan<SignedItem> history, Span<float> scores);

/// <summary>The metrics of one user's list.</summary>
/// <param name="Recall20">hits in the first 20 / min(20, targets).</param>
/// <param name="Recall50">hits in the first 50 / min(50, targets).</param>
/// <param name="Ndcg100">Normalised discounted cumulative gain of the first 100.</param>
/// <param name="HitRate10">1 with a hit in the first 10, else 0.</param>
/// <param name="Ndcg10">Normalised discounted cumulative gain of the first 10.</param>
/// <param name="Top">The first items of the list, for coverage, novelty and diversity.</param>
internal sealed record UserMetrics(double Recall20, double Recall50, double Ndcg100, double HitRate10, double Ndcg10, int[] Top)
{
    /// <summary>Length of the lists that coverage, novelty and diversity look at.</summary>
    public const int ListLength = 20;
}
