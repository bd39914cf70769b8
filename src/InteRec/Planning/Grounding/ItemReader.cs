using InteRec.Catalog;
using InteRec.Search;

namespace InteRec.Planning.Grounding;

/// <summary>An item that a text was read as.</summary>
internal sealed record ItemReading(int Item, bool IsGuess);

/// <summary>Reads item ids and titles.</summary>
internal sealed class ItemReader(CatalogSnapshot catalog, Lazy<TitleResolver> titles)
{
    /// <summary>The item that the text means, or null.</summary>
    public ItemReading? Read(string text) => catalog.IndexOf(text) is >= 0 and var item
        ? new ItemReading(item, false)
        : titles.Value.Resolve(text) is { } match ? new ItemReading(match.Item, match.IsCorrected) : null;
}
