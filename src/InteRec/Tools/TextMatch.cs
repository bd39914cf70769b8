using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>Finds which words of a search text stand in an item's own texts and values.</summary>
internal sealed class TextMatch
{
    private const int MostWords = 3;
    private const int LeastLetters = 4;
    private readonly CatalogSnapshot _catalog;
    private readonly List<(string Word, string Stem)> _words = [];

    public TextMatch(CatalogSnapshot catalog, IReadOnlyList<string> texts)
    {
        _catalog = catalog;
        foreach (var word in texts.SelectMany(t => TextFolding.Fold(t).Split(' ')))
        {
            // Short words are mostly grammar; the first letters stand for all forms of a word.
            if (word.Length >= LeastLetters && !_words.Exists(w => w.Word == word))
            {
                _words.Add((word, word.Length > 5 ? word[..^2] : word));
            }
        }
    }

    /// <summary>The words that the item has in its titles, values or description, in the order of the text; at most three.</summary>
    public IReadOnlyList<string> WordsIn(int item)
    {
        if (_words.Count == 0)
        {
            return [];
        }

        var own = string.Concat(
            " ",
            string.Join(' ', _catalog.Columns.Where(IsAbout).SelectMany(c => c.Texts(item)).Select(t => TextFolding.Fold(t))),
            " "
        );
        var found = new List<string>(MostWords);
        foreach (var (word, stem) in _words)
        {
            if (found.Count < MostWords && own.Contains(" " + stem, StringComparison.Ordinal))
            {
                found.Add(word);
            }
        }

        return found;
    }

    private static bool IsAbout(Column column) =>
        column.Definition.Role is AttributeRole.Kind or AttributeRole.Mood or AttributeRole.Topic or AttributeRole.Description;
}
