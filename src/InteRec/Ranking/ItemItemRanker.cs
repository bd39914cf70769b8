using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// Scores by a sparse item-item matrix B: <c>score_i = sum_j w_j B_ji</c> over the history, so the share of a past item is its weight times
/// one number. EASE and item-kNN differ only in how B is made.
/// </summary>
internal sealed class ItemItemRanker(string name, SparseRows weights) : IRanker
{
    public string Name => name;

    public int ItemCount => weights.ColumnCount;

    /// <summary>Row j holds what a like of j says about the other items.</summary>
    public SparseRows Weights => weights;

    public bool CanScore(ReadOnlySpan<SignedItem> history)
    {
        foreach (var (item, weight) in history)
        {
            if (weight != 0 && weights.Length(item) > 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Score(ReadOnlySpan<SignedItem> history, Span<float> scores)
    {
        var target = scores[..ItemCount];
        target.Clear();
        foreach (var (item, weight) in history)
        {
            var columns = weights.Columns(item);
            var values = weights.Values(item);
            for (var k = 0; k < columns.Length; k++)
            {
                target[columns[k]] += weight * values[k];
            }
        }
    }

    public float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        for (var j = 0; j < history.Length; j++)
        {
            var at = weights.Columns(history[j].Item).BinarySearch(item);
            shares[j] = at < 0 ? 0 : history[j].Weight * weights.Values(history[j].Item)[at];
        }

        return 0;
    }
}
