using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// How like an item is to some and unlike to others: the mean of two standardised scores, the cosine of its factors to the signed sum of
/// theirs, and its item-item weights (EASE, else item-kNN) from them where the artefact has any. Popularity where it has no factors.
/// </summary>
internal sealed class ItemLikeness
{
    private readonly FactorMatrix _trained,
        _table;
    private readonly TrainingItems _training;
    private readonly PopularityLink _popularity;
    private readonly float[] _inverseNorms,
        _inverseTableNorms;
    private readonly IRanker? _itemItem;

    /// <param name="ranker">An artefact with matrix factorisation.</param>
    /// <param name="table">Its factors, and those from content, by catalogue item.</param>
    /// <param name="training">What the catalogue's items are to the training.</param>
    /// <param name="popularity">Scores what has no factors.</param>
    public ItemLikeness(TrainedRanker ranker, FactorMatrix table, TrainingItems training, PopularityLink popularity)
    {
        (_trained, _table, _training, _popularity) = (ranker.Ials!.Items, table, training, popularity);
        _itemItem = ranker.Find("ease") ?? ranker.Find("knn");
        (_inverseNorms, _inverseTableNorms) = (InverseNorms(_trained), InverseNorms(_table));
    }

    /// <summary>Whether anything is known of one of the signed items.</summary>
    public bool CanScore(ReadOnlySpan<SignedItem> signed)
    {
        foreach (var (item, _) in signed)
        {
            if (!_table.IsZero(item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Scores catalogue items by their likeness to the signed ones.</summary>
    public RankAnswer Score(in BoundHistory signed, ReadOnlySpan<int> items, Span<float> scores)
    {
        using var likeness = Open(signed);
        int known = 0,
            byContent = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var training = _training[items[i]];
            var hasContent = training < 0 && !_table.IsZero(items[i]);
            known += training >= 0 ? 1 : 0;
            byContent += hasContent ? 1 : 0;
            scores[i] =
                training >= 0 ? likeness.OfTrained(training)
                : hasContent ? likeness.OfVector(_table.Row(items[i]))
                : _popularity.Scores[items[i]];
        }

        return RankAnswer.Of(likeness.HasWeights ? "blend" : "ials", known, byContent, items.Length - known - byContent);
    }

    /// <summary>
    /// The cosine of each item's factors to the signed sum of theirs, all of length 1: unlike the product, it does not grow with how much
    /// is known of an item. 0 for an item without factors.
    /// </summary>
    public void Cosines(ReadOnlySpan<SignedItem> signed, ReadOnlySpan<int> items, Span<float> cosines)
    {
        var rented = ArrayPool<float>.Shared.Rent(_table.Stride);
        var direction = rented.AsSpan(0, _table.Stride);
        Direct(signed, direction);
        var norm = TensorPrimitives.Norm<float>(direction);
        for (var i = 0; i < items.Length; i++)
        {
            cosines[i] = norm > 0 ? _inverseTableNorms[items[i]] * VectorMath.Dot(direction, _table.Row(items[i])) / norm : 0;
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static float[] InverseNorms(FactorMatrix factors)
    {
        var inverse = new float[factors.Rows];
        for (var i = 0; i < inverse.Length; i++)
        {
            var norm = TensorPrimitives.Norm<float>(factors.Row(i));
            inverse[i] = norm > 0 ? 1 / norm : 0;
        }

        return inverse;
    }

    private Opened Open(in BoundHistory signed)
    {
        int count = _trained.Rows,
            stride = _table.Stride;
        var rented = ArrayPool<float>.Shared.Rent((2 * count) + stride);
        Span<float> cosines = rented.AsSpan(0, count),
            weights = rented.AsSpan(count, count),
            direction = rented.AsSpan(2 * count, stride);
        Direct(signed.Items, direction);
        FactorScan.Score(_trained, direction, cosines);
        TensorPrimitives.Multiply(cosines, _inverseNorms, cosines);
        var hasWeights = _itemItem is not null && _itemItem.CanScore(signed.Known);
        if (hasWeights)
        {
            _itemItem!.Score(signed.Known, weights);
        }

        return new Opened(rented, count, stride, Standardization.Of(cosines), hasWeights ? Standardization.Of(weights) : null);
    }

    /// <summary>The signed sum of the items' factors, each of length 1.</summary>
    private void Direct(ReadOnlySpan<SignedItem> signed, Span<float> direction)
    {
        direction.Clear();
        foreach (var (item, weight) in signed)
        {
            var norm = TensorPrimitives.Norm<float>(_table.Row(item));
            if (norm > 0)
            {
                VectorMath.AddScaled(direction, weight / norm, _table.Row(item));
            }
        }
    }

    /// <summary>The likeness to one set of signed items: cosines and weights of the training's items, and the direction.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Opened(float[] memory, int count, int stride, Standardization cosineScale, Standardization? weightScale)
        : IDisposable
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
