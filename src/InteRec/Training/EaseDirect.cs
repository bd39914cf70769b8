using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>The direct route to the weights of <see cref="EaseTrainer"/>: P whole, items x items.</summary>
internal static class EaseDirect
{
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
        var n = x.ColumnCount;
        var p = new float[checked(n * n)];
        FillGram(x, p, penalty, threads, cancellationToken);
        BlockCholesky.Invert(p, n, threads, progress, cancellationToken);
        Mirror(p, n, threads, cancellationToken);
        var diagonal = new float[n];
        for (var i = 0; i < n; i++)
        {
            diagonal[i] = p[((long)i * n) + i];
        }

        var rows = new PrunedRows(n, kept);
        RowParallel.For(
            n,
            64,
            threads,
            rows.CreateScratch,
            (scratch, start, end) =>
            {
                for (var i = start; i < end; i++)
                {
                    rows.Set(i, p.AsSpan(i * n, n), diagonal, scratch);
                }
            },
            cancellationToken
        );
        return rows;
    }

    /// <summary>Lower triangle of X'X + L^2; row by row, so that threads do not meet.</summary>
    private static void FillGram(SparseRows x, float[] gram, float[] penalty, int threads, CancellationToken cancellationToken)
    {
        var n = x.ColumnCount;
        var byItem = x.Transpose();
        RowParallel.For(
            n,
            64,
            threads,
            (start, end) =>
            {
                for (var i = start; i < end; i++)
                {
                    var row = gram.AsSpan(i * n, n);
                    for (var k = 0; k < byItem.Length(i); k++)
                    {
                        var user = byItem.Columns(i)[k];
                        var own = byItem.Values(i)[k];
                        ReadOnlySpan<int> columns = x.Columns(user);
                        ReadOnlySpan<float> values = x.Values(user);
                        for (var j = 0; j < columns.Length && columns[j] <= i; j++)
                        {
                            row[columns[j]] += own * values[j];
                        }
                    }

                    row[i] += penalty[i];
                }
            },
            cancellationToken
        );
    }

    private static void Mirror(float[] p, int n, int threads, CancellationToken cancellationToken)
    {
        const int Tile = 64;
        RowParallel.For(
            n,
            Tile,
            threads,
            (start, end) =>
            {
                for (var from = end; from < n; from += Tile)
                {
                    for (var i = start; i < end; i++)
                    {
                        for (var j = from; j < Math.Min(n, from + Tile); j++)
                        {
                            p[(i * n) + j] = p[(j * n) + i];
                        }
                    }
                }

                for (var i = start; i < end; i++)
                {
                    for (var j = i + 1; j < end; j++)
                    {
                        p[(i * n) + j] = p[(j * n) + i];
                    }
                }
            },
            cancellationToken
        );
    }
}
