using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InteRec.Numerics;

/// <summary>
/// Inner loops over padded rows: every span is a whole number of SIMD registers long. Four rows are taken at a time, because one row of 64
/// floats is too short to hide the latency of a multiply-add.
/// </summary>
internal static class VectorMath
{
    private static readonly int Width = Vector<float>.Count;

    /// <summary>Sum over k of a[k] * b[k].</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        Vector<float> even = default,
            odd = default;
        var k = 0;
        for (; k + (2 * Width) <= a.Length; k += 2 * Width)
        {
            even = Vector.FusedMultiplyAdd(Load(ref x, k), Load(ref y, k), even);
            odd = Vector.FusedMultiplyAdd(Load(ref x, k + Width), Load(ref y, k + Width), odd);
        }

        if (k < a.Length)
        {
            even = Vector.FusedMultiplyAdd(Load(ref x, k), Load(ref y, k), even);
        }

        return Vector.Sum(even + odd);
    }

    /// <summary>Dot products of one vector with four rows.</summary>
    public static (float A, float B, float C, float D) Dot4(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        ReadOnlySpan<float> c,
        ReadOnlySpan<float> d
    )
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        ref var pc = ref MemoryMarshal.GetReference(c);
        ref var pd = ref MemoryMarshal.GetReference(d);
        Vector<float> sa = default,
            sb = default,
            sc = default,
            sd = default;
        for (var k = 0; k < x.Length; k += Width)
        {
            var v = Load(ref px, k);
            sa = Vector.FusedMultiplyAdd(v, Load(ref pa, k), sa);
            sb = Vector.FusedMultiplyAdd(v, Load(ref pb, k), sb);
            sc = Vector.FusedMultiplyAdd(v, Load(ref pc, k), sc);
            sd = Vector.FusedMultiplyAdd(v, Load(ref pd, k), sd);
        }

        return (Vector.Sum(sa), Vector.Sum(sb), Vector.Sum(sc), Vector.Sum(sd));
    }

    /// <summary>y += s * x.</summary>
    public static void AddScaled(Span<float> y, float s, ReadOnlySpan<float> x)
    {
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var px = ref MemoryMarshal.GetReference(x);
        var scale = new Vector<float>(s);
        for (var k = 0; k < y.Length; k += Width)
        {
            Store(Vector.FusedMultiplyAdd(scale, Load(ref px, k), Load(ref py, k)), ref py, k);
        }
    }

    /// <summary>y += s.A * a + s.B * b + s.C * c + s.D * d.</summary>
    public static void AddScaled4(
        Span<float> y,
        (float A, float B, float C, float D) s,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        ReadOnlySpan<float> c,
        ReadOnlySpan<float> d
    )
    {
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        ref var pc = ref MemoryMarshal.GetReference(c);
        ref var pd = ref MemoryMarshal.GetReference(d);
        Vector<float> ta = new(s.A),
            tb = new(s.B),
            tc = new(s.C),
            td = new(s.D);
        for (var k = 0; k < y.Length; k += Width)
        {
            var first = Vector.FusedMultiplyAdd(ta, Load(ref pa, k), Load(ref py, k));
            var second = Vector.FusedMultiplyAdd(tc, Load(ref pc, k), tb * Load(ref pb, k));
            Store(first + Vector.FusedMultiplyAdd(td, Load(ref pd, k), second), ref py, k);
        }
    }

    /// <summary>Sum over k of a[k] * b[k] * w[k].</summary>
    public static float WeightedDot(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> w)
    {
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        ref var pw = ref MemoryMarshal.GetReference(w);
        Vector<float> sum = default;
        for (var k = 0; k < a.Length; k += Width)
        {
            sum = Vector.FusedMultiplyAdd(Load(ref pa, k) * Load(ref pw, k), Load(ref pb, k), sum);
        }

        return Vector.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float start, int index) =>
        Unsafe.ReadUnaligned<Vector<float>>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float start, int index) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, index)), value);
}
