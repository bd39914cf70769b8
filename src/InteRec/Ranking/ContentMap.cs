using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Search;

namespace InteRec.Ranking;

/// <summary>
/// A linear map from content vectors to item factors, <c>v = W'c + v0</c>, learned on the items that have both. It gives items without
/// interactions factors, so that fold-in and scoring treat them as any other item.
/// </summary>
internal sealed class ContentMap
{
    private readonly float[] _weights;

    /// <param name="contentDimensions">Length of the content vectors.</param>
    /// <param name="factorDimensions">Length of the item factors.</param>
    /// <param name="weights">contentDimensions + 1 rows of factorDimensions numbers; the last row is v0.</param>
    public ContentMap(int contentDimensions, int factorDimensions, float[] weights)
    {
        if (weights.Length != (contentDimensions + 1) * factorDimensions)
        {
            throw new ArgumentException("The weights of the content map do not have its dimensions.", nameof(weights));
        }

        ContentDimensions = contentDimensions;
        FactorDimensions = factorDimensions;
        _weights = weights;
    }

    public int ContentDimensions { get; }

    public int FactorDimensions { get; }

    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Writes the factors of an item with this content.</summary>
    public void Apply(ReadOnlySpan<float> content, Span<float> factors)
    {
        _weights.AsSpan(ContentDimensions * FactorDimensions).CopyTo(factors);
        for (var k = 0; k < content.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(
                _weights.AsSpan(k * FactorDimensions, FactorDimensions),
                content[k],
                factors[..FactorDimensions],
                factors[..FactorDimensions]
            );
        }
    }

    /// <summary>
    /// The factor table of a whole catalogue: items of the training with their own factors, the others with mapped ones, items with
    /// neither with zeros.
    /// </summary>
    /// <param name="trained">Factors by training item.</param>
    /// <param name="trainingItem">Training item of each catalogue item, -1 for none.</param>
    /// <param name="map">The map, where one was learned.</param>
    /// <param name="content">Content vectors by catalogue item.</param>
    public static FactorMatrix Extend(FactorMatrix trained, ReadOnlySpan<int> trainingItem, ContentMap? map, IContentVectors? content)
    {
        var table = new FactorMatrix(trainingItem.Length, trained.Dimensions);
        for (var item = 0; item < trainingItem.Length; item++)
        {
            if (trainingItem[item] >= 0)
            {
                trained.Row(trainingItem[item]).CopyTo(table.Row(item));
            }
            else if (map is not null && content is not null && content.Vector(item).ContainsAnyExcept(0f))
            {
                map.Apply(content.Vector(item), table.Vector(item));
            }
        }

        return table;
    }
}
