using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// Scaled dot-product attention of one sequence: softmax(q k^T / sqrt(width)) v for each head. Queries, keys and values stand beside one
/// another in each row. The width of a head must be a multiple of eight.
/// </summary>
internal sealed class Attention(int hidden, int heads)
{
    // Rows of weights are padded to whole registers.
    private const int Lanes = 16;
    private readonly int _width = hidden / heads;
    private readonly float _scale = 1 / MathF.Sqrt((float)hidden / heads);
    private float[] _turned = [];
    private float[] _values = [];
    private float[] _row = [];

    /// <summary>Numbers that the weights of a sequence take.</summary>
    /// <param name="length">Rows.</param>
    /// <param name="keep">Whether <see cref="Backward"/> is to have them: all at once then, otherwise two rows.</param>
    public int WeightsOf(int length, bool keep) => (keep ? heads * length : 2) * Padded(length);

    /// <param name="states">The rows of the sequence, 3 hidden numbers each.</param>
    /// <param name="length">Rows.</param>
    /// <param name="weights">Gets how much each row looks at each other, by head; where they are not kept, anything.</param>
    /// <param name="keep">As <see cref="WeightsOf"/> was told.</param>
    /// <param name="context">Gets the result, a row hidden numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ReadOnlySpan<float> states, int length, Span<float> weights, bool keep, Span<float> context)
    {
        var padded = Padded(length);
        var keys = Layers.Sized(ref _turned, _width * padded).AsSpan(0, _width * padded);
        var values = Layers.Sized(ref _values, _width * length).AsSpan(0, _width * length);
        for (var head = 0; head < heads; head++)
        {
            var at = head * _width;
            Turn(states[(hidden + at)..], length, keys);

            // One after another: as far apart as they stand in the rows, the values of a long sequence push each other out of the first cache.
            for (var j = 0; j < length; j++)
            {
                states.Slice((((j * 3) + 2) * hidden) + at, _width).CopyTo(values[(j * _width)..]);
            }

            for (var i = 0; i < length; i += 2)
            {
                var rows = weights[(keep ? ((head * length) + i) * padded : 0)..];
                var one = rows[..padded];
                var result = context.Slice((i * hidden) + at, _width);
                var query = states.Slice((i * 3 * hidden) + at, _width);
                if (i + 1 == length)
                {
                    Mix(query, 1, _width, keys, padded, one);
                    SoftMax(one, length);
                    Mix(one, 1, length, values, _width, result);
                    break;
                }

                var other = rows.Slice(padded, padded);
                MixTwo(query, states.Slice(((i + 1) * 3 * hidden) + at, _width), keys, padded, one, other);
                SoftMax(one, length);
                SoftMax(other, length);
                MixTwo(one[..length], other[..length], values, _width, result, context.Slice(((i + 1) * hidden) + at, _width));
            }
        }
    }

    /// <param name="states">As <see cref="Forward"/> got them.</param>
    /// <param name="length">Rows.</param>
    /// <param name="weights">As <see cref="Forward"/> gave them; afterwards anything.</param>
    /// <param name="dContext">Gradient of the result.</param>
    /// <param name="dStates">Gets the gradient of the states.</param>
    public void Backward(ReadOnlySpan<float> states, int length, Span<float> weights, ReadOnlySpan<float> dContext, Span<float> dStates)
    {
        var padded = Padded(length);
        var turned = Layers.Sized(ref _turned, _width * padded).AsSpan(0, _width * padded);
        var dRow = Layers.Sized(ref _row, padded).AsSpan(0, padded);
        for (var head = 0; head < heads; head++)
        {
            var at = head * _width;
            var ofHead = weights.Slice(head * length * padded, length * padded);
            for (var j = 0; j < length; j++)
            {
                Mix(ofHead[j..], padded, length, dContext[at..], hidden, dStates.Slice((((j * 3) + 2) * hidden) + at, _width));
            }

            // From here on the weights become the gradient of the scores.
            Turn(states[((2 * hidden) + at)..], length, turned);
            for (var i = 0; i < length; i++)
            {
                Mix(dContext.Slice((i * hidden) + at, _width), 1, _width, turned, padded, dRow);
                var row = ofHead.Slice(i * padded, length);
                var d = dRow[..length];
                TensorPrimitives.Subtract(d, TensorPrimitives.Dot<float>(row, d), d);
                TensorPrimitives.Multiply(row, d, row);
                TensorPrimitives.Multiply(row, _scale, row);
            }

            for (var i = 0; i < length; i++)
            {
                var row = ofHead[(i * padded)..];
                Mix(row, 1, length, states[(hidden + at)..], 3 * hidden, dStates.Slice((i * 3 * hidden) + at, _width));
                Mix(ofHead[i..], padded, length, states[at..], 3 * hidden, dStates.Slice((((i * 3) + 1) * hidden) + at, _width));
            }
        }
    }

    /// <summary>Of scaled scores; what is beyond the length becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SoftMax(Span<float> row, int length)
    {
        row[length..].Fill(float.NegativeInfinity);
        var greatest = Vector512.Create(float.NegativeInfinity);
        for (var i = 0; i < row.Length; i += Lanes)
        {
            greatest = Vector512.MaxNative(greatest, Vector512.Create<float>(row[i..]));
        }

        var highest = Layers.Greatest(greatest);
        Vector512<float> sum = default;
        for (var i = 0; i < row.Length; i += Lanes)
        {
            var value = Layers.Exp((Vector512.Create<float>(row[i..]) - Vector512.Create(highest)) * _scale);
            value.CopyTo(row[i..]);
            sum += value;
        }

        // What is beyond the length is cleared first: a share of the least number is one that processors are slow with.
        row[length..].Clear();
        var share = 1 / Vector512.Sum(sum);
        for (var i = 0; i < length; i += Lanes)
        {
            (Vector512.Create<float>(row[i..]) * share).CopyTo(row[i..]);
        }
    }

