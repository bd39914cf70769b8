using System.Numerics.Tensors;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// Content by way of the learned map: an item that training did not know has factors from its content, and counts in a history, and is
/// scored, like any other.
/// </summary>
/// <param name="ials">The ranker whose factors they are.</param>
/// <param name="table">Factors by catalogue item; zeros where nothing is known.</param>
/// <param name="next">The next link.</param>
internal sealed class FactorLink(IalsRanker ials, FactorMatrix table, IChainLink next) : IChainLink
{
    public RankerLink Kind => RankerLink.Content;

    public string? Ranker => null;

    public IChainLink Next => next;

    public int? Score(in BoundHistory history, ReadOnlySpan<int> items, Span<float> scores, bool leads)
    {
        var user = Fold(history);
        if (leads && user.IsZero)
        {
            return null;
        }

        var scored = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (leads || (float.IsNaN(scores[i]) && !table.IsZero(items[i])))
            {
                scores[i] = user.Score(table.Row(items[i]));
                scored++;
            }
        }

        return scored;
    }

    public void Attribute(in BoundHistory history, ReadOnlySpan<int> items, Span<float> shares)
    {
        ials.Attribute(history.Items, table, items, shares);
        TensorPrimitives.Divide(shares, Fold(history).Scale.Deviation, shares);
    }

    /// <summary>Items of the training have the same factors in both tables: a history of them alone is folded in only once.</summary>
    private FoldedUser Fold(in BoundHistory history) =>
        history.Known.Length == history.Items.Length ? ials.Fold(history.Known, ials.Items) : ials.Fold(history.Items, table);
}
