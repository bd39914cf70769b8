using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace InteRec.Search.Embeddings;

/// <summary>
/// The rows of an embedding model in the width they are stored in: an int8 table stays a quarter of the size of a float one.
/// </summary>
internal abstract class EmbeddingTable(int rows, int dimensions)
{
    public int Rows => rows;

    public int Dimensions => dimensions;

    /// <summary>Adds <paramref name="weight"/> times a row to <paramref name="sum"/>.</summary>
    public abstract void Accumulate(int row, float weight, Span<float> sum);
}

internal sealed class SingleEmbeddingTable(float[] values, int rows, int dimensions) : EmbeddingTable(rows, dimensions)
{
    public override void Accumulate(int row, float weight, Span<float> sum) =>
        TensorPrimitives.MultiplyAdd(values.AsSpan(row * Dimensions, Dimensions), weight, sum, sum);
}

internal sealed class Int8EmbeddingTable(sbyte[] values, int rows, int dimensions) : EmbeddingTable(rows, dimensions)
{
    /// <remarks>Sums of whole numbers up to 2^24 are exact in a float, and 512 rows of int8 stay below 2^17.</remarks>
    public override void Accumulate(int row, float weight, Span<float> sum)
    {
        ReadOnlySpan<sbyte> source = values.AsSpan(row * Dimensions, Dimensions);
        var width = Vector<float>.Count;
        var done = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var scale = new Vector<float>(weight);
            foreach (var bytes in MemoryMarshal.Cast<sbyte, Vector<sbyte>>(source))
            {
                Vector.Widen(bytes, out var low, out var high);
                Vector.Widen(low, out var first, out var second);
                Vector.Widen(high, out var third, out var fourth);
                Add(first, scale, sum[done..]);
                Add(second, scale, sum[(done + width)..]);
                Add(third, scale, sum[(done + (2 * width))..]);
                Add(fourth, scale, sum[(done + (3 * width))..]);
                done += Vector<sbyte>.Count;
            }
        }

        for (; done < source.Length; done++)
        {
            sum[done] += weight * source[done];
        }
    }

    private static void Add(Vector<int> values, Vector<float> scale, Span<float> sum) =>
        (new Vector<float>(sum) + (Vector.ConvertToSingle(values) * scale)).CopyTo(sum);
}
