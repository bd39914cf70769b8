using System.Buffers;
using System.Numerics.Tensors;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// How like an item is to some and unlike to others: the mean of two standardised scores, the cosine of its factors to the signed sum of
/// theirs, and its item-item weights (EASE, else item-kNN) from them where the artefact has any.
/// </summary>
internal sealed class ItemLikeness
{
    private readonly FactorMatrix _trained;
    private readonly float[] _inverseNorms;
    private readonly IRanker? _itemItem;

    /// <param name="ranker">An artefact with matrix factorisation.</param>
    public ItemLikeness(TrainedRanker ranker)
    {
        _trained = ranker.Ials!.Items;
        _itemItem = ranker.Find("ease") ?? ranker.Find("knn");
        _inverseNorms = new float[_trained.Rows];
        for (var i = 0; i < _inverseNorms.Length; i++)
        {
            var norm = TensorPrimitives.Norm<float>(_trained.Row(i));
            _inverseNorms[i] = norm > 0 ? 1 / norm : 0;
        }
    }

    /// <param name="items">The signed items, by the rows of <paramref name="table"/>.</param>
    /// <param name="known">Those of them that training knew, by training index.</param>
    /// <param name="table">Factors by catalogue item.</param>
    public Opened Open(ReadOnlySpan<SignedItem> items, ReadOnlySpan<SignedItem> known, FactorMatrix table)
    {
        var count = _trained.Rows;
        var rented = ArrayPool<float>.Shared.Rent((2 * count) + table.Stride);
        Span<float> cosines = rented.AsSpan(0, count), weights = rented.AsSpan(count, count), direction = rented.AsSpan(2 * count, table.Stride);
        direction.Clear();
        foreach (var (item, weight) in items)
        {
            var norm = TensorPrimitives.Norm<float>(table.Row(item));
            if (norm > 0)
            {
                VectorMath.AddScaled(direction, weight / norm, table.Row(item));
            }
        }

        FactorScan.Score(_trained, direction, cosines);
        TensorPrimitives.Multiply(cosines, _inverseNorms, cosines);
        var hasWeights = _itemItem is not null && _itemItem.CanScore(known);
        if (hasWeights)
        {
            _itemItem!.Score(known, weights);
        }

        return new Opened(rented, count, table.Stride, Standardization.Of(cosines), hasWeights ? Standardization.Of(weights) : null);
    }

    /// <summary>The likeness to one set of signed items. Dispose it to give its memory back.</summary>
    public sealed class Opened(float[] memory, int count, int stride, Standardization cosineScale, Standardization? weightScale) : IDisposable
    {
        public bool HasWeights => weightScale is not null;

        /// <summary>Of an item of the training, by training index.</summary>
        public float OfTrained(int item)
        {
            var cosine = cosineScale.Apply(memory[item]);
            return weightScale is { } scale ? 0.5f * (cosine + scale.Apply(memory[count + item])) : cosine;
        }

        /// <summary>Of an item of which only factors from its content are known.</summary>
        public float OfVector(ReadOnlySpan<float> factors) =>
            cosineScale.Apply(VectorMath.Dot(memory.AsSpan(2 * count, stride), factors) / TensorPrimitives.Norm(factors));

        public void Dispose() => ArrayPool<float>.Shared.Return(memory);
    }
}
