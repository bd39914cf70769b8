using InteRec.Catalog;
using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// What items of a catalogue have in common: for every value of its categories (a genre, a person, a keyword) the items that have it.
/// </summary>
public sealed class ItemFacts
{
    private readonly IReadOnlyList<string> _itemIds;
    private readonly IReadOnlyList<int[]> _items;

    /// <summary>Facts given one by one.</summary>
    /// <param name="itemIds">Item ids by index.</param>
    /// <param name="items">For each fact the indexes of the items that have it.</param>
    public ItemFacts(IReadOnlyList<string> itemIds, IReadOnlyList<int[]> items) => (_itemIds, _items) = (itemIds, items);

    /// <summary>The facts of a catalogue that at least two of its items share.</summary>
    public static ItemFacts Of(CatalogSnapshot catalog) =>
        new(
            catalog.ItemIds,
            [
                .. from column in catalog.Columns.OfType<CategoryColumn>()
                from value in Enumerable.Range(0, column.Values.Count)
                where column.CountOf(value) > 1
                select column.ItemsWith(value).ToArray(),
            ]
        );

    /// <summary>The same over other items, which are known by their ids: a row a fact, every value 1.</summary>
    internal SparseRows Over(IReadOnlyList<string> itemIds)
    {
        var columnOf = ItemIndexes.Of(_itemIds, itemIds);
        var columns = _items.Select(items => items.Select(item => columnOf[item]).Where(column => column >= 0).ToList());
        return SparseRows.FromLists([.. columns], itemIds.Count);
    }
}
