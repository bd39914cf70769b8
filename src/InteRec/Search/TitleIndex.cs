using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>Every name of every item, by how it is written. The items of a name stand best known first, then by index.</summary>
internal sealed class TitleIndex
{
    private const int ShortestCompact = 5;
    private readonly CatalogSnapshot _catalog;
    private readonly HashSet<string> _commonWords;

    public TitleIndex(CatalogSnapshot catalog, HashSet<string> commonWords)
    {
        (_catalog, _commonWords) = (catalog, commonWords);
        var alternatives = catalog.Schema.WithRole(AttributeRole.AlternativeTitles) is { } other ? catalog.Column(other.Name) : null;
        for (var item = 0; item < catalog.Count; item++)
        {
            AddNames(new TitleNames(catalog.Title(item)), Titles, item);
            foreach (var title in alternatives?.Texts(item) ?? [])
            {
                AddNames(new TitleNames(title), Alternatives, item);
            }
        }

        foreach (var names in new[] { Titles, Alternatives, Variants, Compacts, Parts })
        {
            foreach (var items in names.Values.Where(items => items.Count > 1))
            {
                items.Sort(BestKnownFirst);
            }
        }
    }

    public Dictionary<string, List<int>> Titles { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<int>> Alternatives { get; } = new(StringComparer.Ordinal);

    /// <summary>Whole titles in canonical form.</summary>
    public Dictionary<string, List<int>> Variants { get; } = new(StringComparer.Ordinal);

    /// <summary>Whole titles in canonical form without spaces.</summary>
    public Dictionary<string, List<int>> Compacts { get; } = new(StringComparer.Ordinal);

    /// <summary>Beginnings and subtitles in canonical form.</summary>
    public Dictionary<string, List<int>> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Subtitles, in canonical form, that are too short to be found in running text: "Fury Road".</summary>
    public Dictionary<string, List<int>> Subtitles { get; } = new(StringComparer.Ordinal);

    public int BestKnownFirst(int a, int b) =>
        _catalog.Known(b).CompareTo(_catalog.Known(a)) is not 0 and var order ? order : a.CompareTo(b);

    private void AddNames(TitleNames names, Dictionary<string, List<int>> whole, int item)
    {
        foreach (var name in names.Whole)
        {
            var canonical = CanonicalTitle.Of(name);
            Add(whole, name, item);
            Add(Variants, canonical, item);
            if (CanonicalTitle.Compact(canonical) is { Length: >= ShortestCompact } compact)
            {
                Add(Compacts, compact, item);
            }
        }

        foreach (var name in names.Beginnings)
        {
            Add(Parts, CanonicalTitle.Of(name), item);
        }

        foreach (var name in names.Subtitles)
        {
            Add(IsTelling(name) ? Parts : Subtitles, CanonicalTitle.Of(name), item);
        }
    }

    /// <summary>"The Movie" and "Part Two" are subtitles of many; three words, two of them with a meaning, are a name.</summary>
    private bool IsTelling(string subtitle)
    {
        var words = subtitle.Split(' ');
        return words.Length > 2 && !words.Any(_commonWords.Contains) && words.Count(word => !LexicalQuery.IsStopword(word)) > 1;
    }

    private static void Add(Dictionary<string, List<int>> names, string name, int item)
    {
        if (!names.TryGetValue(name, out var items))
        {
            names[name] = items = [];
        }

        if (items.Count == 0 || items[^1] != item)
        {
            items.Add(item);
        }
    }
}
