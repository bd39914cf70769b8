namespace InteRec.Numerics;

/// <summary>
/// Cholesky factorisation and inverse of a large symmetric positive definite matrix in place, float32, by blocks: the blocks on the
/// diagonal are factored in double, everything else is <see cref="MatrixProduct"/>. Only the lower triangle (row-major) is read and
/// written, so the memory is that of one matrix.
/// </summary>
internal static class BlockCholesky
{
    private const int Block = 192;

    // Rows taken together where a triangle meets a panel: more waste above the diagonal, fewer calls.
    private const int Chunk = 3 * Block;

    /// <summary>Replaces the lower triangle of A by that of A^-1.</summary>
    /// <param name="a">n x n, row-major.</param>
    /// <param name="n">Order.</param>
    /// <param name="threads">At most so many threads; the result does not depend on it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between blocks; A is then useless.</param>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static void Invert(float[] a, int n, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var view = MatrixView.Of(a, n, n);
        FactorAndInvertDiagonal(view, n, threads, progress, cancellationToken);
        for (var row = 0; row < n; row++)
        {
            // Products of tiles that touch the diagonal wrote beyond it.
            RowOf(view, row, row + 1, n - row - 1).Clear();
        }

        InvertTriangle(view, n, threads, progress, cancellationToken);
        MultiplyTriangle(view, n, threads, progress, cancellationToken);
    }

    /// <summary>A = L L'. The diagonal blocks end up as L_jj^-1, which is all that the next step needs of them.</summary>
    private static void FactorAndInvertDiagonal(
        MatrixView a,
        int n,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var panel = new float[n * Block];
        for (var j = 0; j < n; j += Block)
        {
            var size = Math.Min(Block, n - j);
            var below = n - j - size;
            var inverse = InvertDiagonalBlock(a.Block(j, j, size, size));
            if (below == 0)
            {
                break;
            }

            // L_21 = A_21 L_11^-T, then A_22 -= L_21 L_21'.
            var source = a.Block(j + size, j, below, size);
            Copy(source, panel);
            Clear(source);
            MatrixProduct.Add(
                source,
                MatrixView.Of(panel, below, size),
                MatrixView.Of(inverse, size, size).Transposed,
                1,
                false,
                threads,
                cancellationToken
            );
            MatrixProduct.Add(a.Block(j + size, j + size, below, below), source, source.Transposed, -1, true, threads, cancellationToken);
            progress?.Report(0.4 * (1 - Math.Pow((double)below / n, 3)));
        }
    }

    /// <summary>X = L^-1 from the last block column to the first: X_21 = -X_22 L_21 X_11, where X_22 is done already.</summary>
    private static void InvertTriangle(MatrixView a, int n, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var panel = new float[n * Block];
        var product = new float[n * Block];
        var diagonal = new float[Block * Block];
        for (var j = (n - 1) / Block * Block; j >= 0; j -= Block)
        {
            var size = Math.Min(Block, n - j);
            var below = n - j - size;
            if (below == 0)
            {
                continue;
            }

            var target = a.Block(j + size, j, below, size);
            Copy(target, panel);
            product.AsSpan(0, below * size).Clear();
            for (var i = 0; i < below; i += Chunk)
            {
                // X_22 is lower triangular: a chunk of rows meets the panel down to its own last row.
                var rows = Math.Min(Chunk, below - i);
                MatrixProduct.Add(
                    MatrixView.Of(product, below, size).Block(i, 0, rows, size),
                    a.Block(j + size + i, j + size, rows, i + rows),
                    MatrixView.Of(panel, below, size).Block(0, 0, i + rows, size),
                    1,
                    false,
                    threads,
                    cancellationToken
                );
            }

            Copy(a.Block(j, j, size, size), diagonal);
            Clear(target);
            MatrixProduct.Add(
                target,
                MatrixView.Of(product, below, size),
                MatrixView.Of(diagonal, size, size),
                -1,
                false,
                threads,
                cancellationToken
            );
            progress?.Report(0.4 + (0.3 * Math.Pow((double)below / n, 3)));
        }
    }

    /// <summary>A^-1 = X'X from the first block row to the last: block row i needs only rows i and below of X.</summary>
    private static void MultiplyTriangle(MatrixView a, int n, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var row = new float[Block * n];
        for (var i = 0; i < n; i += Block)
        {
            var size = Math.Min(Block, n - i);
            row.AsSpan(0, size * (i + size)).Clear();
            var target = MatrixView.Of(row, size, i + size);
            MatrixProduct.Add(
                target,
                a.Block(i, i, n - i, size).Transposed,
                a.Block(i, 0, n - i, i + size),
                1,
                false,
                threads,
                cancellationToken
            );
            for (var r = 0; r < size; r++)
            {
                row.AsSpan(r * (i + size), i + r + 1).CopyTo(RowOf(a, i + r, 0, i + r + 1));
            }

            progress?.Report(0.7 + (0.3 * (1 - Math.Pow((double)(n - i - size) / n, 2))));
        }
    }

    /// <summary>Factors a diagonal block in double and writes L^-1 over it, zeros above the diagonal.</summary>
    /// <returns>L^-1, dense.</returns>
    private static float[] InvertDiagonalBlock(MatrixView block)
    {
        var n = block.Rows;
        var l = new double[n * n];
        for (var r = 0; r < n; r++)
        {
            var source = RowOf(block, r, 0, r + 1);
            for (var c = 0; c <= r; c++)
            {
                l[(r * n) + c] = source[c];
            }
        }

        SmallCholesky.Factor(l, n);
        SmallCholesky.InvertTriangle(l, n);
        var result = new float[n * n];
        for (var r = 0; r < n; r++)
        {
            for (var c = 0; c <= r; c++)
            {
                result[(r * n) + c] = (float)l[(r * n) + c];
            }

            result.AsSpan(r * n, n).CopyTo(RowOf(block, r, 0, n));
        }

        return result;
    }

    private static void Copy(MatrixView source, float[] target)
    {
        for (var r = 0; r < source.Rows; r++)
        {
            RowOf(source, r, 0, source.Columns).CopyTo(target.AsSpan(r * source.Columns));
        }
    }

    private static void Clear(MatrixView target)
    {
        for (var r = 0; r < target.Rows; r++)
        {
            RowOf(target, r, 0, target.Columns).Clear();
        }
    }

    private static Span<float> RowOf(MatrixView view, int row, int column, int length) =>
        view.Data.AsSpan((int)(view.Offset + ((long)row * view.RowStride) + column), length);
}
