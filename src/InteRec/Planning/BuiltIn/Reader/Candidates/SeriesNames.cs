using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>The names of series: what several titles have in common before their numbers and subtitles, or in their first two words.</summary>
internal static class SeriesNames
{
    private const int LeastOfFirstWords = 3;
    private const int RareFrom = 10_000;

    /// <summary>Every name with its items, best known first.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<int> Items)> Of(CatalogSnapshot catalog, TitleResolver titles)
    {
        var names = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var firstWords = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        for (var item = 0; item < catalog.Count; item++)
        {
            Add(names, titles.SeriesIndex.NameOfItem(item), item);
            foreach (var first in FirstWords(CanonicalTitle.Of(TextFolding.Fold(catalog.Title(item)))))
            {
                Add(firstWords, first, item);
            }
        }

        foreach (var (first, items) in firstWords.Where(p => p.Value.Count >= LeastOfFirstWords))
        {
            names.TryAdd(first, items);
        }

        return names
            .Where(p => p.Key.Length > 0 && p.Value.Count > 1)
            .Select(p => (p.Key, (IReadOnlyList<int>)[.. p.Value.OrderByDescending(catalog.Known).ThenBy(item => item)]));
    }

    /// <summary>The first two words of a longer title, where neither is grammar: "harry potter"; a rare first word: "bourne".</summary>
    private static IEnumerable<string> FirstWords(string title)
    {
        var words = title.Split(' ');
        if (words.Length > 2 && words.Take(2).All(w => w.Length > 1 && !LexicalQuery.IsStopword(w)))
        {
            yield return $"{words[0]} {words[1]}";
        }

        if (words.Length > 1 && words[0].Length > 3 && WordRanks.Bundled.Of(words[0]) is null or > RareFrom)
        {
            yield return words[0];
        }
    }

    private static void Add(Dictionary<string, HashSet<int>> names, string name, int item) =>
        (names.TryGetValue(name, out var items) ? items : names[name] = []).Add(item);
}
