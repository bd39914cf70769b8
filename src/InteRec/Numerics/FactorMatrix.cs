using System.Numerics;

namespace InteRec.Numerics;

/// <summary>
/// A dense float32 matrix, one factor vector a row. Rows are padded with zeros to a whole number of SIMD registers, so that the inner
/// loops have no tails; the padding stays zero.
/// </summary>
internal sealed class FactorMatrix
{
    private const int Alignment = 16;
    private readonly float[] _data;

    public FactorMatrix(int rows, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        Rows = rows;
        Dimensions = dimensions;
        Stride = StrideOf(dimensions);
        _data = new float[checked(rows * Stride)];
    }

    public int Rows { get; }

    /// <summary>Length of a factor vector.</summary>
    public int Dimensions { get; }

    /// <summary>Floats from one row to the next: the dimensions rounded up to a multiple of 16.</summary>
    public int Stride { get; }

    /// <summary>The whole matrix, row after row, padding included.</summary>
    public Span<float> Data => _data;

    /// <summary>One row with its padding.</summary>
    public Span<float> Row(int row) => _data.AsSpan(row * Stride, Stride);

    /// <summary>One row without its padding.</summary>
    public Span<float> Vector(int row) => _data.AsSpan(row * Stride, Dimensions);

    /// <summary>Whether nothing is known of a row: its factors are all zero.</summary>
    public bool IsZero(int row) => !Row(row).ContainsAnyExcept(0f);

    public static int StrideOf(int dimensions) => (dimensions + Alignment - 1) / Alignment * Alignment;

    static FactorMatrix()
    {
        if (Alignment % Vector<float>.Count != 0)
        {
            throw new PlatformNotSupportedException($"SIMD registers of {Vector<float>.Count} floats are not supported.");
        }
    }
}
