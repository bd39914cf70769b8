using System.Buffers;

namespace InteRec.Ranking;

/// <summary>The first link: a trained ranker, for the items that training knew. It always leads.</summary>
internal sealed class PersonalLink(IRanker ranker, TrainingItems training, IChainLink next) : IChainLink
{
    public RankerLink Kind => RankerLink.Personal;

    public string Ranker => ranker.Name;

    public IChainLink Next => next;

    public int? Score(in BoundHistory history, ReadOnlySpan<int> items, Span<float> scores, bool leads)
    {
        if (!ranker.CanScore(history.Known))
        {
            return null;
        }

        var rented = ArrayPool<float>.Shared.Rent(ranker.ItemCount);
        var all = rented.AsSpan(0, ranker.ItemCount);
        ranker.Score(history.Known, all);
        var scale = Standardization.Of(all);
        var scored = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var known = training[items[i]];
            scored += known >= 0 ? 1 : 0;
            scores[i] = known >= 0 ? scale.Apply(all[known]) : float.NaN;
        }

        ArrayPool<float>.Shared.Return(rented);
        return scored;
    }

    public void Attribute(in BoundHistory history, ReadOnlySpan<int> items, Span<float> shares)
    {
        var known = new int[items.Length];
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = training[items[i]];
        }

        var own = new float[items.Length * history.Known.Length];
        ranker.Attribute(history.Known, known, own);
        var deviation = Deviation(history.Known);
        for (var i = 0; i < items.Length; i++)
        {
            var row = shares.Slice(i * history.Items.Length, history.Items.Length);
            for (var j = 0; j < history.Places.Length; j++)
            {
                row[history.Places[j]] = own[(i * history.Places.Length) + j] / deviation;
            }
        }
    }

    private float Deviation(ReadOnlySpan<SignedItem> known)
    {
        var all = ArrayPool<float>.Shared.Rent(ranker.ItemCount);
        ranker.Score(known, all.AsSpan(0, ranker.ItemCount));
        var deviation = Standardization.Of(all.AsSpan(0, ranker.ItemCount)).Deviation;
        ArrayPool<float>.Shared.Return(all);
        return deviation;
    }
}
