namespace InteRec.Ranking;

/// <summary>Which item of the training each item of a catalogue is. Immutable.</summary>
internal sealed class TrainingItems
{
    private readonly int[] _ofCatalog;

    /// <param name="trainingIds">Item ids by training index.</param>
    /// <param name="catalogIds">Item ids by catalogue index.</param>
    public TrainingItems(IReadOnlyList<string> trainingIds, IReadOnlyList<string> catalogIds)
    {
        _ofCatalog = ItemIndexes.Of(catalogIds, trainingIds);
        KnownCount = _ofCatalog.Count(i => i >= 0);
    }

    /// <summary>Catalogue items.</summary>
    public int Count => _ofCatalog.Length;

    /// <summary>Those of them that training knew.</summary>
    public int KnownCount { get; }

    /// <summary>The training index of each catalogue item, -1 where training did not know it.</summary>
    public ReadOnlySpan<int> OfCatalog => _ofCatalog;

    /// <summary>The training index of a catalogue item, -1 where training did not know it.</summary>
    public int this[int catalogItem] => _ofCatalog[catalogItem];
}
