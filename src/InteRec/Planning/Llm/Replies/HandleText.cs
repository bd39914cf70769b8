using System.Globalization;
using System.Text.RegularExpressions;
using InteRec.Tools;

namespace InteRec.Planning.Llm.Replies;

/// <summary>
/// The items of a reply by handle. A model is given facts and handles but no titles; the titles are put in here, so a title that is not in
/// the list cannot come from a handle.
/// </summary>
internal sealed partial class HandleText
{
    private readonly List<ListedItem> _items;

    public HandleText(IEnumerable<ItemList> lists) => _items = [.. lists.SelectMany(l => l.Items)];

    /// <summary>The items, in the order of their handles from 1.</summary>
    public IReadOnlyList<ListedItem> Items => _items;

    /// <summary>The handles in a sentence that name no item.</summary>
    public bool HasUnknown(string sentence) => Handle().Matches(sentence).Any(m => Item(m) is null);

    /// <summary>The items that a sentence names.</summary>
    public IReadOnlyList<ListedItem> Named(string sentence) => [.. Handle().Matches(sentence).Select(Item).OfType<ListedItem>().Distinct()];

    /// <summary>The sentence with titles for handles, the year behind the first mention of an item.</summary>
    public string Fill(string sentence, ISet<string> mentioned) => Handle().Replace(sentence, match =>
    {
        var item = Item(match)!;
        return mentioned.Add(item.ItemId) && item.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{item.Title} ({year})") : item.Title;
    });

    private ListedItem? Item(Match match) =>
        int.TryParse(match.Groups["number"].Value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _items.Count ? _items[number - 1] : null;

    [GeneratedRegex(@"\[{1,2}(?<number>\d{1,9})\]{1,2}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Handle();
}
