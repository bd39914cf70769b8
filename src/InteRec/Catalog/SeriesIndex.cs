using System.Collections.Concurrent;

namespace InteRec.Catalog;

/// <summary>The items whose title, or one of whose other titles, contains a name as whole words: the films of a series.</summary>
internal sealed class SeriesIndex(CatalogSnapshot catalog)
{
    private const int MostKept = 256;
    private readonly Lazy<string[]> _titles = new(() => FoldedTitles(catalog));
    private readonly ConcurrentDictionary<string, Bitmap> _known = new(StringComparer.Ordinal);

    /// <summary>The items of a series; none where the name has no letter or digit. Not to be changed by the caller.</summary>
    public Bitmap Of(string name)
    {
        var folded = TextFolding.Fold(name);
        return _known.TryGetValue(folded, out var set) ? set : Find(folded);
    }

    /// <summary>True when the item belongs to the series.</summary>
    public bool Has(int item, string name) => TextFolding.Fold(name) is { Length: > 0 } folded && Contains(_titles.Value[item], folded);

    private Bitmap Find(string folded)
    {
        var set = new Bitmap(catalog.Count);
        for (var item = 0; item < catalog.Count && folded.Length > 0; item++)
        {
            if (Contains(_titles.Value[item], folded))
            {
                set.Add(item);
            }
        }

        if (_known.Count < MostKept)
        {
            _known[folded] = set;
        }

        return set;
    }

    /// <summary>Titles are kept as " the matrix | reloaded ": a name between spaces is whole words.</summary>
    private static bool Contains(string titles, string folded)
    {
        for (var from = 0; titles.IndexOf(folded, from, StringComparison.Ordinal) is >= 0 and var at; from = at + 1)
        {
            if (titles[at - 1] == ' ' && titles[at + folded.Length] == ' ')
            {
                return true;
            }
        }

        return false;
    }

    private static string[] FoldedTitles(CatalogSnapshot catalog)
    {
        var columns = catalog.Columns.Where(c => c.Definition.Role is AttributeRole.Title or AttributeRole.AlternativeTitles).ToList();
        var titles = new string[catalog.Count];
        for (var item = 0; item < titles.Length; item++)
        {
            var texts = columns.SelectMany(c => c.Texts(item)).Select(t => TextFolding.Fold(t));
            titles[item] = $" {string.Join(" | ", texts)} ";
        }

        return titles;
    }
}
