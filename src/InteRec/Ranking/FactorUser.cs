using System.Buffers;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>A folded-in user over the factors of a whole catalogue, with the scale of the training items. Dispose it to give its memory back.</summary>
internal sealed class FactorUser : IDisposable
{
    private readonly float[] _vector;
    private readonly FactorMatrix _table;

    private FactorUser(float[] vector, FactorMatrix table, Standardization scale)
    {
        _vector = vector;
        _table = table;
        Scale = scale;
    }

    public Standardization Scale { get; }

    /// <summary>Whether the history says nothing.</summary>
    public bool IsZero => !_vector.AsSpan(0, _table.Stride).ContainsAnyExcept(0f);

    /// <param name="ials">The ranker whose fold-in and scale count.</param>
    /// <param name="table">Factors by catalogue item.</param>
    /// <param name="history">Signed catalogue items.</param>
    public static FactorUser Open(IalsRanker ials, FactorMatrix table, ReadOnlySpan<SignedItem> history)
    {
        var vector = ArrayPool<float>.Shared.Rent(table.Stride);
        var all = ArrayPool<float>.Shared.Rent(ials.ItemCount);
        ials.FoldIn(history, table, vector.AsSpan(0, table.Stride));
        ials.ScoreAll(vector.AsSpan(0, table.Stride), all.AsSpan(0, ials.ItemCount));
        var scale = Standardization.Of(all.AsSpan(0, ials.ItemCount));
        ArrayPool<float>.Shared.Return(all);
        return new FactorUser(vector, table, scale);
    }

    public float Score(int item) => Scale.Apply(VectorMath.Dot(_vector.AsSpan(0, _table.Stride), _table.Row(item)));

    public void Dispose() => ArrayPool<float>.Shared.Return(_vector);
}
