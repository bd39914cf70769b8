using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// EASE (Steck 2019): item-item weights B that minimise |X - X B|^2 + |L B|^2 with a zero diagonal, in closed form
/// <c>B_ij = -P_ij / P_jj</c> for i != j with <c>P = (X'X + L^2)^-1</c>. L^2 is diagonal, <c>L_i^2 = lambda + dropout (X'X)_ii</c>: the second
/// part is what training on histories with items left out at random does in expectation (Steck 2020, "Autoencoders that don't overfit
/// towards the Identity").
/// <para>
/// X has a row a user: 1 for a like, less for what was taken up without one. Below the users stands a row a fact that items share, as in
/// "CEASE" (Jeunen, Van Balen and Goethals 2020): items that few users like are known by what they are.
/// </para>
/// <para>
/// Two routes to P. Direct: invert items x items. Dual, where rows are few: with <c>Y = X L^-1</c>, by Woodbury
/// <c>P = L^-1 (I - Z'Z) L^-1</c> with <c>Z = C^-1 Y</c> and <c>C C' = Y Y' + I</c> (rows x rows); P is then never held whole, its
/// rows are made and pruned block by block.
/// </para>
/// </summary>
internal static class EaseTrainer
{
    private const int RowBlock = 128;

    /// <param name="data">The training matrix.</param>
    /// <param name="options">Parameters.</param>
    /// <param name="threads">At most so many threads; the weights do not depend on it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>The ranker, and a sentence for the operator where not all items fitted.</returns>
    public static (ItemItemRanker Ranker, string? Warning) Train(
        InteractionMatrix data, EaseOptions options, int threads = 1, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var x = Evidence(data, options);
        var (items, warning) = Fitting(data, x, options);
        x = items is null ? x : MatrixSelection.Columns(x, items);
        var kept = options.KeptPerItem == 0 ? x.ColumnCount : Math.Min(options.KeptPerItem, x.ColumnCount);
        var penalty = Penalties(x, options);
        var rows = DualIsCheaper(x.RowCount, x.ColumnCount)
            ? Dual(x, penalty, kept, threads, progress, cancellationToken)
            : Direct(x, penalty, kept, threads, progress, cancellationToken);
        return (new ItemItemRanker("ease", rows.Build(data.ItemCount, items)), warning);
    }

    /// <summary>The items with the most likes that fit into the memory; null: all.</summary>
    private static (int[]? Items, string? Warning) Fitting(InteractionMatrix data, SparseRows x, EaseOptions options)
    {
        var limit = (double)options.MemoryLimitMiB * 1024 * 1024;
        double rows = x.RowCount, items = x.ColumnCount;
        var bytes = DualIsCheaper(rows, items) ? ((4 * items * rows) + (8 * rows * rows)) : 4 * items * items;
        if (bytes <= limit)
        {
            return (null, null);
        }

        var fitting = (int)Math.Sqrt(limit / 4);
        var counts = data.Likes.CountColumns();
        int[] chosen = [.. Enumerable.Range(0, data.ItemCount).OrderByDescending(i => counts[i]).ThenBy(i => i).Take(fitting).Order()];
        return (chosen, FormattableString.Invariant(
            $"EASE needs {bytes / 1024 / 1024:F0} MiB for {data.ItemCount} items and may take {options.MemoryLimitMiB}: it was trained on the {chosen.Length} items with the most likes."));
    }

    // Both routes run at the speed of MatrixProduct; the dual one makes all rows instead of half of them.
    private static bool DualIsCheaper(double rows, double items) => (2 * items * items * rows) + (rows * rows * items) < items * items * items;

    /// <summary>X.</summary>
    private static SparseRows Evidence(InteractionMatrix data, EaseOptions options)
    {
        var x = SparseRows.Join((data.Likes, 1), (data.Neutral, (float)options.NeutralWeight), (data.Dislikes, (float)options.DislikeWeight));
        return options.FactWeight == 0 ? x : x.Above(data.Facts, SharedMost(data.Facts, options.Facts), (float)options.FactWeight);
    }

