namespace InteRec.Ranking;

/// <summary>Which item of the training each item of a catalogue is. Immutable.</summary>
internal sealed class TrainingItems
{
    private readonly int[] _ofCatalog;

    /// <param name="trainingIds">Item ids by training index.</param>
    /// <param name="catalogIds">Item ids by catalogue index.</param>
    public TrainingItems(IReadOnlyList<string> trainingIds, IReadOnlyList<string> catalogIds)
    {
        var training = new Dictionary<string, int>(trainingIds.Count, StringComparer.Ordinal);
        for (var i = 0; i < trainingIds.Count; i++)
        {
            training[trainingIds[i]] = i;
        }

        _ofCatalog = new int[catalogIds.Count];
        for (var i = 0; i < _ofCatalog.Length; i++)
        {
            _ofCatalog[i] = training.GetValueOrDefault(catalogIds[i], -1);
        }

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
