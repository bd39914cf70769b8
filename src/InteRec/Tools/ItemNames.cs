using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>Item ids as plans carry them once they are grounded, to indexes.</summary>
internal static class ItemNames
{
    /// <summary>The items of the ids that the catalogue has, each once, in their order.</summary>
    public static List<int> Indexes(CatalogSnapshot catalog, IReadOnlyList<string>? itemIds)
    {
        var items = new List<int>(itemIds?.Count ?? 0);
        var taken = new Bitmap(catalog.Count);
        foreach (var itemId in itemIds ?? [])
        {
            if (catalog.IndexOf(itemId) is >= 0 and var item && !taken[item])
            {
                taken.Add(item);
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>
    /// Those of the items that may be spoken of, and what is to be said where some are hidden: their facts are no more told than they are
    /// listed.
    /// </summary>
    public static (List<int> Items, Notice? Withheld) Shown(CatalogSnapshot catalog, IReadOnlyList<string>? itemIds)
    {
        var items = Indexes(catalog, itemIds);
        var hidden = items.RemoveAll(item => !catalog.Available[item]);
        var noun = catalog.Schema.Item;
        return (
            items,
            hidden == 0
                ? null
                : new Notice(
                    NoticeCodes.UnknownItem,
                    hidden == 1 && items.Count == 0
                        ? $"That {noun.Singular} is not on offer here, so I can say nothing about it."
                        : $"Of these {noun.Plural} {ListWords.Number(hidden)} {(hidden == 1 ? "is" : "are")} not on offer here, so I "
                            + $"leave {(hidden == 1 ? "it" : "them")} out."
                )
        );
    }

    /// <summary>The same as a set.</summary>
    public static Bitmap Set(CatalogSnapshot catalog, IReadOnlyList<string>? itemIds)
    {
        var set = new Bitmap(catalog.Count);
        foreach (var itemId in itemIds ?? [])
        {
            if (catalog.IndexOf(itemId) is >= 0 and var item)
            {
                set.Add(item);
            }
        }

        return set;
    }
}
