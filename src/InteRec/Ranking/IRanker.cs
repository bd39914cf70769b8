using System.Runtime.InteropServices;

namespace InteRec.Ranking;

/// <summary>One item of a user's history with its sentiment.</summary>
/// <param name="Item">Index of the item, of the ranker's items or of the catalogue's as the callee says.</param>
/// <param name="Weight">Above 0 liked, below 0 disliked; the size is how strongly (1 is usual). 0 is ignored.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignedItem(int Item, float Weight);

/// <summary>
/// Gives scores to items from a history of liked and disliked items. Item indexes here are those of the training matrix,
/// 0 to <see cref="ItemCount"/> - 1; the bound ranker speaks catalogue indexes. Rankers are immutable and may be used from many
/// threads at once.
/// </summary>
internal interface IRanker
{
    /// <summary>
    /// The name, of <see cref="RankerNames"/>: a request may use all but <c>repeat</c>, which is only a part of the blend.
    /// </summary>
    string Name { get; }

    int ItemCount { get; }

    /// <summary>Whether the history says anything to this ranker.</summary>
    bool CanScore(ReadOnlySpan<SignedItem> history);

    /// <summary>
    /// Scores every item; higher is better, and only the order within one call has a meaning. Items of the history get a score as any
    /// other: leaving them out is up to the caller.
    /// </summary>
    /// <param name="history">Item indexes within range; an item at most once.</param>
    /// <param name="scores">One place an item, overwritten.</param>
    void Score(ReadOnlySpan<SignedItem> history, Span<float> scores);

    /// <summary>
    /// Splits the score of one item into the exact share of each past item. The shares and the returned rest sum to the score.
    /// </summary>
    /// <param name="history">As in <see cref="Score"/>.</param>
    /// <param name="item">The item to explain.</param>
    /// <param name="shares">One place an entry of the history, overwritten.</param>
    /// <returns>The part of the score that comes from no past item (popularity, for one).</returns>
    float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares);

    /// <summary>The shares of several items of the same history; what depends on the history alone is computed once.</summary>
    /// <param name="history">As in <see cref="Score"/>.</param>
    /// <param name="items">The items to explain.</param>
    /// <param name="shares">A row an item, a column an entry of the history; overwritten.</param>
    void Attribute(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> shares)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Attribute(history, items[i], shares.Slice(i * history.Length, history.Length));
        }
    }
}
