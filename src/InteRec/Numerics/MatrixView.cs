using System.Runtime.InteropServices;

namespace InteRec.Numerics;

/// <summary>
/// A rectangle of a larger float32 array: element (r, c) is at <c>Offset + r RowStride + c ColumnStride</c>. Swapping the strides
/// transposes it for free.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MatrixView(float[] Data, long Offset, int Rows, int Columns, int RowStride, int ColumnStride = 1)
{
    public static MatrixView Of(float[] data, int rows, int columns) => new(data, 0, rows, columns, columns);

    public MatrixView Transposed => new(Data, Offset, Columns, Rows, ColumnStride, RowStride);

    public MatrixView Block(int row, int column, int rows, int columns) =>
        new(Data, Offset + ((long)row * RowStride) + ((long)column * ColumnStride), rows, columns, RowStride, ColumnStride);
}
