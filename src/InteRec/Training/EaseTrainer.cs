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
/// Two routes to P. Direct: invert items x items. Dual, where users are few: with <c>Y = X L^-1</c>, by Woodbury
/// <c>P = L^-1 (I - Z'Z) L^-1</c> with <c>Z = C^-1 Y</c> and <c>C C' = Y Y' + I</c> (users x users); P is then never held whole, its
/// rows are made and pruned block by block.
/// </para>
/// </summary>
internal static class EaseTrainer
{
    private const int RowBlock = 256;

    /// <param name="data">The training matrix; every like counts 1.</param>
    /// <param name="options">Parameters.</param>
    /// <param name="threads">At most so many threads; the weights do not depend on it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>The ranker, and a sentence for the operator where not all items fitted.</returns>
    public static (ItemItemRanker Ranker, string? Warning) Train(
        InteractionMatrix data, EaseOptions options, int threads = 1, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var (items, warning) = Fitting(data, options);
        var likes = items is null ? data.Likes : MatrixSelection.Columns(data.Likes, items);
        var kept = options.KeptPerItem == 0 ? likes.ColumnCount : Math.Min(options.KeptPerItem, likes.ColumnCount);
        var penalty = Penalties(likes, options);
        var rows = DualIsCheaper(likes.RowCount, likes.ColumnCount)
            ? Dual(likes, penalty, kept, threads, progress, cancellationToken)
            : Direct(likes, penalty, kept, threads, progress, cancellationToken);
        return (new ItemItemRanker("ease", rows.Build(data.ItemCount, items)), warning);
    }

    /// <summary>The items with the most likes that fit into the memory; null: all.</summary>
    private static (int[]? Items, string? Warning) Fitting(InteractionMatrix data, EaseOptions options)
    {
        var limit = (double)options.MemoryLimitMiB * 1024 * 1024;
        double users = data.UserCount, items = data.ItemCount;
        var bytes = DualIsCheaper(data.UserCount, data.ItemCount) ? ((4 * items * users) + (12 * users * users)) : 4 * items * items;
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
    private static bool DualIsCheaper(double users, double items) => (2 * items * items * users) + (users * users * items) < items * items * items;

    /// <summary>L_i^2 of every item.</summary>
    private static float[] Penalties(SparseRows likes, EaseOptions options) =>
        Array.ConvertAll(likes.CountColumns(), count => (float)(options.Regularization + (options.Dropout * count)));

    private static PrunedRows Direct(SparseRows likes, float[] penalty, int kept, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var n = likes.ColumnCount;
        var p = new float[checked(n * n)];
        FillGram(likes, p, penalty, threads, cancellationToken);
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

    private static PrunedRows Dual(SparseRows likes, float[] penalty, int kept, int threads, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int n = likes.ColumnCount, users = likes.RowCount;
        var roots = Array.ConvertAll(penalty, MathF.Sqrt);
        var z = WhitenedUsers(likes, roots, threads, cancellationToken);
        progress?.Report(0.2);
        var diagonal = new float[n];
        for (var i = 0; i < n; i++)
        {
            double norm = 0;
            for (var u = 0; u < users; u++)
            {
                norm += (double)z[(u * n) + i] * z[(u * n) + i];
            }

            diagonal[i] = (float)(1 - norm) / roots[i];
        }

        var rows = new PrunedRows(n, kept);
        var block = new float[RowBlock * n];
        var view = MatrixView.Of(z, users, n);
        for (var first = 0; first < n; first += RowBlock)
        {
            var (from, count) = (first, Math.Min(RowBlock, n - first));
            block.AsSpan(0, count * n).Clear();
            MatrixProduct.Add(MatrixView.Of(block, count, n), view.Block(0, from, users, count).Transposed, view, -1, false, threads, cancellationToken);
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

    /// <summary>Z, users x items, with C in double.</summary>
    private static float[] WhitenedUsers(SparseRows likes, float[] roots, int threads, CancellationToken cancellationToken)
    {
        int n = likes.ColumnCount, users = likes.RowCount;
        var kernel = new double[users * users];
        var own = new double[n];
        for (var u = 0; u < users; u++)
        {
            Array.Clear(own);
            foreach (var item in likes.Columns(u))
            {
                own[item] = 1.0 / roots[item];
            }

            for (var v = 0; v <= u; v++)
            {
                double sum = 0;
                foreach (var item in likes.Columns(v))
                {
                    sum += own[item] / roots[item];
                }

                kernel[(u * users) + v] = sum;
            }

            kernel[(u * users) + u]++;
        }

        SmallCholesky.Factor(kernel, users);
        var inverse = Array.ConvertAll(SmallCholesky.InvertTriangle(kernel, users), x => (float)x);
        var z = new float[users * n];
        RowParallel.For(users, 8, threads, (start, end) =>
        {
            for (var u = start; u < end; u++)
            {
                var row = z.AsSpan(u * n, n);
                for (var v = 0; v <= u; v++)
                {
                    var weight = inverse[(u * users) + v];
                    foreach (var item in likes.Columns(v))
                    {
                        row[item] += weight / roots[item];
                    }
                }
            }
        }, cancellationToken);
        return z;
    }

    /// <summary>Lower triangle of X'X + L^2; row by row, so that threads do not meet.</summary>
    private static void FillGram(SparseRows likes, float[] gram, float[] penalty, int threads, CancellationToken cancellationToken)
    {
        var n = likes.ColumnCount;
        var byItem = likes.Transpose();
        RowParallel.For(n, 64, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                var row = gram.AsSpan(i * n, n);
                foreach (var user in byItem.Columns(i))
                {
                    foreach (var item in likes.Columns(user))
                    {
                        if (item > i)
                        {
                            break;
                        }

                        row[item]++;
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
