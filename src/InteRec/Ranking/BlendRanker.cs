using System.Buffers;
using System.Numerics.Tensors;

namespace InteRec.Ranking;

/// <summary>
/// Weighted sum of the standardised scores of other rankers: <c>score_i = sum_r w_r (s_ri - mean_r) / deviation_r</c>. The weights are
/// fitted on validation users and sum to 1.
/// </summary>
internal sealed class BlendRanker : IRanker
{
    private readonly (IRanker Ranker, float Weight)[] _parts;

    /// <exception cref="ArgumentException">No part, or parts over different items.</exception>
    public BlendRanker(IEnumerable<(IRanker Ranker, float Weight)> parts)
    {
        _parts = [.. parts.Where(p => p.Weight != 0)];
        if (_parts.Length == 0 || _parts.Any(p => p.Ranker.ItemCount != _parts[0].Ranker.ItemCount))
        {
            throw new ArgumentException("A blend needs rankers over the same items.", nameof(parts));
        }
    }

    public string Name => "blend";

    public int ItemCount => _parts[0].Ranker.ItemCount;

    public IReadOnlyList<(IRanker Ranker, float Weight)> Parts => _parts;

    public bool CanScore(ReadOnlySpan<SignedItem> history)
    {
        foreach (var (ranker, _) in _parts)
        {
            if (ranker.CanScore(history))
            {
                return true;
            }
        }

        return false;
    }

    public void Score(ReadOnlySpan<SignedItem> history, Span<float> scores)
    {
        var target = scores[..ItemCount];
        target.Clear();
        var rented = ArrayPool<float>.Shared.Rent(ItemCount);
        var part = rented.AsSpan(0, ItemCount);
        foreach (var (ranker, weight) in _parts)
        {
            ranker.Score(history, part);
            var scale = Standardization.Of(part);
            TensorPrimitives.MultiplyAdd(part, weight / scale.Deviation, target, target);
            TensorPrimitives.Add(target, -weight * scale.Mean / scale.Deviation, target);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    public float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        var rented = ArrayPool<float>.Shared.Rent(ItemCount + history.Length);
        var part = rented.AsSpan(0, ItemCount);
        var partShares = rented.AsSpan(ItemCount, history.Length);
        var rest = 0f;
        shares[..history.Length].Clear();
        foreach (var (ranker, weight) in _parts)
        {
            ranker.Score(history, part);
            var scale = Standardization.Of(part);
            var own = ranker.Attribute(history, item, partShares);
            rest += weight * (own - scale.Mean) / scale.Deviation;
            TensorPrimitives.MultiplyAdd(partShares, weight / scale.Deviation, shares[..history.Length], shares[..history.Length]);
        }

        ArrayPool<float>.Shared.Return(rented);
        return rest;
    }

    public void Attribute(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> shares)
    {
        var rented = ArrayPool<float>.Shared.Rent(ItemCount);
        var part = rented.AsSpan(0, ItemCount);
        var own = new float[items.Length * history.Length];
        var sum = shares[..own.Length];
        sum.Clear();
        foreach (var (ranker, weight) in _parts)
        {
            ranker.Score(history, part);
            ranker.Attribute(history, items, own);
            TensorPrimitives.MultiplyAdd(own, weight / Standardization.Of(part).Deviation, sum, sum);
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
