using System.Numerics.Tensors;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>The dual route to the weights of <see cref="EaseTrainer"/>, for few rows: Z, rows x items, and P block by block.</summary>
internal static class EaseDual
{
    private const int RowBlock = 128;

    /// <param name="x">The evidence.</param>
    /// <param name="penalty">L^2.</param>
    /// <param name="kept">Weights kept of each item.</param>
    /// <param name="threads">At most so many; the weights do not depend on it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static PrunedRows Solve(
        SparseRows x,
        float[] penalty,
        int kept,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        int n = x.ColumnCount,
            m = x.RowCount;
        var roots = Array.ConvertAll(penalty, MathF.Sqrt);
        var z = Whitened(x, roots, threads, cancellationToken);
        progress?.Report(0.2);
        var diagonal = Diagonal(z, roots);
        var rows = new PrunedRows(n, kept);
        var block = new float[RowBlock * n];
        var view = MatrixView.Of(z, m, n);
        for (var first = 0; first < n; first += RowBlock)
        {
            var (from, count) = (first, Math.Min(RowBlock, n - first));
            block.AsSpan(0, count * n).Clear();
            var target = MatrixView.Of(block, count, n);
            MatrixProduct.Add(target, view.Block(0, from, m, count).Transposed, view, -1, false, threads, cancellationToken);
            RowParallel.For(
                count,
                16,
                threads,
                rows.CreateScratch,
                (scratch, start, end) =>
                {
                    for (var r = start; r < end; r++)
                    {
                        var row = block.AsSpan(r * n, n);
                        TensorPrimitives.Divide(row, roots[from + r], row);
                        rows.Set(from + r, row, diagonal, scratch);
                    }
                },
                cancellationToken
            );
            progress?.Report(0.2 + (0.8 * (first + count) / n));
        }

        return rows;
    }

    /// <summary>P_ii of every item, times its root.</summary>
    private static float[] Diagonal(float[] z, float[] roots)
    {
        var n = roots.Length;
        var diagonal = new float[n];
        for (var i = 0; i < n; i++)
        {
            double norm = 0;
            for (var at = i; at < z.Length; at += n)
            {
                norm += (double)z[at] * z[at];
            }

            diagonal[i] = (float)(1 - norm) / roots[i];
        }

        return diagonal;
    }

    /// <summary>Z, rows x items, with C in double.</summary>
    private static float[] Whitened(SparseRows x, float[] roots, int threads, CancellationToken cancellationToken)
    {
        int n = x.ColumnCount,
            m = x.RowCount;
        var y = Scaled(x, roots);
        var kernel = Kernel(y, threads, cancellationToken);
        SmallCholesky.Factor(kernel, m);
        SmallCholesky.InvertTriangle(kernel, m);
        var z = new float[m * n];
        RowParallel.For(
            m,
            8,
            threads,
            (start, end) =>
            {
                for (var u = start; u < end; u++)
                {
                    var row = z.AsSpan(u * n, n);
                    for (var v = 0; v <= u; v++)
                    {
                        var weight = (float)kernel[(u * m) + v];
                        ReadOnlySpan<int> columns = y.Columns(v);
                        ReadOnlySpan<float> values = y.Values(v);
                        for (var k = 0; k < columns.Length; k++)
                        {
                            row[columns[k]] += weight * values[k];
                        }
                    }
                }
            },
            cancellationToken
        );
        return z;
    }

    /// <summary>Lower triangle of Y Y' + I.</summary>
    private static double[] Kernel(SparseRows y, int threads, CancellationToken cancellationToken)
    {
        int n = y.ColumnCount,
            m = y.RowCount;
        var kernel = new double[m * m];
        RowParallel.For(
            m,
            8,
            threads,
            () => new double[n],
            (own, start, end) =>
            {
                for (var u = start; u < end; u++)
                {
                    Spread(y, u, own);
                    for (var v = 0; v <= u; v++)
                    {
                        kernel[(u * m) + v] = Dot(y, v, own);
                    }

                    kernel[(u * m) + u]++;
                }
            },
            cancellationToken
        );
        return kernel;
    }

    /// <summary>Y = X L^-1.</summary>
    private static SparseRows Scaled(SparseRows x, float[] roots)
    {
        var values = x.AllValues.ToArray();
        for (var k = 0; k < values.Length; k++)
        {
            values[k] /= roots[x.AllColumns[k]];
        }

        return new SparseRows(x.ColumnCount, x.Starts.ToArray(), x.AllColumns.ToArray(), values);
    }

    private static void Spread(SparseRows rows, int row, double[] whole)
    {
        Array.Clear(whole);
        ReadOnlySpan<int> columns = rows.Columns(row);
        ReadOnlySpan<float> values = rows.Values(row);
        for (var k = 0; k < columns.Length; k++)
        {
            whole[columns[k]] = values[k];
        }
    }

    private static double Dot(SparseRows rows, int row, double[] whole)
    {
        double sum = 0;
        ReadOnlySpan<int> columns = rows.Columns(row);
        ReadOnlySpan<float> values = rows.Values(row);
        for (var k = 0; k < columns.Length; k++)
        {
            sum += whole[columns[k]] * values[k];
        }

        return sum;
    }
}
