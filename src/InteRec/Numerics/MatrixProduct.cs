using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InteRec.Numerics;

/// <summary>
/// Dense float32 products, C = C + scale A B, blocked for the caches in the manner of Goto and van de Geijn ("Anatomy of High-Performance
/// Matrix Multiplication", 2008): B is packed into panels of two registers (four of 512 bits), A into panels of six rows, and a tile of
/// six rows of C by one panel stays in registers through the inner loop. Every tile of C is summed by one thread in a fixed order, so
/// neither the number of threads nor the width of the registers changes the result.
/// </summary>
internal static class MatrixProduct
{
    private const int TileRows = 6;
    private const int BlockRows = 24 * TileRows;
    private const int BlockDepth = 256;
    private const int PackDepth = 16;

    private static readonly int Width = Vector<float>.Count;

    private static int TileColumns => Vector512.IsHardwareAccelerated ? 4 * Vector512<float>.Count : 2 * Vector<float>.Count;

    /// <param name="c">m x n, updated; its columns must be contiguous.</param>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="scale">Factor on the product.</param>
    /// <param name="lowerOnly">Only tiles that touch the lower triangle of C are computed; the rest of C is then undefined.</param>
    /// <param name="threads">At most so many threads; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static void Add(
        MatrixView c,
        MatrixView a,
        MatrixView b,
        float scale,
        bool lowerOnly,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var panels = (c.Columns + TileColumns - 1) / TileColumns;
        var packed = ArrayPool<float>.Shared.Rent(Math.Min(BlockDepth, Math.Max(1, a.Columns)) * panels * TileColumns);

        // Few rows are cut finer, so that every thread has some.
        var rowBlock = Math.Clamp((c.Rows / (2 * Math.Max(1, threads)) / TileRows) + 1, 1, BlockRows / TileRows) * TileRows;
        for (var depth = 0; depth < a.Columns; depth += BlockDepth)
        {
            var length = Math.Min(BlockDepth, a.Columns - depth);
            var (from, left, right) = (depth, a.Block(0, depth, a.Rows, length), b.Block(depth, 0, length, b.Columns));
            RowParallel.For(panels, 16, threads, (start, end) => PackColumns(right, packed, start, end), cancellationToken);
            RowParallel.For(
                c.Rows,
                rowBlock,
                threads,
                (start, end) => MultiplyRows(c, left, packed, start, end, scale, lowerOnly),
                cancellationToken
            );
        }

