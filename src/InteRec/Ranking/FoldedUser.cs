using System.Buffers;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>A history folded in: the vector of the user, and the scale of their scores. Immutable.</summary>
/// <param name="ials">The ranker whose items give the scale.</param>
/// <param name="table">The factors that the history's items index.</param>
/// <param name="history">Signed items.</param>
/// <param name="vector">The user's vector, padded to the stride.</param>
internal sealed class FoldedUser(IalsRanker ials, FactorMatrix table, SignedItem[] history, float[] vector)
{
    private readonly Lazy<Standardization> _scale = new(() => ScaleOf(ials, vector));

    /// <summary>The user's vector, padded to the stride.</summary>
    public ReadOnlySpan<float> Vector => vector;

    /// <summary>The scale of this user's scores over the items of training.</summary>
    public Standardization Scale => _scale.Value;

    /// <summary>Whether the history says nothing.</summary>
    public bool IsZero => !Vector.ContainsAnyExcept(0f);

    /// <summary>The standardised score of an item with these factors.</summary>
    public float Score(ReadOnlySpan<float> item) => Scale.Apply(VectorMath.Dot(vector, item));

    /// <summary>Whether this is the user of that history.</summary>
    public bool IsOf(FactorMatrix otherTable, ReadOnlySpan<SignedItem> otherHistory) =>
        ReferenceEquals(table, otherTable) && otherHistory.SequenceEqual(history);

    private static Standardization ScaleOf(IalsRanker ials, float[] vector)
    {
        var all = ArrayPool<float>.Shared.Rent(ials.ItemCount);
        ials.ScoreAll(vector, all.AsSpan(0, ials.ItemCount));
        var scale = Standardization.Of(all.AsSpan(0, ials.ItemCount));
        ArrayPool<float>.Shared.Return(all);
        return scale;
    }
}
