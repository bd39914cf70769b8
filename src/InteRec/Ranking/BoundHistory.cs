using System.Buffers;

namespace InteRec.Ranking;

/// <summary>
/// A history in the indexes of the catalogue, and the part of it that training knew in those of the training: mapped once for all links
/// that read it. Dispose it to give its memory back.
/// </summary>
internal readonly ref struct BoundHistory
{
    private readonly SignedItem[] _known;
    private readonly int[] _places;
    private readonly int _knownCount;

    /// <param name="items">Catalogue items, an item at most once; those of weight 0 are known to nobody.</param>
    /// <param name="training">What the catalogue's items are to the training.</param>
    public BoundHistory(ReadOnlySpan<SignedItem> items, TrainingItems training)
    {
        Items = items;
        _known = ArrayPool<SignedItem>.Shared.Rent(items.Length);
        _places = ArrayPool<int>.Shared.Rent(items.Length);
        for (var j = 0; j < items.Length; j++)
        {
            var (item, weight) = items[j];
            if (weight != 0 && training[item] is >= 0 and var known)
            {
                _places[_knownCount] = j;
                _known[_knownCount++] = new SignedItem(known, weight);
            }
        }
    }

    /// <summary>The whole history, by catalogue index.</summary>
    public ReadOnlySpan<SignedItem> Items { get; }

    /// <summary>What training knew of it, by training index.</summary>
    public ReadOnlySpan<SignedItem> Known => _known.AsSpan(0, _knownCount);

    /// <summary>Where each of <see cref="Known"/> stands in <see cref="Items"/>.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _knownCount);

    public void Dispose()
    {
        ArrayPool<SignedItem>.Shared.Return(_known);
        ArrayPool<int>.Shared.Return(_places);
    }
}
