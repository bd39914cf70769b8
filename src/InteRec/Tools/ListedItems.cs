using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>Candidates as they go out, with their facts.</summary>
internal static class ListedItems
{
    private const int MostValues = 8;

    /// <summary>The lists of a plan. Several are told apart by their labels: those that were given, otherwise what is in them.</summary>
    public static IReadOnlyList<ItemList> Of(IReadOnlyList<ExecutedList> lists) =>
        [
            .. lists.Select(l => new ItemList(
                l.Label is { Length: > 0 } given ? given
                    : lists.Count > 1 ? l.Heading
                    : null,
                Of(l.Items)
            )),
        ];

    /// <summary>Candidates in their order.</summary>
    public static IReadOnlyList<ListedItem> Of(CandidateSet candidates)
    {
        var items = new ListedItem[candidates.Count];
        for (var place = 0; place < items.Length; place++)
        {
            var item = candidates.Items[place];
            items[place] = new ListedItem
            {
                ItemId = candidates.Catalog.ItemId(item),
                Title = candidates.Catalog.Title(item),
                Year = candidates.Catalog.Year(item),
                Score = Math.Round(Math.Clamp(candidates.Scores[place], 0, 1), 4),
                For = candidates.ReasonsAt(place).Select(r => r.For).OfType<string>().ToList() is { Count: > 0 } members ? members : null,
                Reasons = candidates.ReasonsAt(place).Select(r => r.Text).ToList(),
                Facts = Facts(candidates.Catalog, item),
            };
        }

        return items;
    }

    /// <summary>
    /// The facts of an item that are shown, by attribute: a text, a number, true or false, or the first values of a list.
    /// </summary>
    public static IReadOnlyDictionary<string, object> Facts(CatalogSnapshot catalog, int item)
    {
        var facts = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var attribute in catalog.Schema.Attributes)
        {
            if (
                attribute.Shown
                && attribute.Role is not (AttributeRole.Title or AttributeRole.Year)
                && catalog.Column(attribute.Name) is { } column
                && column.Known[item]
            )
            {
                facts[attribute.Name] = Value(column, item);
            }
        }

        return facts;
    }

    private static object Value(Column column, int item) =>
        column switch
        {
            NumberColumn { Definition.Type: AttributeType.Number } numbers => numbers[item],
            FlagColumn flags => flags.Set[item],
            _ when column.Definition.Type == AttributeType.Categories => column.Texts(item).Take(MostValues).ToArray(),
            _ => column.Texts(item)[0],
        };
}
