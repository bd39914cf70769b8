using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InteRec.Numerics;

/// <summary>F'F and F Q for a tall factor matrix F: the two dense products of an iALS sweep.</summary>
internal static class GramMatrix
{
    private const int ChunkRows = 512;
    private const int RotateBlock = 256;

    /// <summary>
    /// Gram matrix F'F, dimensions x dimensions, in double. Chunks of 512 rows are summed in float32 and the chunks in double and in
    /// order, so the result is the same for any number of threads.
    /// </summary>
    public static double[] Compute(FactorMatrix factors, int threads, CancellationToken cancellationToken)
    {
        int d = factors.Dimensions,
            stride = factors.Stride;
        var total = new double[d * d];
        var chunks = (factors.Rows + ChunkRows - 1) / ChunkRows;

        // A group of chunks at a time bounds the memory of the partial sums.
        const int Group = 32;
        var partials = new float[Math.Min(Group, Math.Max(1, chunks))][];
        for (var i = 0; i < partials.Length; i++)
        {
            partials[i] = new float[stride * stride];
        }

        for (var first = 0; first < chunks; first += Group)
        {
            var count = Math.Min(Group, chunks - first);
            var offset = first;
            RowParallel.For(count, 1, threads, (c, _) => Chunk(factors, (offset + c) * ChunkRows, partials[c]), cancellationToken);
            for (var c = 0; c < count; c++)
            {
                AddUpper(total, partials[c], d, stride);
            }
        }

        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                total[(j * d) + i] = total[(i * d) + j];
            }
        }

        return total;
    }

    /// <summary>Replaces every row f of the matrix by f Q. Q is dimensions x dimensions, row-major.</summary>
    public static void Rotate(FactorMatrix factors, double[] rotation, int threads, CancellationToken cancellationToken)
    {
        int d = factors.Dimensions,
            stride = factors.Stride;
        var q = new float[stride * stride];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                q[(i * stride) + j] = (float)rotation[(i * d) + j];
            }
        }

        RowParallel.For(
            factors.Rows,
            RotateBlock,
            threads,
            () => new float[4 * stride],
            (buffer, start, end) =>
            {
                var row = start;
                for (; row + 4 <= end; row += 4)
                {
                    var four = factors.Data.Slice(row * stride, 4 * stride);
                    RotateFour(four, q, buffer, stride);
                    buffer.CopyTo(four);
                }

                for (; row < end; row++)
                {
                    var one = factors.Row(row);
                    buffer.AsSpan(0, stride).Clear();
                    for (var k = 0; k < d; k++)
                    {
                        VectorMath.AddScaled(buffer.AsSpan(0, stride), one[k], q.AsSpan(k * stride, stride));
                    }

                    buffer.AsSpan(0, stride).CopyTo(one);
                }
            },
            cancellationToken
        );
    }

    /// <summary>Upper triangle (by tiles) of the Gram matrix of up to 512 rows: tiles of 4 rows x 2 registers stay in registers.</summary>
    private static void Chunk(FactorMatrix factors, int firstRow, float[] partial)
    {
        var stride = factors.Stride;
        var rows = Math.Min(ChunkRows, factors.Rows - firstRow);
        var width = Vector<float>.Count;
        ref var data = ref MemoryMarshal.GetReference(factors.Data[(firstRow * stride)..]);
        ref var output = ref MemoryMarshal.GetReference(partial.AsSpan());
        for (var i = 0; i < stride; i += 4)
        {
            for (var j = i / (2 * width) * 2 * width; j < stride; j += 2 * width)
            {
                Vector<float> a0 = default,
                    a1 = default,
                    b0 = default,
                    b1 = default,
                    c0 = default,
                    c1 = default,
                    d0 = default,
                    d1 = default;
                for (int r = 0, at = 0; r < rows; r++, at += stride)
                {
                    var x0 = VectorMath.Load(ref data, at + j);
                    var x1 = VectorMath.Load(ref data, at + j + width);
                    var s = new Vector<float>(Unsafe.Add(ref data, at + i));
                    a0 = Vector.FusedMultiplyAdd(s, x0, a0);
                    a1 = Vector.FusedMultiplyAdd(s, x1, a1);
                    s = new Vector<float>(Unsafe.Add(ref data, at + i + 1));
                    b0 = Vector.FusedMultiplyAdd(s, x0, b0);
                    b1 = Vector.FusedMultiplyAdd(s, x1, b1);
                    s = new Vector<float>(Unsafe.Add(ref data, at + i + 2));
                    c0 = Vector.FusedMultiplyAdd(s, x0, c0);
                    c1 = Vector.FusedMultiplyAdd(s, x1, c1);
                    s = new Vector<float>(Unsafe.Add(ref data, at + i + 3));
                    d0 = Vector.FusedMultiplyAdd(s, x0, d0);
                    d1 = Vector.FusedMultiplyAdd(s, x1, d1);
                }

                var to = (i * stride) + j;
                VectorMath.Store(a0, ref output, to);
                VectorMath.Store(a1, ref output, to + width);
                VectorMath.Store(b0, ref output, to + stride);
                VectorMath.Store(b1, ref output, to + stride + width);
                VectorMath.Store(c0, ref output, to + (2 * stride));
                VectorMath.Store(c1, ref output, to + (2 * stride) + width);
                VectorMath.Store(d0, ref output, to + (3 * stride));
                VectorMath.Store(d1, ref output, to + (3 * stride) + width);
            }
        }
    }

    private static void AddUpper(double[] total, float[] partial, int d, int stride)
    {
        for (var i = 0; i < d; i++)
        {
            for (var j = i; j < d; j++)
            {
                total[(i * d) + j] += partial[(i * stride) + j];
            }
        }
    }

    private static void RotateFour(ReadOnlySpan<float> rows, float[] q, float[] output, int stride)
    {
        var width = Vector<float>.Count;
        ref var f = ref MemoryMarshal.GetReference(rows);
        ref var p = ref MemoryMarshal.GetReference(q.AsSpan());
        ref var o = ref MemoryMarshal.GetReference(output.AsSpan());
        for (var j = 0; j < stride; j += 2 * width)
        {
            Vector<float> a0 = default,
                a1 = default,
                b0 = default,
                b1 = default,
                c0 = default,
                c1 = default,
                d0 = default,
                d1 = default;
            for (var k = 0; k < stride; k++)
            {
                var x0 = VectorMath.Load(ref p, (k * stride) + j);
                var x1 = VectorMath.Load(ref p, (k * stride) + j + width);
                var s = new Vector<float>(Unsafe.Add(ref f, k));
                a0 = Vector.FusedMultiplyAdd(s, x0, a0);
                a1 = Vector.FusedMultiplyAdd(s, x1, a1);
                s = new Vector<float>(Unsafe.Add(ref f, stride + k));
                b0 = Vector.FusedMultiplyAdd(s, x0, b0);
                b1 = Vector.FusedMultiplyAdd(s, x1, b1);
                s = new Vector<float>(Unsafe.Add(ref f, (2 * stride) + k));
                c0 = Vector.FusedMultiplyAdd(s, x0, c0);
                c1 = Vector.FusedMultiplyAdd(s, x1, c1);
                s = new Vector<float>(Unsafe.Add(ref f, (3 * stride) + k));
                d0 = Vector.FusedMultiplyAdd(s, x0, d0);
                d1 = Vector.FusedMultiplyAdd(s, x1, d1);
            }

            VectorMath.Store(a0, ref o, j);
            VectorMath.Store(a1, ref o, j + width);
            VectorMath.Store(b0, ref o, stride + j);
            VectorMath.Store(b1, ref o, stride + j + width);
            VectorMath.Store(c0, ref o, (2 * stride) + j);
            VectorMath.Store(c1, ref o, (2 * stride) + j + width);
            VectorMath.Store(d0, ref o, (3 * stride) + j);
            VectorMath.Store(d1, ref o, (3 * stride) + j + width);
        }
    }
}
