using System.Globalization;
using System.Text.RegularExpressions;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// The items of a reply by handle. A model speaks of them as [1], [2]; the titles are put in here, so a title that is not in the catalogue
/// cannot come from a handle. Where a model writes a title of the list by name all the same, that is read as its handle.
/// </summary>
internal sealed partial class HandleText
{
    private const int LongestTitle = 12;
    private readonly List<ListedItem> _items;
    private readonly Dictionary<string, int> _titles = new(StringComparer.Ordinal);

    /// <param name="lists">The lists, whose items come first.</param>
    /// <param name="facts">Facts that a look-up found: their items have handles too.</param>
    public HandleText(IEnumerable<ItemList> lists, IEnumerable<Fact>? facts = null)
    {
        _items = [.. lists.SelectMany(l => l.Items)];
        foreach (var fact in facts ?? [])
        {
            if (fact is { ItemId: { } id, Title: { } title } && !_items.Exists(i => i.ItemId == id))
            {
                _items.Add(new ListedItem { ItemId = id, Title = title });
            }
        }

        for (var i = 0; i < _items.Count; i++)
        {
            _titles.TryAdd(TextFolding.Fold(_items[i].Title), i + 1);
        }
    }

    /// <summary>The items, in the order of their handles from 1.</summary>
    public IReadOnlyList<ListedItem> Items => _items;

    /// <summary>The handle of an item, or 0.</summary>
    public int HandleOf(string itemId) => _items.FindIndex(i => i.ItemId == itemId) + 1;

    /// <summary>The handles in a sentence that name no item.</summary>
    public bool HasUnknown(string sentence) => Handle().Matches(sentence).Any(m => Item(m) is null);

    /// <summary>The items that a sentence names.</summary>
    public IReadOnlyList<ListedItem> Named(string sentence) => [.. Handle().Matches(sentence).Select(Item).OfType<ListedItem>().Distinct()];

    /// <summary>The sentence with handles where titles of the items stand, the quotation marks around them gone.</summary>
    public string Read(string sentence)
    {
        if (_titles.Count == 0)
        {
            return sentence;
        }

        var words = Word().Matches(sentence);
        for (var at = words.Count - 1; at >= 0; at--)
        {
            for (var count = Math.Min(LongestTitle, words.Count - at); count > 0; count--)
            {
                var (from, to) = (words[at].Index, words[at + count - 1].Index + words[at + count - 1].Length);
                if (
                    _titles.TryGetValue(TextFolding.Fold(sentence.AsSpan(from, to - from)), out var handle)
                    && IsTitle(sentence, words, at, count)
                )
                {
                    return Read(sentence[..Opened(sentence, from, to)]) + $"[{handle}]" + sentence[Closed(sentence, from, to)..];
                }
            }
        }

        return sentence;
    }

    /// <summary>The sentence with nothing behind its handles: titles bring their year along.</summary>
    public static string WithoutYears(string sentence) => Handle().Replace(sentence, "[${number}]");

    /// <summary>The sentence with titles for handles, the year behind the first mention of an item.</summary>
    public string Fill(string sentence, ISet<string> mentioned) =>
        Handle()
            .Replace(
                sentence,
                match =>
                {
                    var item = Item(match)!;
                    var isFirst = mentioned.Add(item.ItemId);
                    var rest =
                        match.Groups["year"] is { Success: true } year && year.Value != item.Year?.ToString(CultureInfo.InvariantCulture)
                            ? match.Groups["behind"].Value
                            : string.Empty;
                    return (
                            isFirst && item.Year is { } own
                                ? string.Create(CultureInfo.InvariantCulture, $"{item.Title} ({own})")
                                : item.Title
                        ) + rest;
                }
            );

    /// <summary>
    /// One word may be a word like any other ("Up", "Heat"): it is a title in capitals, in the middle of a sentence or in quotation marks.
    /// </summary>
    private static bool IsTitle(string sentence, MatchCollection words, int at, int count) =>
        count > 1
        || (
            char.IsUpper(words[at].Value[0])
            && (
                at > 0
                || (words.Count > 1 && words[1].Value is "is" or "was" or "has" or "stars" or "from" or "by" or "and" or "also")
                || words[at].Index > 0
            )
        );

    private static int Opened(string sentence, int from, int to) =>
        from > 0 && to < sentence.Length && sentence[from - 1] is '"' or '\u201c' or '\u2018' or '\u00ab' && IsClosing(sentence[to])
            ? from - 1
            : from;

    private static int Closed(string sentence, int from, int to) => Opened(sentence, from, to) < from ? to + 1 : to;

    private static bool IsClosing(char c) => c is '"' or '\u201d' or '\u2019' or '\u00bb';

    private ListedItem? Item(Match match) =>
        int.TryParse(match.Groups["number"].Value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _items.Count
            ? _items[number - 1]
            : null;

    [GeneratedRegex(
        @"\[{1,2}(?<number>\d{1,9})\]{1,2}(?<behind>\s?\((?<year>\d{4})\))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Handle();

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+(['\u2019][\p{L}\p{M}]+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
