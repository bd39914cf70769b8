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
    private float[] _row = [];

    /// <summary>Numbers that the weights of a sequence take.</summary>
    public int WeightsOf(int length) => heads * length * Padded(length);

    /// <param name="states">The rows of the sequence, 3 hidden numbers each.</param>
    /// <param name="length">Rows.</param>
    /// <param name="weights">Gets how much each row looks at each other, by head.</param>
    /// <param name="context">Gets the result, a row hidden numbers.</param>
    public void Forward(ReadOnlySpan<float> states, int length, Span<float> weights, Span<float> context)
    {
        var padded = Padded(length);
        var keys = Layers.Sized(ref _turned, _width * padded).AsSpan(0, _width * padded);
        for (var head = 0; head < heads; head++)
        {
            var at = head * _width;
            Turn(states[(hidden + at)..], length, keys);
            var values = states[((2 * hidden) + at)..];
            for (var i = 0; i < length; i++)
            {
                var row = weights.Slice(((head * length) + i) * padded, padded);
                Mix(states.Slice((i * 3 * hidden) + at, _width), 1, _width, keys, padded, row);
                SoftMax(row, length);
                Mix(row, 1, length, values, 3 * hidden, context.Slice((i * hidden) + at, _width));
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

        var share = 1 / Vector512.Sum(sum);
        for (var i = 0; i < length; i += Lanes)
        {
            (Vector512.Create<float>(row[i..]) * share).CopyTo(row[i..]);
        }

        row[length..].Clear();
    }

    private static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Columns become rows, zeros beyond the edge.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector512<float> a, ref Vector512<float> b, float weight, ref float row)
    {
        var s = Vector512.Create(weight);
        a = Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref row), a);
        b = Vector512.FusedMultiplyAdd(s, Vector512.LoadUnsafe(ref row, Lanes), b);
    }
}
