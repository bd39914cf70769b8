using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// The weights of a dense layer as bytes: weight = byte times the scale of its output. They lie in blocks of sixteen outputs by four
/// inputs, as the instruction for sums of byte products takes them; without it the same integers are summed by portable code.
/// </summary>
internal sealed class ByteMatrix
{
    /// <summary>Outputs of a block; those of a layer are a whole number of them.</summary>
    public const int BlockOutputs = 16;

    /// <summary>Inputs of a block; those of a layer are a whole number of them.</summary>
    public const int BlockInputs = 4;

    // Five rows by two registers keep ten sums going: with fewer each waits for its last product.
    private const int TileRows = 5;
    private const int Block = BlockOutputs * BlockInputs;
    private readonly ReadOnlyMemory<byte> _weights;
    private readonly float[] _scales;
    private readonly float[] _bias;
    private readonly int[] _sums;

    /// <param name="inputs">Inputs.</param>
    /// <param name="weights">The blocks: all inputs of the first sixteen outputs, then those of the next.</param>
    /// <param name="scales">One an output.</param>
    /// <param name="bias">One an output.</param>
    public ByteMatrix(int inputs, ReadOnlyMemory<byte> weights, float[] scales, float[] bias)
    {
        Inputs = inputs;
        (_weights, _scales, _bias) = (weights, scales, bias);
        _sums = new int[Outputs];
        var bytes = MemoryMarshal.Cast<byte, sbyte>(weights.Span);
        for (var at = 0; at < bytes.Length; at++)
        {
            _sums[(at / (BlockOutputs * inputs) * BlockOutputs) + (at % Block / BlockInputs)] += bytes[at];
        }
    }

    public int Inputs { get; }

    public int Outputs => _scales.Length;

    /// <summary>The blocks and scales of weights in float32, a row an input: the greatest of an output becomes 127.</summary>
    public static (byte[] Blocks, float[] Scales) Quantise(Parameter weights)
    {
        var (inputs, outputs) = (weights.Rows, weights.Columns);
        var scales = new float[outputs];
        var blocks = new byte[inputs * outputs];
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
            {
                scales[o] = Math.Max(scales[o], Math.Abs(weights.Value[(i * outputs) + o]) / sbyte.MaxValue);
            }

            for (var i = 0; i < inputs; i++)
            {
                var value = scales[o] == 0 ? 0 : MathF.Round(weights.Value[(i * outputs) + o] / scales[o]);
                blocks[Place(inputs, i, o)] = (byte)(sbyte)value;
            }
        }

