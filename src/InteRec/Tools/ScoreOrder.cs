namespace InteRec.Tools;

/// <summary>
/// Sorts by score, best first. Stable, so that equal scores keep the order of the item index: the same input gives the same list.
/// </summary>
internal static class ScoreOrder
{
    private const int Bits = 11;

    /// <summary>The places of the scores, best first. NaN comes last.</summary>
    public static int[] Descending(ReadOnlySpan<float> scores)
    {
        var places = new int[scores.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        return Stable(places, scores);
    }

    /// <summary>
    /// The given places, best score first; among equal scores the order they come in. Sorting by the least important key first and the
    /// most important last therefore sorts by all of them. <paramref name="places"/> may be overwritten.
    /// </summary>
    public static int[] Stable(int[] places, ReadOnlySpan<float> scores)
    {
        var count = places.Length;
        var keys = new uint[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = KeyOf(scores[places[i]]);
        }

        if (count < 128)
        {
            InsertionSort(keys, places);
            return places;
        }

        var (otherKeys, otherPlaces) = (new uint[count], new int[count]);
        var starts = new int[1 << Bits];
        for (var shift = 0; shift < 32; shift += Bits)
        {
            Pass(keys, places, otherKeys, otherPlaces, starts, shift);
            (keys, otherKeys) = (otherKeys, keys);
            (places, otherPlaces) = (otherPlaces, places);
        }

        return places;
    }

    private static void InsertionSort(uint[] keys, int[] places)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, place) = (keys[i], places[i]);
            var to = i;
            for (; to > 0 && keys[to - 1] > key; to--)
            {
                (keys[to], places[to]) = (keys[to - 1], places[to - 1]);
            }

            (keys[to], places[to]) = (key, place);
        }
    }

    /// <summary>One pass of a radix sort by the digit at <paramref name="shift"/>.</summary>
    private static void Pass(uint[] keys, int[] places, uint[] toKeys, int[] toPlaces, int[] starts, int shift)
    {
        const uint mask = (1u << Bits) - 1;
        Array.Clear(starts);
        foreach (var key in keys)
        {
            starts[key >> shift & mask]++;
        }

        var next = 0;
        foreach (ref var start in starts.AsSpan())
        {
            (start, next) = (next, next + start);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            var to = starts[keys[i] >> shift & mask]++;
            toKeys[to] = keys[i];
            toPlaces[to] = places[i];
        }
    }

    /// <summary>A number that grows as the score falls: the bits of a float sort like integers once the sign is dealt with.</summary>
    private static uint KeyOf(float score)
    {
        if (float.IsNaN(score))
        {
            return uint.MaxValue;
        }

        var bits = BitConverter.SingleToUInt32Bits(score == 0 ? 0f : score);
        return (bits & 0x8000_0000) != 0 ? bits : ~bits & 0x7FFF_FFFF;
    }
}
