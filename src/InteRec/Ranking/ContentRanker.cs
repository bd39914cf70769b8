using System.Buffers;
using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Search;

namespace InteRec.Ranking;

/// <summary>
/// Content alone: the cosine of an item's content vector to the history's profile, the signed sum of its vectors. It needs no
/// interaction of anybody else.
/// </summary>
internal sealed class ContentRanker : IRanker
{
    private readonly FactorMatrix _vectors;

    private ContentRanker(FactorMatrix vectors) => _vectors = vectors;

    public string Name => "content";

    public int ItemCount => _vectors.Rows;

    /// <param name="content">Content vectors by catalogue index.</param>
    /// <param name="catalogItem">Catalogue item of each item of the ranker, -1 where there is none.</param>
    public static ContentRanker Create(IContentVectors content, ReadOnlySpan<int> catalogItem)
    {
        var vectors = new FactorMatrix(catalogItem.Length, content.Dimensions);
        for (var item = 0; item < catalogItem.Length; item++)
        {
            if (catalogItem[item] >= 0)
            {
                content.Vector(catalogItem[item]).CopyTo(vectors.Vector(item));
            }
        }

        return new ContentRanker(vectors);
    }

    public bool CanScore(ReadOnlySpan<SignedItem> history)
    {
        foreach (var (item, weight) in history)
        {
            if (weight != 0 && !_vectors.IsZero(item))
            {
                return true;
            }
        }

        return false;
    }

    public void Score(ReadOnlySpan<SignedItem> history, Span<float> scores)
    {
        var rented = ArrayPool<float>.Shared.Rent(_vectors.Stride);
        var profile = rented.AsSpan(0, _vectors.Stride);
        Profile(history, profile);
        FactorScan.Score(_vectors, profile, scores);
        ArrayPool<float>.Shared.Return(rented);
    }

    public float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        var rented = ArrayPool<float>.Shared.Rent(_vectors.Stride);
        var norm = Profile(history, rented.AsSpan(0, _vectors.Stride));
        for (var j = 0; j < history.Length; j++)
        {
            shares[j] = norm > 0 ? history[j].Weight * VectorMath.Dot(_vectors.Row(history[j].Item), _vectors.Row(item)) / norm : 0;
        }

        ArrayPool<float>.Shared.Return(rented);
        return 0;
    }

    /// <summary>Writes the profile, of length 1, and returns the length it had.</summary>
    private float Profile(ReadOnlySpan<SignedItem> history, Span<float> profile)
    {
        profile.Clear();
        foreach (var (item, weight) in history)
        {
            VectorMath.AddScaled(profile, weight, _vectors.Row(item));
        }

        var norm = TensorPrimitives.Norm<float>(profile);
        if (norm > 0)
        {
            TensorPrimitives.Divide(profile, norm, profile);
        }

        return norm;
    }
}
