using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>Why an item is a candidate.</summary>
/// <param name="Kind">Stable code: <c>condition</c>, <c>preference</c>, <c>text</c>, <c>similar</c>, <c>history</c>, <c>popular</c>, <c>quality</c>, <c>new</c>.</param>
/// <param name="Text">The reason in words, lower case, without a full stop: "science fiction from 1999". Always true.</param>
public readonly record struct Reason(string Kind, string Text);

/// <summary>
/// An immutable list of (item, score, why) of one catalogue snapshot. Tools take one and return another; ids, scores and reasons travel together.
/// </summary>
public sealed class CandidateSet
{
    private readonly int[] _items;
    private readonly float[] _scores;
    private readonly IReadOnlyList<Reason>[]? _reasons;

    /// <summary>Makes a set. The arrays are taken over, not copied; <paramref name="reasons"/> is null or as long as <paramref name="items"/>.</summary>
    public CandidateSet(CatalogSnapshot catalog, int[] items, float[] scores, bool isOrdered, IReadOnlyList<Reason>[]? reasons = null)
    {
        if (items.Length != scores.Length || (reasons is not null && reasons.Length != items.Length))
        {
            throw new ArgumentException("items, scores and reasons must have the same length", nameof(scores));
        }

        (Catalog, _items, _scores, IsOrdered, _reasons) = (catalog, items, scores, isOrdered, reasons);
    }

    /// <summary>The snapshot whose item indexes these are.</summary>
    public CatalogSnapshot Catalog { get; }

    /// <summary>Number of candidates.</summary>
    public int Count => _items.Length;

    /// <summary>True when the candidates are in order of their score, best first; false: in order of item index, scores meaningless until a tool gives them.</summary>
    public bool IsOrdered { get; }

    /// <summary>The item indexes.</summary>
    public ReadOnlySpan<int> Items => _items;

    /// <summary>The scores, one an item.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Unordered candidates without scores.</summary>
    public static CandidateSet Of(Bitmap items, CatalogSnapshot catalog)
    {
        var indexes = items.ToArray();
        return new CandidateSet(catalog, indexes, new float[indexes.Length], isOrdered: false);
    }

    /// <summary>Why the candidate at that place is there.</summary>
    public IReadOnlyList<Reason> ReasonsAt(int place) => _reasons?[place] ?? [];

    /// <summary>The candidates as a bitmap.</summary>
    public Bitmap ToBitmap() => Bitmap.Of(Catalog.Count, _items);

    /// <summary>The candidates that <paramref name="keep"/> has, in the same order with their scores and reasons.</summary>
    public CandidateSet Where(Bitmap keep)
    {
        var places = Enumerable.Range(0, _items.Length).Where(p => keep[_items[p]]).ToArray();
        return At(places, IsOrdered);
    }

    /// <summary>The candidates at the given places, in that order.</summary>
    public CandidateSet At(ReadOnlySpan<int> places, bool isOrdered)
    {
        var items = new int[places.Length];
        var scores = new float[places.Length];
        var reasons = _reasons is null ? null : new IReadOnlyList<Reason>[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            items[i] = _items[places[i]];
            scores[i] = _scores[places[i]];
            if (reasons is not null)
            {
                reasons[i] = _reasons![places[i]];
            }
        }

        return new CandidateSet(Catalog, items, scores, isOrdered, reasons);
    }
}
