using System.Text.RegularExpressions;
using InteRec.Catalog;

namespace InteRec.Planning.Llm.Replies;

/// <summary>
/// Lets a model's sentence through or not. Refused are sentences with a handle of no item, with a title that is not in the list, with a
/// year or a name of the catalogue that is no fact of the items it speaks of, and with words of our own prompt.
/// </summary>
internal sealed partial class ReplyGuard
{
    private readonly CatalogSnapshot _catalog;
    private readonly HandleText _handles;
    private readonly string _said;
    private readonly string _prompt;

    /// <param name="catalog">The catalogue.</param>
    /// <param name="handles">The items of the reply.</param>
    /// <param name="message">The person's words: what they said may be said back.</param>
    /// <param name="prompt">The rules that must not be recited.</param>
    public ReplyGuard(CatalogSnapshot catalog, HandleText handles, string message, string prompt)
    {
        (_catalog, _handles) = (catalog, handles);
        (_said, _prompt) = ($" {TextFolding.Fold(message)} ", TextFolding.Fold(prompt));
    }

    /// <summary>True when the sentence may go out.</summary>
    public bool Allows(string sentence)
    {
        if (_handles.HasUnknown(sentence) || Recites(sentence))
        {
            return false;
        }

        var named = _handles.Named(sentence);
        var items = named.Count > 0 ? named : _handles.Items;
        var (known, told) = (Known(items), _said + Descriptions(items));
        return Names(sentence).All(n => IsTrue(n, known, told)) && Years(sentence).All(y => known.Contains(y) || told.Contains($" {y} ", StringComparison.Ordinal));
    }

    /// <summary>Everything that is true of the items: ids, titles, years and facts, folded.</summary>
    private HashSet<string> Known(IEnumerable<Tools.ListedItem> items)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            known.Add(TextFolding.Fold(item.Title));
            if (_catalog.IndexOf(item.ItemId) is not (>= 0 and var index))
            {
                continue;
            }

            foreach (var text in _catalog.Columns.SelectMany(c => c.Texts(index)))
            {
                known.Add(TextFolding.Fold(text));
            }
        }

        return known;
    }

    /// <summary>What the items are about, folded: a name or a year in it is one that may be told of them.</summary>
    private string Descriptions(IReadOnlyList<Tools.ListedItem> items)
    {
        var columns = _catalog.Columns.Where(c => c.Definition.Role == AttributeRole.Description).ToList();
        var texts = items.Select(i => _catalog.IndexOf(i.ItemId)).Where(index => index >= 0).SelectMany(index => columns.SelectMany(c => c.Texts(index)));
        return string.Concat(texts.Select(text => $" {TextFolding.Fold(text)} "));
    }

    /// <summary>A name counts as a claim only when the catalogue knows it as a title or as a person; other capitals are just words.</summary>
    private bool IsTrue(string name, HashSet<string> known, string told)
    {
        var folded = TextFolding.Fold(name);
        return folded.Length == 0 || known.Contains(folded) || told.Contains($" {folded} ", StringComparison.Ordinal) || !(IsPerson(folded) || IsTitle(folded));
    }

    private bool IsPerson(string folded) => _catalog.Schema.Attributes
        .Where(a => a.Role == AttributeRole.People)
        .Any(a => _catalog.Categories(a.Name)?.ValueIdOfFolded(folded) >= 0);

    private bool IsTitle(string folded) => CatalogTitles.Of(_catalog).Contains(folded);

    private bool Recites(string sentence) => TextFolding.Fold(sentence) is { Length: >= 30 } folded && _prompt.Contains(folded, StringComparison.Ordinal);

    private static IEnumerable<string> Years(string sentence) => Year().Matches(sentence).Select(m => m.Value);

    /// <summary>What stands in quotation marks or italics, and every run of two to six capitalised words within a longer one.</summary>
    private static IEnumerable<string> Names(string sentence)
    {
        foreach (var quoted in Quoted().Matches(sentence).Select(m => m.Groups["text"].Value))
        {
            yield return quoted;
        }

        foreach (Match run in Capitals().Matches(sentence))
        {
            var words = run.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var from = 0; from < words.Length; from++)
            {
                for (var count = 2; count <= 6 && from + count <= words.Length; count++)
                {
                    yield return string.Join(' ', words, from, count);
                }
            }
        }
    }

    [GeneratedRegex(@"\b(18|19|20)\d\d\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Year();

    [GeneratedRegex(@"[""“„«*_](?<text>[^""”“»*_]{2,80})[""”»*_]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{Lu}[\p{L}\p{N}'’.-]*( (of|the|and|in|on|to|a|de|van|von|la|le|\p{Lu}[\p{L}\p{N}'’.-]*|\d+))+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Capitals();
}
