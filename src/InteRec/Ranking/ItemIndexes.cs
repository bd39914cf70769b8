namespace InteRec.Ranking;

/// <summary>The same items by two lists of their ids: those of a catalogue and of a training, of two trainings.</summary>
internal static class ItemIndexes
{
    /// <summary>Where each item stands in another list; -1 where that does not have it.</summary>
    /// <param name="itemIds">Ids of the items asked for.</param>
    /// <param name="among">Ids of the other list; of one that is there twice the last place counts.</param>
    public static int[] Of(IReadOnlyList<string> itemIds, IReadOnlyList<string> among)
    {
        var places = new Dictionary<string, int>(among.Count, StringComparer.Ordinal);
        for (var i = 0; i < among.Count; i++)
        {
            places[among[i]] = i;
        }

        var indexes = new int[itemIds.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = places.GetValueOrDefault(itemIds[i], -1);
        }

        return indexes;
    }
}