    private static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Columns become rows, zeros beyond the edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(ReadOnlySpan<float> rows, int length, Span<float> turned)
    {
        var padded = Padded(length);
        turned.Clear();
        for (var j = 0; j < length; j++)
        {
            var row = rows.Slice(j * 3 * hidden, _width);
            for (var c = 0; c < _width; c++)
            {
                turned[(c * padded) + j] = row[c];
            }
        }
    }

    /// <summary>result = sum over j of weights[j stride] rows[j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(ReadOnlySpan<float> weights, int stride, int count, ReadOnlySpan<float> rows, int rowStride, Span<float> result)
    {
        // Every access of the loops below lies within what these slices prove.
        _ = weights[((count - 1) * stride)..];
        _ = rows.Slice((count - 1) * rowStride, result.Length);
        ref var w = ref Unsafe.AsRef(in weights[0]);
        ref var r = ref Unsafe.AsRef(in rows[0]);
        ref var y = ref result[0];
        nuint column = 0;
        for (; column + (2 * Lanes) <= (nuint)result.Length; column += 2 * Lanes)
        {
            // Even and odd rows have sums of their own, so that a product need not wait for the one before it.
            Vector512<float> a = default,
                b = default,
                c = default,
                d = default;
            var j = 0;
            for (; j + 1 < count; j += 2)
            {
                Add(ref a, ref b, Unsafe.Add(ref w, j * stride), ref Unsafe.Add(ref r, (nuint)(j * rowStride) + column));
                Add(ref c, ref d, Unsafe.Add(ref w, (j + 1) * stride), ref Unsafe.Add(ref r, (nuint)((j + 1) * rowStride) + column));
            }

            if (j < count)
            {
                Add(ref a, ref b, Unsafe.Add(ref w, j * stride), ref Unsafe.Add(ref r, (nuint)(j * rowStride) + column));
            }

            (a + c).StoreUnsafe(ref y, column);
            (b + d).StoreUnsafe(ref y, column + Lanes);
        }

        for (; column < (nuint)result.Length; column += (nuint)Vector256<float>.Count)
        {
            Vector256<float> a = default;
            for (var j = 0; j < count; j++)
            {
                var s = Vector256.Create(Unsafe.Add(ref w, j * stride));
                a = Vector256.FusedMultiplyAdd(s, Vector256.LoadUnsafe(ref r, (nuint)(j * rowStride) + column), a);
            }

            a.StoreUnsafe(ref y, column);
        }
    }

    /// <summary>
    /// The same of two rows of weights, sum by sum in the same order: what is read of the rows is used twice, and twice as many sums go on at
    /// the same time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixTwo(
        ReadOnlySpan<float> one,
        ReadOnlySpan<float> other,
        ReadOnlySpan<float> rows,
        int rowStride,
        Span<float> ofOne,
        Span<float> ofOther
    )
    {
        var count = one.Length;
        _ = rows.Slice((count - 1) * rowStride, ofOne.Length);
        ref var w = ref Unsafe.AsRef(in one[0]);
        ref var v = ref Unsafe.AsRef(in other[..count][0]);
        ref var r = ref Unsafe.AsRef(in rows[0]);
        var column = 0;
        for (; column + (2 * Lanes) <= ofOne.Length; column += 2 * Lanes)
        {
            Vector512<float> a = default,
                b = default,
                c = default,
                d = default,
                e = default,
                f = default,
                g = default,
                h = default;
            var j = 0;
            for (; j + 1 < count; j += 2)
            {
                ref var even = ref Unsafe.Add(ref r, (nuint)((j * rowStride) + column));
                ref var odd = ref Unsafe.Add(ref even, rowStride);
                Add(ref a, ref b, Unsafe.Add(ref w, j), ref even);
                Add(ref e, ref f, Unsafe.Add(ref v, j), ref even);
                Add(ref c, ref d, Unsafe.Add(ref w, j + 1), ref odd);
                Add(ref g, ref h, Unsafe.Add(ref v, j + 1), ref odd);
            }

            if (j < count)
            {
                ref var last = ref Unsafe.Add(ref r, (nuint)((j * rowStride) + column));
                Add(ref a, ref b, Unsafe.Add(ref w, j), ref last);
                Add(ref e, ref f, Unsafe.Add(ref v, j), ref last);
            }

            (a + c).CopyTo(ofOne[column..]);
            (b + d).CopyTo(ofOne[(column + Lanes)..]);
            (e + g).CopyTo(ofOther[column..]);
            (f + h).CopyTo(ofOther[(column + Lanes)..]);
        }

        if (column < ofOne.Length)
        {
            Mix(one, 1, count, rows[column..], rowStride, ofOne[column..]);
            Mix(other, 1, count, rows[column..], rowStride, ofOther[column..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector512<float> a, ref Vector512<float> b, float weight, ref float row)
    {
        var s = Vector512.Create(weight);
        a = Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref row), a);
        b = Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref row, Lanes), b);
    }
}
