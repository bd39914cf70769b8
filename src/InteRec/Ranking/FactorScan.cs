using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>Exact scans of a factor table: dot products of one vector with every item, at the speed of memory.</summary>
internal static class FactorScan
{
    private const int Block = 1024;

    /// <param name="items">Item factors.</param>
    /// <param name="query">A vector padded to the stride of the factors.</param>
    /// <param name="scores">One place an item, overwritten.</param>
    public static void Score(FactorMatrix items, ReadOnlySpan<float> query, Span<float> scores) =>
        Score(items, query, 0, scores[..items.Rows]);

    /// <summary>The best items of the whole table for one vector, without a score array of its size.</summary>
    /// <param name="items">Item factors.</param>
    /// <param name="query">A vector padded to the stride of the factors.</param>
    /// <param name="allowed">One bit an item (bit i % 64 of word i / 64); empty: all items.</param>
    /// <param name="best">Receives the best, best first; its length is k.</param>
    /// <returns>How many were found: fewer than k where fewer are allowed.</returns>
    public static int Top(FactorMatrix items, ReadOnlySpan<float> query, ReadOnlySpan<ulong> allowed, Span<ScoredItem> best)
    {
        Span<float> scores = stackalloc float[Block];
        var heap = new TopKHeap(best);
        for (var start = 0; start < items.Rows; start += Block)
        {
            var block = scores[..Math.Min(Block, items.Rows - start)];
            Score(items, query, start, block);
            heap.AddRange(block, start, allowed);
        }

        return heap.Finish();
    }

    /// <summary>
    /// The best items for many vectors at once: each block of items is read from memory once and scored for all of them.
    /// </summary>
    /// <param name="items">Item factors.</param>
    /// <param name="queries">One padded vector a row.</param>
    /// <param name="best">queries x k places, row by row.</param>
    /// <param name="counts">How many were found for each query.</param>
    public static void TopBatch(FactorMatrix items, FactorMatrix queries, Span<ScoredItem> best, Span<int> counts)
    {
        var k = best.Length / queries.Rows;
        var found = new int[queries.Rows];
        Span<float> scores = stackalloc float[Block];
        for (var start = 0; start < items.Rows; start += Block)
        {
            var block = scores[..Math.Min(Block, items.Rows - start)];
            for (var q = 0; q < queries.Rows; q++)
            {
                Score(items, queries.Row(q), start, block);
                var heap = new TopKHeap(best.Slice(q * k, k), found[q]);
                heap.AddRange(block, start, []);
                found[q] = heap.Count;
            }
        }

        for (var q = 0; q < queries.Rows; q++)
        {
            counts[q] = new TopKHeap(best.Slice(q * k, k), found[q]).Finish();
        }
    }

    private static void Score(FactorMatrix items, ReadOnlySpan<float> query, int start, Span<float> scores)
    {
        var row = 0;
        for (; row + 4 <= scores.Length; row += 4)
        {
            var at = start + row;
            (scores[row], scores[row + 1], scores[row + 2], scores[row + 3]) = VectorMath.Dot4(
                query,
                items.Row(at),
                items.Row(at + 1),
                items.Row(at + 2),
                items.Row(at + 3)
            );
        }

        for (; row < scores.Length; row++)
        {
            scores[row] = VectorMath.Dot(query, items.Row(start + row));
        }
    }
}