        return (blocks, scales);
    }

    /// <summary>y = x W + b.</summary>
    /// <param name="x">Rows of bytes.</param>
    /// <param name="y">Gets rows of float32.</param>
    /// <param name="portable">Not to use the instruction.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(ByteRows x, Span<float> y, bool portable = false)
    {
        Span<int> sums = stackalloc int[TileRows * BlockOutputs];
        var isFast = AvxVnni.IsSupported && !portable;
        var weights = _weights.Span;
        for (var output = 0; output < Outputs; output += BlockOutputs)
        {
            var blocks = weights.Slice(output * Inputs, BlockOutputs * Inputs);
            for (var row = 0; row < x.Count; row += TileRows)
            {
                // The last tile goes back to rows that are done: their sums are the same again.
                var first = x.Count < TileRows ? row : Math.Min(row, x.Count - TileRows);
                if (isFast && x.Count >= TileRows)
                {
                    Tile(x, first, blocks, row == 0 ? blocks.Length : 0, sums);
                }
                else
                {
                    for (var r = 0; r < Math.Min(TileRows, x.Count); r++)
                    {
                        PortableRow(x.Row(first + r), blocks, sums.Slice(r * BlockOutputs, BlockOutputs));
                    }
                }

                for (var r = 0; r < Math.Min(TileRows, x.Count); r++)
                {
                    Scale(x, first + r, output, sums.Slice(r * BlockOutputs, BlockOutputs), y);
                }
            }
        }
    }

    private static int Place(int inputs, int input, int output) =>
        (output / BlockOutputs * BlockOutputs * inputs)
        + (input / BlockInputs * Block)
        + (output % BlockOutputs * BlockInputs)
        + (input % BlockInputs);

    /// <summary>y = scale of the row * scale of the output * (sum - zero of the row * sum of the weights) + bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(ByteRows x, int row, int output, ReadOnlySpan<int> sums, Span<float> y)
    {
        var zero = Vector256.Create(x.Zeros[row]);
        var scale = Vector256.Create(x.Scales[row]);
        for (var o = 0; o < BlockOutputs; o += Vector256<int>.Count)
        {
            var sum = Vector256.Create(sums[o..]) - (zero * Vector256.Create<int>(_sums.AsSpan(output + o)));
            var value = Vector256.ConvertToSingle(sum) * scale * Vector256.Create<float>(_scales.AsSpan(output + o));
            (value + Vector256.Create<float>(_bias.AsSpan(output + o))).CopyTo(y[((row * Outputs) + output + o)..]);
        }
    }

    /// <summary>
    /// Five rows by sixteen outputs. Meanwhile what lies <paramref name="ahead"/> is fetched: the weights of all layers are more than the
    /// second cache holds, and without it the first rows of each sixteen outputs wait for memory.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tile(ByteRows rows, int row, ReadOnlySpan<byte> blocks, int ahead, Span<int> sums)
    {
        Vector256<int> a0 = default,
            a1 = default,
            b0 = default,
            b1 = default,
            c0 = default,
            c1 = default,
            d0 = default,
            d1 = default,
            e0 = default,
            e1 = default;
        fixed (byte* block = blocks)
        fixed (byte* x = rows.Row(row))
        {
            // Pointers, because only from these the instruction that fills a register with one number reads memory.
            var w = (sbyte*)block;
            var end = w + blocks.Length;
            byte* a = x,
                b = a + rows.Width,
                c = b + rows.Width,
                d = c + rows.Width,
                e = d + rows.Width;
            for (var input = 0; w < end; w += Block, input += BlockInputs)
            {
                Sse.Prefetch1(w + ahead);
                var w0 = Avx.LoadVector256(w);
                var w1 = Avx.LoadVector256(w + (Block / 2));
                var four = Avx2.BroadcastScalarToVector256((int*)(a + input)).AsByte();
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, four, w0);
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, four, w1);
                four = Avx2.BroadcastScalarToVector256((int*)(b + input)).AsByte();
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, four, w0);
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, four, w1);
                four = Avx2.BroadcastScalarToVector256((int*)(c + input)).AsByte();
                c0 = AvxVnni.MultiplyWideningAndAdd(c0, four, w0);
                c1 = AvxVnni.MultiplyWideningAndAdd(c1, four, w1);
                four = Avx2.BroadcastScalarToVector256((int*)(d + input)).AsByte();
                d0 = AvxVnni.MultiplyWideningAndAdd(d0, four, w0);
                d1 = AvxVnni.MultiplyWideningAndAdd(d1, four, w1);
                four = Avx2.BroadcastScalarToVector256((int*)(e + input)).AsByte();
                e0 = AvxVnni.MultiplyWideningAndAdd(e0, four, w0);
                e1 = AvxVnni.MultiplyWideningAndAdd(e1, four, w1);
            }
        }

        ref var sum = ref MemoryMarshal.GetReference(sums);
        a0.StoreUnsafe(ref sum);
        a1.StoreUnsafe(ref sum, 8);
        b0.StoreUnsafe(ref sum, 16);
        b1.StoreUnsafe(ref sum, 24);
        c0.StoreUnsafe(ref sum, 32);
        c1.StoreUnsafe(ref sum, 40);
        d0.StoreUnsafe(ref sum, 48);
        d1.StoreUnsafe(ref sum, 56);
        e0.StoreUnsafe(ref sum, 64);
        e1.StoreUnsafe(ref sum, 72);
    }

    /// <summary>One row by sixteen outputs: each register sums four outputs, a number an input of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PortableRow(ReadOnlySpan<byte> row, ReadOnlySpan<byte> blocks, Span<int> sums)
    {
        Vector256<int> s0 = default,
            s1 = default,
            s2 = default,
            s3 = default,
            s4 = default,
            s5 = default,
            s6 = default,
            s7 = default;
        ref var w = ref Unsafe.As<byte, sbyte>(ref MemoryMarshal.GetReference(blocks));
        for (var (at, input) = (0, 0); at < blocks.Length; at += Block, input += BlockInputs)
        {
            Vector128<int> four = Vector128.Create(row[input], row[input + 1], row[input + 2], (int)row[input + 3]);
            var x = Vector256.Create(four, four);
            Widen(ref w, at, x, ref s0, ref s1, ref s2, ref s3);
            Widen(ref w, at + (Block / 2), x, ref s4, ref s5, ref s6, ref s7);
        }

        ReadOnlySpan<Vector256<int>> all = [s0, s1, s2, s3, s4, s5, s6, s7];
        for (var i = 0; i < all.Length; i++)
        {
            sums[2 * i] = Vector128.Sum(all[i].GetLower());
            sums[(2 * i) + 1] = Vector128.Sum(all[i].GetUpper());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(
        ref sbyte w,
        int at,
        Vector256<int> x,
        ref Vector256<int> s0,
        ref Vector256<int> s1,
        ref Vector256<int> s2,
        ref Vector256<int> s3
    )
    {
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref w, (nuint)at));
        var (first, second) = Vector256.Widen(low);
        var (third, fourth) = Vector256.Widen(high);
        s0 += first * x;
        s1 += second * x;
        s2 += third * x;
        s3 += fourth * x;
    }
}

