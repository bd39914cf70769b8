using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>Items found by a name, and how sure that is.</summary>
internal sealed record FoundTitle(List<int> Items, double Score, TitleMatchKind Kind, bool IsSeries = false)
{
    /// <summary>Items that the text may mean too, though less likely.</summary>
    public IReadOnlyList<int> Also { get; init; } = [];
}

/// <summary>The ways in which a folded name can mean a title, each by itself; null: not in this way.</summary>
internal sealed class TitleFinder(CatalogSnapshot catalog, TitleIndex index, HashSet<string> commonWords)
{
    // Measured on the films: 6,000 titles with one to three random mistakes and 6,000 made-up ones. At 0.76, 79 % of the misspelt ones are
    // read right, 0.6 % as another title, the rest not; of the made-up ones 1.2 % pass. At 0.70 it is 82 % and 2.0 %, at 0.80 65 % and 0.5
    // %.
    private const double LeastSpellingScore = 0.76;
    private const int ShortestBeginning = 8;
    private const double MuchBetterKnown = 3;
    private readonly TitleSpelling _spelling = new(
        index.Variants.Keys.Union(index.Parts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray()
    );
    private readonly string[] _sorted = [.. index.Variants.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The title as such; but where a series that begins so is far better known, its first: "The Lord of the Rings".</summary>
    public FoundTitle? Named(string folded)
    {
        var named = NamedInFull(folded);
        var part = named is null ? null : Part(folded);
        return part is not null && catalog.Known(part.Items[0]) >= MuchBetterKnown * Math.Max(1, catalog.Known(named!.Items[0]))
            ? part with
            {
                Also = named.Items,
            }
            : named;
    }

    private FoundTitle? NamedInFull(string folded)
    {
        if (index.Titles.TryGetValue(folded, out var items))
        {
            return new FoundTitle(items, 1, TitleMatchKind.Title);
        }

        if (index.Alternatives.TryGetValue(folded, out items))
        {
            return new FoundTitle(items, 0.99, TitleMatchKind.Alternative);
        }

        var canonical = CanonicalTitle.Of(folded);
        if (index.Variants.TryGetValue(canonical, out items))
        {
            return new FoundTitle(items, 0.97, TitleMatchKind.Variant);
        }

        return index.Compacts.TryGetValue(CanonicalTitle.Compact(canonical), out items)
            ? new FoundTitle(items, 0.95, TitleMatchKind.Variant)
            : null;
    }

    /// <summary>A part of titles that a series shares, as its first.</summary>
    public FoundTitle? Part(string folded) =>
        index.Parts.TryGetValue(folded, out var items) || index.Parts.TryGetValue(CanonicalTitle.Of(folded), out items)
            ? new FoundTitle(items, 0.9, TitleMatchKind.Part, IsSeries: true)
            : null;

    /// <summary>A short subtitle that only one title has.</summary>
    public FoundTitle? Subtitle(string folded) =>
        CanonicalTitle.Of(folded) is var canonical
        && canonical.Contains(' ', StringComparison.Ordinal)
        && index.Subtitles.TryGetValue(canonical, out var items)
        && items.Count == 1
            ? new FoundTitle(items, 0.85, TitleMatchKind.Part)
            : null;

    /// <summary>
    /// Titles that go on after the text. Two words of eight letters, or one long word that few titles have, are enough to mean one.
    /// </summary>
    public FoundTitle? Beginning(string folded)
    {
        const int fewTitles = 12;
        var start = CanonicalTitle.Of(folded) + " ";
        var words = start.Count(' ');
        if (
            start.Length < ShortestBeginning
            || start.Split(' ').All(word => word.Length == 0 || LexicalQuery.IsStopword(word) || commonWords.Contains(word))
        )
        {
            return null;
        }

        var at = Array.BinarySearch(_sorted, start, StringComparer.Ordinal);
        var items = new SortedSet<int>(Comparer<int>.Create(index.BestKnownFirst));
        for (
            at = at < 0 ? ~at : at;
            at < _sorted.Length && _sorted[at].StartsWith(start, StringComparison.Ordinal) && items.Count <= fewTitles;
            at++
        )
        {
            items.UnionWith(index.Variants[_sorted[at]]);
        }

        var enough = words > 1 ? items.Count <= fewTitles : items.Count == 1 && _spelling.CountOfWord(start[..^1]) == 1;
        return items.Count > 0 && enough ? new FoundTitle([.. items], 0.8, TitleMatchKind.Beginning, IsSeries: true) : null;
    }

    /// <summary>The name that the text is a misspelling of.</summary>
    public FoundTitle? Misspelt(string folded)
    {
        FoundTitle? best = null;
        foreach (var hit in _spelling.Find(CanonicalTitle.Of(folded)))
        {
            var name = _spelling.Name(hit.Name);
            var isWhole = index.Variants.TryGetValue(name, out var items);
            items ??= index.Parts[name];
            var score = 0.95 * (1 - (hit.Cost / name.Length));
            if (
                score >= LeastSpellingScore
                && (best is null || score > best.Score || (score == best.Score && index.BestKnownFirst(items[0], best.Items[0]) < 0))
            )
            {
                best = new FoundTitle(
                    Nearest(items, folded),
                    score,
                    hit.Cost > 0 ? TitleMatchKind.Misspelt : TitleMatchKind.Variant,
                    IsSeries: !isWhole
                );
            }
        }

        return best;
    }

    /// <summary>
    /// Of several titles with one canonical form the one that is written most like the text comes first: "Deep Blue Sea" and "The Deep Blue
    /// Sea".
    /// </summary>
    private List<int> Nearest(List<int> items, string folded) =>
        items.Count == 1
            ? items
            :
            [
                .. items
                    .OrderBy(item => Spelling.Distance(folded, TextFolding.Fold(catalog.Title(item)), folded.Length))
                    .ThenBy(item => item, Comparer<int>.Create(index.BestKnownFirst)),
            ];
}
