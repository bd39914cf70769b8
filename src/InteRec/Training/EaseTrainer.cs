using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// EASE (Steck 2019): item-item weights B that minimise |X - X B|^2 + |L B|^2 with a zero diagonal, in closed form
/// <c>B_ij = -P_ij / P_jj</c> for i != j with <c>P = (X'X + L^2)^-1</c>. L^2 is diagonal, <c>L_i^2 = lambda + dropout (X'X)_ii</c>: the
/// second part is what training on histories with items left out at random does in expectation (Steck 2020, "Autoencoders that don't
/// overfit towards the Identity").
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
    /// <param name="data">The training matrix.</param>
    /// <param name="options">Parameters.</param>
    /// <param name="threads">At most so many threads; the weights do not depend on it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>The ranker, and a sentence for the operator where not all items fitted.</returns>
    public static (ItemItemRanker Ranker, string? Warning) Train(
        InteractionMatrix data,
        EaseOptions options,
        int threads = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        options = LogDefaults.Of(options, data);
        var x = Evidence(data, options);
        var (items, warning) = Fitting(data, x, options);
        x = items is null ? x : MatrixSelection.Columns(x, items);
        var kept = options.KeptPerItem == 0 ? x.ColumnCount : Math.Min(options.KeptPerItem, x.ColumnCount);
        var penalty = Penalties(x, options);
        var rows = DualIsCheaper(x.RowCount, x.ColumnCount)
            ? EaseDual.Solve(x, penalty, kept, threads, progress, cancellationToken)
            : EaseDirect.Solve(x, penalty, kept, threads, progress, cancellationToken);
        return (new ItemItemRanker("ease", rows.Build(data.ItemCount, items)), warning);
    }

    /// <summary>The items with the most likes that fit into the memory; null: all.</summary>
    private static (int[]? Items, string? Warning) Fitting(InteractionMatrix data, SparseRows x, EaseOptions options)
    {
        var limit = (double)options.MemoryLimitMiB * 1024 * 1024;
        double rows = x.RowCount,
            items = x.ColumnCount;
        var bytes = DualIsCheaper(rows, items) ? ((4 * items * rows) + (8 * rows * rows)) : 4 * items * items;
        if (bytes <= limit)
        {
            return (null, null);
        }

        var fitting = (int)Math.Sqrt(limit / 4);
        var counts = data.Likes.CountColumns();
        int[] chosen = [.. Enumerable.Range(0, data.ItemCount).OrderByDescending(i => counts[i]).ThenBy(i => i).Take(fitting).Order()];
        var need = FormattableString.Invariant($"EASE needs {bytes / 1024 / 1024:F0} MiB for {data.ItemCount} items");
        return (
            chosen,
            FormattableString.Invariant(
                $"{need} and may take {options.MemoryLimitMiB}: it was trained on the {chosen.Length} items with the most likes."
            )
        );
    }

    // Both routes run at the speed of MatrixProduct; the dual one makes all rows instead of half of them.
    private static bool DualIsCheaper(double rows, double items) =>
        (2 * items * items * rows) + (rows * rows * items) < items * items * items;

    /// <summary>X.</summary>
    private static SparseRows Evidence(InteractionMatrix data, EaseOptions options)
    {
        var x = SparseRows.Join(
            (data.Likes, 1),
            (data.Neutral, (float)options.NeutralWeight),
            (data.Dislikes, (float)options.DislikeWeight)
        );
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

        return Array.ConvertAll(squares, square => (float)(options.Regularization!.Value + (options.Dropout * square)));
    }
}
