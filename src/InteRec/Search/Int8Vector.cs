using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InteRec.Search;

/// <summary>
/// Vectors as whole numbers from -127 to 127 and one scale each: <c>x = scale * q</c>. At 256 dimensions the rounding moves a cosine by
/// some thousandths, far less than the model itself is off.
/// </summary>
internal static class Int8Vector
{
    private const float Greatest = 127;

    /// <summary>Writes the whole numbers and returns the scale; 0 for a vector of zeros.</summary>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> destination)
    {
        var scale = ScaleOf(vector);
        for (var i = 0; i < vector.Length; i++)
        {
            destination[i] = scale > 0 ? (sbyte)MathF.Round(vector[i] / scale) : (sbyte)0;
        }

        return scale;
    }

    /// <summary>The same in the width that <see cref="Dot"/> multiplies in.</summary>
    public static float Quantize(ReadOnlySpan<float> vector, Span<short> destination)
    {
        var scale = ScaleOf(vector);
        for (var i = 0; i < vector.Length; i++)
        {
            destination[i] = scale > 0 ? (short)MathF.Round(vector[i] / scale) : (short)0;
        }

        return scale;
    }

    /// <summary>Turns whole numbers back into floats.</summary>
    public static void Widen(ReadOnlySpan<sbyte> row, float scale, Span<float> destination)
    {
        for (var i = 0; i < row.Length; i++)
        {
            destination[i] = scale * row[i];
        }
    }

    /// <summary>Sum of products. Both sides lie within -127 to 127: two products fit a short, so half of the widening is saved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> row)
    {
        var sum = Vector<int>.Zero;
        var done = 0;
        ref var first = ref MemoryMarshal.GetReference(query);
        ref var second = ref MemoryMarshal.GetReference(row);
        for (; done <= row.Length - Vector<sbyte>.Count; done += Vector<sbyte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref second, (nuint)done), out var low, out var high);
            low *= Vector.LoadUnsafe(ref first, (nuint)done);
            high *= Vector.LoadUnsafe(ref first, (nuint)(done + Vector<short>.Count));
            Vector.Widen(low + high, out var left, out var right);
            sum += left + right;
        }

        var total = Vector.Sum(sum);
        for (; done < row.Length; done++)
        {
            total += query[done] * row[done];
        }

        return total;
    }

    private static float ScaleOf(ReadOnlySpan<float> vector) =>
        vector.IsEmpty ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) / Greatest;
}
