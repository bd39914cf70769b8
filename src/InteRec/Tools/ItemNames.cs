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