/// <summary>Rows of numbers as bytes: number = scale of the row * (byte - zero of the row).</summary>
internal sealed class ByteRows
{
    private byte[] _bytes = [];
    private float[] _scales = [];
    private int[] _zeros = [];

    public int Count { get; private set; }

    public int Width { get; private set; }

    public ReadOnlySpan<float> Scales => _scales;

    public ReadOnlySpan<int> Zeros => _zeros;

    public ReadOnlySpan<byte> Row(int row) => _bytes.AsSpan(row * Width, Width);

    /// <summary>Takes rows; zero is always one of the 256 numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Quantise(ReadOnlySpan<float> values, int count, int width)
    {
        (Count, Width) = (count, width);
        if (_bytes.Length < count * width)
        {
            _bytes = new byte[count * width];
        }

        if (_scales.Length < count)
        {
            (_scales, _zeros) = (new float[count], new int[count]);
        }

        for (var r = 0; r < count; r++)
        {
            var row = values.Slice(r * width, width);
            var (least, greatest) = Extremes(row);
            var scale = Math.Max((greatest - least) / byte.MaxValue, 1e-20f);
            var zero = (int)MathF.Round(-least / scale);
            (_scales[r], _zeros[r]) = (scale, zero);
            Fill(row, _bytes.AsSpan(r * width, width), 1 / scale, zero);
        }
    }

    /// <summary>The least and the greatest of the numbers and zero; their count is a multiple of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Least, float Greatest) Extremes(ReadOnlySpan<float> row)
    {
        Vector512<float> least = default,
            greatest = default;
        for (var i = 0; i < row.Length; i += Vector512<float>.Count)
        {
            var values = Vector512.Create(row[i..]);
            least = Vector512.MinNative(least, values);
            greatest = Vector512.MaxNative(greatest, values);
        }

        return (-Layers.Greatest(-least), Layers.Greatest(greatest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(ReadOnlySpan<float> row, Span<byte> bytes, float inverse, int zero)
    {
        const int Lane = 32;
        var i = 0;
        var shift = Vector256.Create((float)zero);
        for (; i + Lane <= row.Length; i += Lane)
        {
            var low = Vector256.Narrow(Rounded(row, i, inverse, shift), Rounded(row, i + 8, inverse, shift));
            var high = Vector256.Narrow(Rounded(row, i + 16, inverse, shift), Rounded(row, i + 24, inverse, shift));
            Vector256.Narrow(low.AsUInt16(), high.AsUInt16()).CopyTo(bytes[i..]);
        }

        for (; i < row.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(MathF.Round(row[i] * inverse) + zero, 0, byte.MaxValue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Rounded(ReadOnlySpan<float> row, int at, float inverse, Vector256<float> shift) =>
        Vector256.Clamp(
            Vector256.ConvertToInt32(Vector256.Round(Vector256.Create(row[at..]) * inverse) + shift),
            Vector256<int>.Zero,
            Vector256.Create((int)byte.MaxValue)
        );
}
