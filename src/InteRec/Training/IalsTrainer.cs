using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Implicit-feedback matrix factorisation by alternating least squares (Rendle et al. 2022), minimising over user factors W and item
/// factors H:
/// <code>sum_(u,i) observed c_ui (t_ui - w_u'h_i)^2  +  a0 sum_(all u,i) (w_u'h_i)^2  +  lambda sum_rows (n_row + a0 n_other)^nu
/// |f_row|^2</code> with target t = 1 for a like. Sweeps alternate: all users with the items fixed, then all items with the users fixed.
/// </summary>
internal static class IalsTrainer
{
    private const int RowBlock = 64;
    private const double SecondsPerDay = 86400;

    /// <param name="data">The training matrix.</param>
    /// <param name="options">Parameters.</param>
    /// <param name="threads">Threads to use; the factors do not depend on it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="start">Item factors to begin with, as long as the options say; null: random ones.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    /// <exception cref="ArithmeticException">The factors diverged: a number is not finite.</exception>
    public static IalsRanker Train(
        InteractionMatrix data,
        IalsOptions options,
        int threads = 1,
        IProgress<double>? progress = null,
        StartFactors? start = null,
        CancellationToken cancellationToken = default
    )
    {
        options = LogDefaults.Of(options, data);
        var byUser = Evidence(data, options);
        var byItem = byUser.Transpose();
        var users = new FactorMatrix(data.UserCount, options.Dimensions);
        var items = RandomFactors(data.ItemCount, options.Dimensions, options.Seed);
        start?.CopyTo(items, data.ItemIds);
        var (userPenalty, itemPenalty, lambda) = Penalties(byUser, byItem, options);
        var a0 = options.UnobservedWeight!.Value;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            SolveSide(byUser, items, users, userPenalty, a0, options, threads, cancellationToken);
            progress?.Report((epoch + 0.5) / options.Epochs);
            SolveSide(byItem, users, items, itemPenalty, a0, options, threads, cancellationToken);
            progress?.Report((epoch + 1.0) / options.Epochs);
        }

        var spectrum = Diagonalize(items, users, a0, threads, cancellationToken);
        if (items.Data.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new ArithmeticException("iALS diverged: raise the regularisation.");
        }

        var rule = new FoldInRule(
            Lambda: (float)lambda,
            CountOffset: (float)(a0 * data.ItemCount),
            Exponent: (float)options.FrequencyExponent
        );
        return new IalsRanker(items, spectrum[..options.Dimensions], rule);
    }

    private static void SolveSide(
        SparseRows rows,
        FactorMatrix from,
        FactorMatrix to,
        float[] penalty,
        double a0,
        IalsOptions options,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var spectrum = Diagonalize(from, to, a0, threads, cancellationToken);
        RowParallel.For(
            rows.RowCount,
            RowBlock,
            threads,
            () => new IalsRowSolver(from.Stride, options.SolverSteps, (float)options.DislikeTarget),
            (solver, start, end) =>
            {
                for (var row = start; row < end; row++)
                {
                    solver.Solve(from, spectrum, penalty[row], rows.Columns(row), rows.Values(row), to.Row(row));
                }
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Rotates both sides into the eigenbasis of the Gram matrix of <paramref name="from"/> (scores stay the same) and returns its
    /// weighted diagonal a0 F'F, padded with ones.
    /// </summary>
    private static float[] Diagonalize(FactorMatrix from, FactorMatrix to, double a0, int threads, CancellationToken cancellationToken)
    {
        var gram = GramMatrix.Compute(from, threads, cancellationToken);
        var (values, vectors) = SymmetricEigen.Decompose(gram, from.Dimensions);
        GramMatrix.Rotate(from, vectors, threads, cancellationToken);
        GramMatrix.Rotate(to, vectors, threads, cancellationToken);
        var spectrum = new float[from.Stride];
        Array.Fill(spectrum, 1f);
        for (var k = 0; k < values.Length; k++)
        {
            spectrum[k] = (float)(a0 * Math.Max(0, values[k]));
        }

        return spectrum;
    }

    /// <summary>lambda (n_row + a0 n_other)^nu for each row, with lambda scaled so that its mean weight is the same for every nu.</summary>
    private static (float[] Users, float[] Items, double Lambda) Penalties(SparseRows byUser, SparseRows byItem, IalsOptions options)
    {
        var users = Weights(byUser, options.UnobservedWeight!.Value);
        var items = Weights(byItem, options.UnobservedWeight!.Value);
        var nu = options.FrequencyExponent;
        var scale = (users.Sum() + items.Sum()) / (users.Sum(w => Math.Pow(w, nu)) + items.Sum(w => Math.Pow(w, nu)));
        var lambda = options.Regularization!.Value * scale;
        return (
            Array.ConvertAll(users, w => (float)(lambda * Math.Pow(w, nu))),
            Array.ConvertAll(items, w => (float)(lambda * Math.Pow(w, nu))),
            lambda
        );
    }

    private static double[] Weights(SparseRows rows, double a0)
    {
        var weights = new double[rows.RowCount];
        for (var row = 0; row < weights.Length; row++)
        {
            weights[row] = a0 * rows.ColumnCount;
            foreach (var value in rows.Values(row))
            {
                weights[row] += Math.Abs(value);
            }
        }

        return weights;
    }

    /// <summary>All evidence in one matrix: the value is the weight of the pair, below 0 for a dislike.</summary>
    private static SparseRows Evidence(InteractionMatrix data, IalsOptions options)
    {
        var newest = data.Timestamps.Length == 0 ? 0 : data.Timestamps.Span.ToArray().Max();
        var times = data.Timestamps.Span;
        var values = data.Likes.AllValues.ToArray();
        for (var k = 0; k < values.Length; k++)
        {
            values[k] *= (float)Recency(newest - times[k], options.HalfLifeDays);
        }

        var likes = new SparseRows(data.ItemCount, data.Likes.Starts.ToArray(), data.Likes.AllColumns.ToArray(), values);
        return SparseRows.Join((likes, 1), (data.Neutral, (float)options.NeutralWeight), (data.Dislikes, -(float)options.DislikeWeight));
    }

    private static double Recency(long age, double halfLifeDays) =>
        halfLifeDays <= 0 ? 1 : Math.Max(1e-3, Math.Pow(0.5, age / (halfLifeDays * SecondsPerDay)));

    private static FactorMatrix RandomFactors(int rows, int dimensions, int seed)
    {
        var factors = new FactorMatrix(rows, dimensions);
        var random = new Random(seed);
        var scale = 0.1 / Math.Sqrt(dimensions);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in factors.Vector(row))
            {
                // Box and Muller: a normal deviate from two uniform ones.
                var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                value = (float)(scale * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
            }
        }

        return factors;
    }
}
