using System.Buffers;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// Matrix factorisation: a history is folded in, in closed form, to the vector that training would have given this user with the items
/// fixed, and an item's score is its dot product with that vector. The item factors are in the eigenbasis of their Gram matrix, so the
/// system of a short history is n x n only (Woodbury).
/// </summary>
internal sealed class IalsRanker : IRanker
{
    /// <summary>
    /// One answer folds the same history in several times: for the order, for the items outside the training, for the reasons.
    /// </summary>
    private readonly FoldedUser?[] _recent = new FoldedUser?[4];
    private int _next;

    /// <param name="items">Item factors v, in the eigenbasis: their Gram matrix is diagonal.</param>
    /// <param name="spectrum">The diagonal of the weighted Gram matrix, one value a dimension.</param>
    /// <param name="rule">How a history becomes a system.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public IalsRanker(FactorMatrix items, float[] spectrum, FoldInRule rule)
    {
        if (spectrum.Length != items.Dimensions)
        {
            throw new ArgumentException($"{spectrum.Length} eigenvalues for {items.Dimensions} dimensions.", nameof(spectrum));
        }

        Items = items;
        Spectrum = spectrum;
        Rule = rule;
    }

    public string Name => "ials";

    public int ItemCount => Items.Rows;

    public FactorMatrix Items { get; }

    public ReadOnlyMemory<float> Spectrum { get; }

    public FoldInRule Rule { get; }

    public bool CanScore(ReadOnlySpan<SignedItem> history)
    {
        foreach (var (_, weight) in history)
        {
            if (weight != 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Score(ReadOnlySpan<SignedItem> history, Span<float> scores)
    {
        ScoreAll(Fold(history, Items).Vector, scores);
    }

    /// <summary>Dot product of one user vector (padded to the stride) with every item.</summary>
    public void ScoreAll(ReadOnlySpan<float> user, Span<float> scores) => FactorScan.Score(Items, user, scores);

    /// <summary>The user of a history that training never saw.</summary>
    /// <param name="history">Signed items; empty gives the zero vector.</param>
    /// <param name="table">
    /// Where the history's items have their factors: <see cref="Items"/>, or a table with items that training did not have.
    /// </param>
    public FoldedUser Fold(ReadOnlySpan<SignedItem> history, FactorMatrix table)
    {
        foreach (var known in _recent)
        {
            if (known?.IsOf(table, history) == true)
            {
                return known;
            }
        }

        var vector = new float[FactorMatrix.StrideOf(Items.Dimensions)];
        var system = new FoldInSystem(this, history, table);
        if (history.Length <= Items.Dimensions && Rule.LikeWeight > 0)
        {
            system.SolveDual(vector);
        }
        else
        {
            system.SolvePrimal(vector);
        }

        var user = new FoldedUser(this, table, history.ToArray(), vector);
        _recent[(uint)Interlocked.Increment(ref _next) % _recent.Length] = user;
        return user;
    }

    /// <summary>
    /// share_j = b_j v_i' A^-1 v_j with A the system of <see cref="FoldInRule"/>: exact, and the shares sum to the score.
    /// </summary>
    public float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        Attribute(history, Items, Items.Vector(item), shares);
        return 0;
    }

    public void Attribute(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> shares) =>
        Attribute(history, Items, items, shares);

    /// <summary>The same over another table of factors, whose rows history and items name.</summary>
    public void Attribute(ReadOnlySpan<SignedItem> history, FactorMatrix table, ReadOnlySpan<int> items, Span<float> shares)
    {
        var matrix = ArrayPool<double>.Shared.Rent(Items.Dimensions * Items.Dimensions);
        new FoldInSystem(this, history, table).Factor(matrix);
        for (var i = 0; i < items.Length; i++)
        {
            Attribute(matrix, history, table, table.Vector(items[i]), shares.Slice(i * history.Length, history.Length));
        }

        ArrayPool<double>.Shared.Return(matrix);
    }

    public void Attribute(ReadOnlySpan<SignedItem> history, FactorMatrix table, ReadOnlySpan<float> itemVector, Span<float> shares)
    {
        var matrix = ArrayPool<double>.Shared.Rent(Items.Dimensions * Items.Dimensions);
        new FoldInSystem(this, history, table).Factor(matrix);
        Attribute(matrix, history, table, itemVector, shares);
        ArrayPool<double>.Shared.Return(matrix);
    }

    private void Attribute(
        double[] factor,
        ReadOnlySpan<SignedItem> history,
        FactorMatrix table,
        ReadOnlySpan<float> itemVector,
        Span<float> shares
    )
    {
        var solution = ArrayPool<double>.Shared.Rent(Items.Dimensions);
        var z = solution.AsSpan(0, Items.Dimensions);
        for (var k = 0; k < z.Length; k++)
        {
            z[k] = itemVector[k];
        }

        SmallCholesky.Solve(factor, z.Length, z);
        for (var j = 0; j < history.Length; j++)
        {
            var vector = table.Vector(history[j].Item);
            double dot = 0;
            for (var k = 0; k < z.Length; k++)
            {
                dot += z[k] * vector[k];
            }

            shares[j] = history[j].Weight == 0 ? 0 : (float)(Rule.Terms(history[j].Weight).Target * dot);
        }

        ArrayPool<double>.Shared.Return(solution);
    }
}
