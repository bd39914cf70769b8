using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Collects the rows of B, each pruned to its largest weights, without ever holding B whole. Every row has its place from the beginning, so
/// that rows can come in any order and nothing is held twice.
/// </summary>
internal sealed class PrunedRows(int items, int kept)
{
    private readonly int[] _lengths = new int[items];
    private readonly int[] _columns = new int[checked(items * Math.Min(kept, items))];
    private readonly float[] _values = new float[checked(items * Math.Min(kept, items))];

    public (float[] Weights, float[] Sizes, ScoredItem[] Largest) CreateScratch() =>
        (new float[items], new float[items], new ScoredItem[Math.Min(kept, items)]);

    /// <summary>Takes row i of P and makes row i of B, B_ij = -P_ij / P_jj.</summary>
    /// <param name="item">i.</param>
    /// <param name="p">Row i of P, or of any multiple of P.</param>
    /// <param name="diagonal">The diagonal of the same multiple of P.</param>
    /// <param name="scratch">From <see cref="CreateScratch"/>.</param>
    public void Set(
        int item,
        ReadOnlySpan<float> p,
        ReadOnlySpan<float> diagonal,
        (float[] Weights, float[] Sizes, ScoredItem[] Largest) scratch
    )
    {
        var weights = scratch.Weights.AsSpan();
        TensorPrimitives.Divide(p, diagonal, weights);
        TensorPrimitives.Negate(weights, weights);
        SetWeights(item, weights, scratch);
    }

    /// <summary>Takes row i of B as it is, but for the diagonal; only weights other than 0 are kept.</summary>
    public void SetWeights(int item, ReadOnlySpan<float> weights, (float[] Weights, float[] Sizes, ScoredItem[] Largest) scratch)
    {
        TensorPrimitives.Abs(weights, scratch.Sizes);
        scratch.Sizes[item] = 0;
        var chosen = kept < items ? Largest(scratch.Sizes, scratch.Largest) : NonZero(scratch.Sizes);
        _lengths[item] = chosen.Length;
        var start = PlaceOf(item);
        chosen.CopyTo(_columns, start);
        for (var k = 0; k < chosen.Length; k++)
        {
            _values[start + k] = weights[chosen[k]];
        }
    }

    private static int[] Largest(ReadOnlySpan<float> sizes, ScoredItem[] scratch)
    {
        var chosen = new List<int>(scratch.Length);
        foreach (var (column, size) in scratch.AsSpan(0, TopK.Select(sizes, scratch)))
        {
            if (size > 0)
            {
                chosen.Add(column);
            }
        }

        chosen.Sort();
        return [.. chosen];
    }

    private static int[] NonZero(ReadOnlySpan<float> sizes)
    {
        var chosen = new List<int>(sizes.Length);
        for (var j = 0; j < sizes.Length; j++)
        {
            if (sizes[j] != 0)
            {
                chosen.Add(j);
            }
        }

        return [.. chosen];
    }

    /// <summary>
    /// The pruned matrix over all items of the training; <paramref name="places"/> names them (ascending) where these are only some. The
    /// rows are moved into it, so this can be asked once.
    /// </summary>
    public SparseRows Build(int itemCount, int[]? places)
    {
        var starts = new int[itemCount + 1];
        for (var i = 0; i < items; i++)
        {
            starts[(places?[i] ?? i) + 1] = _lengths[i];
        }

        for (var i = 0; i < itemCount; i++)
        {
            starts[i + 1] += starts[i];
        }

        for (var i = 0; i < items; i++)
        {
            var (from, to) = (PlaceOf(i), starts[places?[i] ?? i]);
            for (var k = 0; k < _lengths[i]; k++)
            {
                var column = _columns[from + k];
                (_columns[to + k], _values[to + k]) = (places?[column] ?? column, _values[from + k]);
            }
        }

        var count = starts[^1];
        return new SparseRows(
            itemCount,
            starts,
            count == _columns.Length ? _columns : _columns[..count],
            count == _values.Length ? _values : _values[..count]
        );
    }

    private int PlaceOf(int item) => item * Math.Min(kept, items);
}