    private static int[] SharedMost(SparseRows facts, int count) =>
        [.. Enumerable.Range(0, facts.RowCount).Where(f => facts.Length(f) > 1).OrderByDescending(facts.Length).ThenBy(f => f).Take(count)];

    /// <summary>L_i^2 of every item.</summary>
    private static float[] Penalties(SparseRows x, EaseOptions options)
    {
        var squares = new double[x.ColumnCount];
        for (var k = 0; k < x.Count; k++)
        {
            squares[x.AllColumns[k]] += (double)x.AllValues[k] * x.AllValues[k];
        }

        return Array.ConvertAll(squares, square => (float)(options.Regularization + (options.Dropout * square)));
    }

    private static PrunedRows Direct(SparseRows x, float[] penalty, int kept, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
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
        RowParallel.For(n, 64, threads, rows.CreateScratch, (scratch, start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                rows.Set(i, p.AsSpan(i * n, n), diagonal, scratch);
            }
        }, cancellationToken);
        return rows;
    }

    private static PrunedRows Dual(SparseRows x, float[] penalty, int kept, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int n = x.ColumnCount, m = x.RowCount;
        var roots = Array.ConvertAll(penalty, MathF.Sqrt);
        var z = Whitened(x, roots, threads, cancellationToken);
        progress?.Report(0.2);
        var diagonal = new float[n];
        for (var i = 0; i < n; i++)
        {
            double norm = 0;
            for (var u = 0; u < m; u++)
            {
                norm += (double)z[(u * n) + i] * z[(u * n) + i];
            }

            diagonal[i] = (float)(1 - norm) / roots[i];
        }

        var rows = new PrunedRows(n, kept);
        var block = new float[RowBlock * n];
        var view = MatrixView.Of(z, m, n);
        for (var first = 0; first < n; first += RowBlock)
        {
            var (from, count) = (first, Math.Min(RowBlock, n - first));
            block.AsSpan(0, count * n).Clear();
            MatrixProduct.Add(MatrixView.Of(block, count, n), view.Block(0, from, m, count).Transposed, view, -1, false, threads, cancellationToken);
            RowParallel.For(count, 16, threads, rows.CreateScratch, (scratch, start, end) =>
            {
                for (var r = start; r < end; r++)
                {
                    var row = block.AsSpan(r * n, n);
                    TensorPrimitives.Divide(row, roots[from + r], row);
                    rows.Set(from + r, row, diagonal, scratch);
                }
            }, cancellationToken);
            progress?.Report(0.2 + (0.8 * (first + count) / n));
        }

        return rows;
    }

    /// <summary>Z, rows x items, with C in double.</summary>
    private static float[] Whitened(SparseRows x, float[] roots, int threads, CancellationToken cancellationToken)
    {
        int n = x.ColumnCount, m = x.RowCount;
        var y = Scaled(x, roots);
        var kernel = new double[m * m];
        RowParallel.For(m, 8, threads, () => new double[n], (own, start, end) =>
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
        }, cancellationToken);

        SmallCholesky.Factor(kernel, m);
        SmallCholesky.InvertTriangle(kernel, m);
        var z = new float[m * n];
        RowParallel.For(m, 8, threads, (start, end) =>
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
        }, cancellationToken);
        return z;
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

    /// <summary>Lower triangle of X'X + L^2; row by row, so that threads do not meet.</summary>
    private static void FillGram(SparseRows x, float[] gram, float[] penalty, int threads, CancellationToken cancellationToken)
    {
        var n = x.ColumnCount;
        var byItem = x.Transpose();
        RowParallel.For(n, 64, threads, (start, end) =>
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
        }, cancellationToken);
    }

    private static void Mirror(float[] p, int n, int threads, CancellationToken cancellationToken)
    {
        const int Tile = 64;
        RowParallel.For(n, Tile, threads, (start, end) =>
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
        }, cancellationToken);
    }
}