        ArrayPool<float>.Shared.Return(packed);
    }

    /// <summary>Panel p holds the columns p * TileColumns and on: for each k, TileColumns values, zeros beyond the edge.</summary>
    private static void PackColumns(MatrixView b, float[] packed, int firstPanel, int endPanel)
    {
        for (var panel = firstPanel; panel < endPanel; panel++)
        {
            var column = panel * TileColumns;
            var columns = Math.Min(TileColumns, b.Columns - column);
            var target = packed.AsSpan(panel * TileColumns * b.Rows, TileColumns * b.Rows);
            if (columns < TileColumns)
            {
                target.Clear();
            }

            if (b.ColumnStride == 1)
            {
                for (var k = 0; k < b.Rows; k++)
                {
                    b.Data.AsSpan((int)(b.Offset + ((long)k * b.RowStride) + column), columns).CopyTo(target[(k * TileColumns)..]);
                }

                continue;
            }

            // A few rows at a time: what is written stays in the first cache, and what is read comes by whole lines.
            for (var first = 0; first < b.Rows; first += PackDepth)
            {
                var depth = Math.Min(PackDepth, b.Rows - first);
                for (var j = 0; j < columns; j++)
                {
                    ref var source = ref b.Data[b.Offset + ((long)(column + j) * b.ColumnStride) + ((long)first * b.RowStride)];
                    CopyColumn(ref source, b.RowStride, ref target[(first * TileColumns) + j], TileColumns, depth);
                }
            }
        }
    }

    private static void CopyColumn(ref float source, int sourceStride, ref float target, int targetStride, int count)
    {
        if (sourceStride == 1 && count == PackDepth)
        {
            for (nint k = 0, at = 0; k < PackDepth; k += 4, at += 4 * targetStride)
            {
                Unsafe.Add(ref target, at) = Unsafe.Add(ref source, k);
                Unsafe.Add(ref target, at + targetStride) = Unsafe.Add(ref source, k + 1);
                Unsafe.Add(ref target, at + (2 * targetStride)) = Unsafe.Add(ref source, k + 2);
                Unsafe.Add(ref target, at + (3 * targetStride)) = Unsafe.Add(ref source, k + 3);
            }

            return;
        }

        for (nint k = 0; k < count; k++)
        {
            Unsafe.Add(ref target, k * targetStride) = Unsafe.Add(ref source, k * sourceStride);
        }
    }

    /// <summary>Panel p holds the rows p * TileRows and on: for each k, TileRows values, zeros beyond the edge.</summary>
    private static void PackRows(MatrixView a, float[] buffer, int start, int end)
    {
        var at = 0;
        for (var row = start; row < end; row += TileRows, at += TileRows * a.Columns)
        {
            var rows = Math.Min(TileRows, end - row);
            var target = buffer.AsSpan(at, TileRows * a.Columns);
            if (rows < TileRows)
            {
                target.Clear();
            }

            var source = a.Offset + ((long)row * a.RowStride);
            if (a.RowStride == 1)
            {
                for (var k = 0; k < target.Length; k += TileRows, source += a.ColumnStride)
                {
                    a.Data.AsSpan((int)source, rows).CopyTo(target[k..]);
                }

                continue;
            }

            for (var r = 0; r < rows; r++, source += a.RowStride)
            {
                var from = source;
                for (var k = r; k < target.Length; k += TileRows, from += a.ColumnStride)
                {
                    target[k] = a.Data[from];
                }
            }
        }
    }

    private static void MultiplyRows(MatrixView c, MatrixView a, float[] packed, int start, int end, float scale, bool lowerOnly)
    {
        var buffer = ArrayPool<float>.Shared.Rent(BlockRows * BlockDepth);
        PackRows(a, buffer, start, end);
        var depth = a.Columns;
        var columns = lowerOnly ? Math.Min(c.Columns, end) : c.Columns;
        Span<float> edge = stackalloc float[TileRows * TileColumns];
        for (var column = 0; column < columns; column += TileColumns)
        {
            ref var right = ref packed[column * depth];
            for (var row = start; row < end; row += TileRows)
            {
                ref var left = ref buffer[(row - start) * depth];
                int rows = Math.Min(TileRows, end - row),
                    width = Math.Min(TileColumns, c.Columns - column);
                if (rows == TileRows && width == TileColumns)
                {
                    Tile(ref left, ref right, depth, ref c.Data[c.Offset + ((long)row * c.RowStride) + column], c.RowStride, scale);
                    continue;
                }

                edge.Clear();
                Tile(ref left, ref right, depth, ref MemoryMarshal.GetReference(edge), TileColumns, scale);
                for (var r = 0; r < rows; r++)
                {
                    for (var j = 0; j < width; j++)
                    {
                        c.Data[c.Offset + ((long)(row + r) * c.RowStride) + column + j] += edge[(r * TileColumns) + j];
                    }
                }
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private static void Tile(ref float left, ref float right, int depth, ref float c, int stride, float scale)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WideTile(ref left, ref right, depth, ref c, stride, scale);
            return;
        }

        Vector<float> a0 = default,
            a1 = default,
            b0 = default,
            b1 = default,
            c0 = default,
            c1 = default;
        Vector<float> d0 = default,
            d1 = default,
            e0 = default,
            e1 = default,
            f0 = default,
            f1 = default;
        for (var k = 0; k < depth; k++)
        {
            var x0 = VectorMath.Load(ref right, 0);
            var x1 = VectorMath.Load(ref right, Width);
            var s = new Vector<float>(left);
            a0 = Vector.FusedMultiplyAdd(s, x0, a0);
            a1 = Vector.FusedMultiplyAdd(s, x1, a1);
            s = new Vector<float>(Unsafe.Add(ref left, 1));
            b0 = Vector.FusedMultiplyAdd(s, x0, b0);
            b1 = Vector.FusedMultiplyAdd(s, x1, b1);
            s = new Vector<float>(Unsafe.Add(ref left, 2));
            c0 = Vector.FusedMultiplyAdd(s, x0, c0);
            c1 = Vector.FusedMultiplyAdd(s, x1, c1);
            s = new Vector<float>(Unsafe.Add(ref left, 3));
            d0 = Vector.FusedMultiplyAdd(s, x0, d0);
            d1 = Vector.FusedMultiplyAdd(s, x1, d1);
            s = new Vector<float>(Unsafe.Add(ref left, 4));
            e0 = Vector.FusedMultiplyAdd(s, x0, e0);
            e1 = Vector.FusedMultiplyAdd(s, x1, e1);
            s = new Vector<float>(Unsafe.Add(ref left, 5));
            f0 = Vector.FusedMultiplyAdd(s, x0, f0);
            f1 = Vector.FusedMultiplyAdd(s, x1, f1);
            left = ref Unsafe.Add(ref left, TileRows);
            right = ref Unsafe.Add(ref right, 2 * Vector<float>.Count);
        }

        var factor = new Vector<float>(scale);
        AddTo(ref c, 0, factor, a0, a1);
        AddTo(ref c, stride, factor, b0, b1);
        AddTo(ref c, 2 * stride, factor, c0, c1);
        AddTo(ref c, 3 * stride, factor, d0, d1);
        AddTo(ref c, 4 * stride, factor, e0, e1);
        AddTo(ref c, 5 * stride, factor, f0, f1);
    }

    /// <summary>The same of 512 bits: a row of the tile is four registers.</summary>
    private static void WideTile(ref float left, ref float right, int depth, ref float c, int stride, float scale)
    {
        Four a = default,
            b = default,
            d = default,
            e = default,
            f = default,
            g = default;
        for (var k = 0; k < depth; k++)
        {
            var x = new Four(ref right);
            a.Add(left, x);
            b.Add(Unsafe.Add(ref left, 1), x);
            d.Add(Unsafe.Add(ref left, 2), x);
            e.Add(Unsafe.Add(ref left, 3), x);
            f.Add(Unsafe.Add(ref left, 4), x);
            g.Add(Unsafe.Add(ref left, 5), x);
            left = ref Unsafe.Add(ref left, TileRows);
            right = ref Unsafe.Add(ref right, 4 * Vector512<float>.Count);
        }

        a.AddTo(ref c, scale);
        b.AddTo(ref Unsafe.Add(ref c, stride), scale);
        d.AddTo(ref Unsafe.Add(ref c, 2 * stride), scale);
        e.AddTo(ref Unsafe.Add(ref c, 3 * stride), scale);
        f.AddTo(ref Unsafe.Add(ref c, 4 * stride), scale);
        g.AddTo(ref Unsafe.Add(ref c, 5 * stride), scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref float c, int at, Vector<float> factor, Vector<float> x, Vector<float> y)
    {
        VectorMath.Store(Vector.FusedMultiplyAdd(factor, x, VectorMath.Load(ref c, at)), ref c, at);
        VectorMath.Store(Vector.FusedMultiplyAdd(factor, y, VectorMath.Load(ref c, at + Width)), ref c, at + Width);
    }

    /// <summary>Four registers of 512 bits.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Four
    {
        private const int Wide = 16;
        private Vector512<float> _a;
        private Vector512<float> _b;
        private Vector512<float> _c;
        private Vector512<float> _d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four(ref float start)
        {
            _a = Vector512.LoadUnsafe(ref start);
            _b = Vector512.LoadUnsafe(ref start, Wide);
            _c = Vector512.LoadUnsafe(ref start, 2 * Wide);
            _d = Vector512.LoadUnsafe(ref start, 3 * Wide);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float factor, in Four x)
        {
            var s = Vector512.Create(factor);
            _a = Vector512.FusedMultiplyAdd(s, x._a, _a);
            _b = Vector512.FusedMultiplyAdd(s, x._b, _b);
            _c = Vector512.FusedMultiplyAdd(s, x._c, _c);
            _d = Vector512.FusedMultiplyAdd(s, x._d, _d);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void AddTo(ref float c, float factor)
        {
            var sum = new Four(ref c);
            sum.Add(factor, this);
            sum._a.StoreUnsafe(ref c);
            sum._b.StoreUnsafe(ref c, Wide);
            sum._c.StoreUnsafe(ref c, 2 * Wide);
            sum._d.StoreUnsafe(ref c, 3 * Wide);
        }
    }
}
