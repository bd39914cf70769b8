using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A table of embeddings as bytes: number = byte times the scale of its row.</summary>
/// <param name="Rows">The bytes, row by row.</param>
/// <param name="Scales">One a row.</param>
internal sealed record ByteTable(ReadOnlyMemory<byte> Rows, float[] Scales)
{
    public static (byte[] Rows, float[] Scales) Quantise(Parameter table)
    {
        var scales = new float[table.Rows];
        var bytes = new byte[table.Size];
        for (var row = 0; row < table.Rows; row++)
        {
            var values = table.Value.AsSpan(row * table.Columns, table.Columns);
            scales[row] = Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<float>(values)) / sbyte.MaxValue;
            for (var i = 0; i < table.Columns; i++)
            {
                bytes[(row * table.Columns) + i] = (byte)(sbyte)(scales[row] == 0 ? 0 : MathF.Round(values[i] / scales[row]));
            }
        }

        return (bytes, scales);
    }

    /// <summary>Adds a row; its width is a multiple of eight.</summary>
    public void AddTo(Span<float> sum, int row)
    {
        var bytes = MemoryMarshal.Cast<byte, sbyte>(Rows.Span.Slice(row * sum.Length, sum.Length));
        for (var i = 0; i < sum.Length; i += Vector256<float>.Count)
        {
            var whole = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(bytes[i..]))).AsSByte();
            var (low, high) = Vector128.Widen(Vector128.WidenLower(whole));
            var value = Vector256.ConvertToSingle(Vector256.Create(low, high)) * Scales[row];
            (Vector256.Create<float>(sum[i..]) + value).CopyTo(sum[i..]);
        }
    }
}
