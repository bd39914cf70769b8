using System.Numerics;
using System.Runtime.InteropServices;

namespace InteRec.Ranking;

/// <summary>An item with its score.</summary>
/// <param name="Item">Item index.</param>
/// <param name="Score">Higher is better.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoredItem(int Item, float Score);

/// <summary>
/// Exact selection of the k best scores: descending, ties to the smaller item. Scores of negative infinity and NaN are never selected, so
/// an item is left out by scoring it so.
/// </summary>
internal static class TopK
{
    /// <param name="scores">One score an item.</param>
    /// <param name="best">Receives the best, best first; its length is k.</param>
    /// <param name="allowed">One bit an item (bit i % 64 of word i / 64); empty: all items.</param>
    /// <returns>How many were found.</returns>
    public static int Select(ReadOnlySpan<float> scores, Span<ScoredItem> best, ReadOnlySpan<ulong> allowed = default)
    {
        var heap = new TopKHeap(best);
        heap.AddRange(scores, 0, allowed);
        return heap.Finish();
    }

    /// <summary>The same over a list of candidates, each at most once, with scores parallel to it.</summary>
    public static int Select(ReadOnlySpan<int> candidates, ReadOnlySpan<float> scores, Span<ScoredItem> best)
    {
        var heap = new TopKHeap(best);
        for (var i = 0; i < candidates.Length; i++)
        {
            heap.Add(candidates[i], scores[i]);
        }

        return heap.Finish();
    }
}

/// <summary>A bounded heap over the caller's memory with the worst kept item at its root.</summary>
internal ref struct TopKHeap
{
    private readonly Span<ScoredItem> _items;

    /// <param name="items">Its length is k.</param>
    /// <param name="count">Places already in use by an earlier heap over the same memory.</param>
    public TopKHeap(Span<ScoredItem> items, int count = 0)
    {
        _items = items;
        Count = count;
    }

    public int Count { get; private set; }

    /// <summary>A score must be above this to have a chance, or equal to it with a smaller item.</summary>
    private readonly float Threshold =>
        Count < _items.Length ? float.NegativeInfinity
        : _items.Length == 0 ? float.PositiveInfinity
        : _items[0].Score;

    public void Add(int item, float score)
    {
        if (!(score > float.NegativeInfinity) || _items.Length == 0)
        {
            return;
        }

        var candidate = new ScoredItem(item, score);
        if (Count < _items.Length)
        {
            _items[Count] = candidate;
            SiftUp(Count++);
        }
        else if (IsWorse(_items[0], candidate))
        {
            _items[0] = candidate;
            SiftDown(0, Count);
        }
    }

    /// <summary>Adds the items <paramref name="first"/>, first + 1, ...; whole registers below the threshold are skipped at once.</summary>
    public void AddRange(scoped ReadOnlySpan<float> scores, int first, scoped ReadOnlySpan<ulong> allowed)
    {
        var width = Vector<float>.Count;
        var i = 0;
        for (; i + width <= scores.Length; i += width)
        {
            if (Vector.GreaterThanAny(new Vector<float>(scores.Slice(i, width)), new Vector<float>(Threshold)))
            {
                for (var k = i; k < i + width; k++)
                {
                    AddIfAllowed(first + k, scores[k], allowed);
                }
            }
        }

        for (; i < scores.Length; i++)
        {
            AddIfAllowed(first + i, scores[i], allowed);
        }
    }

    /// <summary>Sorts what was kept, best first.</summary>
    /// <returns>How many there are.</returns>
    public readonly int Finish()
    {
        for (var end = Count - 1; end > 0; end--)
        {
            (_items[0], _items[end]) = (_items[end], _items[0]);
            SiftDown(0, end);
        }

        return Count;
    }

    private void AddIfAllowed(int item, float score, scoped ReadOnlySpan<ulong> allowed)
    {
        if (score > Threshold && (allowed.IsEmpty || (allowed[item >> 6] >> (item & 63) & 1) != 0))
        {
            Add(item, score);
        }
    }

    private static bool IsWorse(ScoredItem a, ScoredItem b) => a.Score < b.Score || (a.Score == b.Score && a.Item > b.Item);

    private readonly void SiftUp(int at)
    {
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!IsWorse(_items[at], _items[parent]))
            {
                return;
            }

            (_items[at], _items[parent]) = (_items[parent], _items[at]);
            at = parent;
        }
    }

    private readonly void SiftDown(int at, int count)
    {
        while ((2 * at) + 1 < count)
        {
            var child = (2 * at) + 1;
            if (child + 1 < count && IsWorse(_items[child + 1], _items[child]))
            {
                child++;
            }

            if (!IsWorse(_items[child], _items[at]))
            {
                return;
            }

            (_items[at], _items[child]) = (_items[child], _items[at]);
            at = child;
        }
    }
}
