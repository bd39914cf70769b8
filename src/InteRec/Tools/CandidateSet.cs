using InteRec.Catalog;
using InteRec.Numerics;

namespace InteRec.Tools;

/// <summary>Why an item is a candidate.</summary>
/// <param name="Kind">
/// Stable code: <c>condition</c>, <c>fit</c>, <c>preference</c>, <c>text</c>, <c>similar</c>, <c>history</c>, <c>member</c>, <c>popular</c>,
/// <c>quality</c>, <c>new</c>.
/// </param>
/// <param name="Text">The reason in words, lower case, without a full stop: "science fiction from 1999". Always true.</param>
public readonly record struct Reason(string Kind, string Text)
{
    /// <summary>The member of a group whom the item suits for this reason; null where it is not one member's.</summary>
    public string? For { get; init; }
}

/// <summary>
/// An immutable list of (item, score, why) of one catalogue snapshot. Tools take one and return another; ids, scores and reasons travel
/// together.
/// An unordered set is kept as a bitmap until somebody reads its items: most filters are followed by another. Scores are finite: every list
/// that goes out is a set, so no score can be one that cannot be written.
/// </summary>
public sealed class CandidateSet
{
    private readonly Bitmap? _set;
    private readonly IReadOnlyList<Reason>[]? _reasons;
    private int[]? _items;
    private float[]? _scores;

    /// <summary>
    /// Makes a set. The arrays are taken over, not copied; <paramref name="reasons"/> is null or as long as <paramref name="items"/>.
    /// </summary>
    public CandidateSet(CatalogSnapshot catalog, int[] items, float[] scores, bool isOrdered, IReadOnlyList<Reason>[]? reasons = null)
    {
        if (items.Length != scores.Length || (reasons is not null && reasons.Length != items.Length))
        {
            throw new ArgumentException("items, scores and reasons must have the same length", nameof(scores));
        }

        Finite.Scores(scores);
        (Catalog, _items, _scores, IsOrdered, _reasons) = (catalog, items, scores, isOrdered, reasons);
        Count = items.Length;
    }

    private CandidateSet(CatalogSnapshot catalog, Bitmap set) => (Catalog, _set, Count) = (catalog, set, set.Count());

    /// <summary>The snapshot whose item indexes these are.</summary>
    public CatalogSnapshot Catalog { get; }

    /// <summary>Number of candidates.</summary>
    public int Count { get; }

    /// <summary>
    /// True when the candidates are in order of their score, best first; false: in order of item index, scores meaningless until a tool
    /// gives them.
    /// </summary>
    public bool IsOrdered { get; }

    /// <summary>The item indexes.</summary>
    public ReadOnlySpan<int> Items => _items ??= _set!.ToArray();

    /// <summary>The scores, one an item.</summary>
    public ReadOnlySpan<float> Scores => _scores ??= new float[Count];

    /// <summary>Unordered candidates without scores. The bitmap is taken over, not copied.</summary>
    public static CandidateSet Of(Bitmap items, CatalogSnapshot catalog) => new(catalog, items);

    /// <summary>Why the candidate at that place is there.</summary>
    public IReadOnlyList<Reason> ReasonsAt(int place) => _reasons?[place] ?? [];

    /// <summary>The candidates as a bitmap that may be changed.</summary>
    public Bitmap ToBitmap() => _set?.Copy() ?? Bitmap.Of(Catalog.Count, Items);

    /// <summary>The candidates that <paramref name="keep"/> has, in the same order with their scores and reasons.</summary>
    public CandidateSet Where(Bitmap keep)
    {
        if (_set is not null)
        {
            return new CandidateSet(Catalog, _set.Copy().And(keep));
        }

        var places = new int[Count];
        var kept = 0;
        for (var place = 0; place < places.Length; place++)
        {
            places[kept] = place;
            kept += keep[_items![place]] ? 1 : 0;
        }

        return At(places.AsSpan(0, kept), IsOrdered);
    }

    /// <summary>The best <paramref name="count"/>, or all where there are fewer.</summary>
    public CandidateSet Take(int count)
    {
        if (count >= Count)
        {
            return this;
        }

        var places = new int[count];
        for (var place = 0; place < count; place++)
        {
            places[place] = place;
        }

        return At(places, IsOrdered);
    }

    /// <summary>The same candidates with other scores, one an item. The array is taken over. They are no longer ordered.</summary>
    public CandidateSet With(float[] scores) => new(Catalog, Items.ToArray(), scores, isOrdered: false, _reasons);

    /// <summary>The same candidates with these reasons, one list an item.</summary>
    public CandidateSet Because(IReadOnlyList<Reason>[] reasons) => new(Catalog, Items.ToArray(), Scores.ToArray(), IsOrdered, reasons);

    /// <summary>The candidates at the given places, in that order.</summary>
    public CandidateSet At(ReadOnlySpan<int> places, bool isOrdered)
    {
        var allItems = Items;
        var allScores = Scores;
        var items = new int[places.Length];
        var scores = new float[places.Length];
        var reasons = _reasons is null ? null : new IReadOnlyList<Reason>[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            items[i] = allItems[places[i]];
            scores[i] = allScores[places[i]];
            if (reasons is not null)
            {
                reasons[i] = _reasons![places[i]];
            }
        }

        return new CandidateSet(Catalog, items, scores, isOrdered, reasons);
    }
}
