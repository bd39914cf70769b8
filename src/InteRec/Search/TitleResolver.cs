using System.Buffers;
using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>
/// Tells which item a text names, or that it names none: an unknown title is never replaced by the nearest. In this order: the title,
/// another title, the title written in another way, its part, its first words, a misspelling. A year in the text or beside it must be the
/// item's, give or take one. Immutable and safe for concurrent use.
/// </summary>
internal sealed class TitleResolver
{
    private const double WellKnownShare = 0.1;
    private readonly CatalogSnapshot _catalog;
    private readonly HashSet<string> _commonWords;
    private readonly TitleIndex _index;
    private readonly TitleFinder _finder;
    private readonly SearchValues<char> _letters;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _compacts;

    /// <summary>Builds the indexes over the titles of a catalogue.</summary>
    public TitleResolver(CatalogSnapshot catalog)
    {
        _catalog = catalog;
        _commonWords = LexicalQuery.CommonWords(catalog.Schema);
        _index = new TitleIndex(catalog, _commonWords);
        _finder = new TitleFinder(catalog, _index, _commonWords);
        SeriesIndex = new SeriesIndex(catalog, _index);
        _letters = SearchValues.Create([
            .. _index
                .Variants.Keys.Concat(_index.Parts.Keys)
                .SelectMany(title => title)
                .Concat("abcdefghijklmnopqrstuvwxyz0123456789")
                .Distinct(),
        ]);
        _compacts = _index
            .Titles.Keys.Concat(_index.Alternatives.Keys)
            .Concat(_index.Parts.Keys)
            .Select(CanonicalTitle.Of)
            .Concat(_index.Variants.Keys)
            .Concat(_index.Compacts.Keys)
            .Concat(_index.Parts.Keys)
            .Select(CanonicalTitle.Compact)
            .ToHashSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The item that the text names, or null when it names none.</summary>
    /// <param name="text">A title as somebody wrote it, a year at its end allowed: "Solaris (1972)".</param>
    /// <param name="year">The year of the item as far as known from elsewhere.</param>
    public TitleMatch? Resolve(string text, int? year = null)
    {
        var readings = TitleReadings.Of(text, year, _commonWords);
        return First(readings, _finder.Named)
            ?? First(readings, _finder.Part)
            ?? First(readings, _finder.Subtitle)
            ?? First(readings, _finder.Beginning)
            ?? First(readings, _finder.Misspelt);
    }

    /// <summary>
    /// The items whose title is the folded text (<see cref="TextFolding"/>), also written in another way or without a subtitle; best known
    /// first. A look-up, for finding titles in running text.
    /// </summary>
    public bool TryExact(ReadOnlySpan<char> foldedText, out IReadOnlyList<int> items)
    {
        if (!MayBeExact(foldedText))
        {
            items = [];
            return false;
        }

        var folded = foldedText.ToString();
        var found = _finder.Named(folded)?.Items ?? (_index.Parts.TryGetValue(CanonicalTitle.Of(folded), out var part) ? part : null);
        items = found ?? [];
        return found is not null;
    }

    /// <summary>
    /// False where <see cref="TryExact"/> will find nothing, as for nearly all stretches of running text. Allocates nothing.
    /// </summary>
    internal bool MayBeExact(ReadOnlySpan<char> foldedText)
    {
        if (foldedText.Length > TitleReadings.LongestText)
        {
            return false;
        }

        Span<char> compact = stackalloc char[TitleReadings.LongestText * 2];
        return _compacts.Contains(compact[..CanonicalTitle.WriteCompact(foldedText, compact)]);
    }

    /// <summary>
    /// True where the folded word has only letters that titles have; a text with another word in it names no item exactly.
    /// </summary>
    internal bool IsSpeltLikeTitles(ReadOnlySpan<char> foldedWord) => !foldedWord.ContainsAnyExcept(_letters);

    /// <summary>Every title, whole, folded as it is written, with its items, best known first.</summary>
    internal IEnumerable<KeyValuePair<string, List<int>>> Titles => _index.Titles.Concat(_index.Alternatives);

    /// <summary>Beginnings and subtitles of titles, in canonical form, with the items, best known first.</summary>
    internal IEnumerable<KeyValuePair<string, List<int>>> Parts => _index.Parts.Concat(_index.Subtitles);

    /// <summary>Items by the name of their series.</summary>
    internal SeriesIndex SeriesIndex { get; }

    /// <summary>
    /// All items of the series that the text names ("Toy Story", "the Bourne films"), oldest first; empty when there are none.
    /// </summary>
    public IReadOnlyList<int> Series(string text)
    {
        var name = CanonicalTitle.Of(SeriesIndex.NameOf(TextFolding.Fold(text), _commonWords));
        var items = SeriesIndex.Match(name).ByName;
        return items.Count == 0 && Resolve(name) is { Kind: TitleMatchKind.Misspelt } match
            ? SeriesIndex.Match(SeriesIndex.NameOfItem(match.Item)).ByName
            : items;
    }

    private TitleMatch? First(List<(string Name, int? Year)> readings, Func<string, FoundTitle?> find)
    {
        foreach (var (name, year) in readings)
        {
            if (find(name) is { } found && OfYear([.. found.Items, .. found.Also.Except(found.Items)], year) is { Count: > 0 } items)
            {
                var chosen = found.IsSeries ? FirstOfSeries(items, found) : items[0];
                return new TitleMatch(chosen, _catalog.Title(chosen), found.Score, found.Kind, [.. items.Where(item => item != chosen)]);
            }
        }

        return null;
    }

    /// <summary>
    /// Where a year was said, the items of that year, else those of the year before or after; items without a year only where there is
    /// nothing else.
    /// </summary>
    private List<int> OfYear(List<int> items, int? year)
    {
        if (year is not { } said)
        {
            return items;
        }

        for (var apart = 0; apart <= 1; apart++)
        {
            if (items.Where(item => _catalog.Year(item) is { } own && Math.Abs(own - said) <= apart).ToList() is { Count: > 0 } near)
            {
                return near;
            }
        }

        return [.. items.Where(item => _catalog.Year(item) is null)];
    }

    /// <summary>
    /// A common part means the first of its series that is about as well known as the best known one: "Star Wars" is Episode IV.
    /// </summary>
    private int FirstOfSeries(List<int> items, FoundTitle found)
    {
        var enough = WellKnownShare * items.Max(_catalog.Known);
        var series = items.Any(found.Items.Contains) ? items.Where(found.Items.Contains) : items;
        return series
            .Where(item => _catalog.Known(item) >= enough || enough < 0)
            .OrderBy(item => _catalog.Year(item) ?? int.MaxValue)
            .ThenBy(item => item)
            .First();
    }
}
