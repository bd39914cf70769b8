using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>An item that a text was read as.</summary>
internal sealed record ItemReading(int Item, bool IsGuess);

/// <summary>Reads item ids and titles.</summary>
internal sealed class ItemReader(CatalogSnapshot catalog, Lazy<TitleResolver> titles)
{
    /// <summary>The item that the text means, or null. Of items that it names equally well, one that may be listed.</summary>
    public ItemReading? Read(string text)
    {
        if (catalog.IndexOf(text) is >= 0 and var item)
        {
            return new ItemReading(item, false);
        }

        return titles.Value.Resolve(text) is not { } match
            ? null
            : new ItemReading(
                catalog.Available[match.Item] ? match.Item : match.Alternatives.FirstOrDefault(i => catalog.Available[i], match.Item),
                match.IsCorrected
            );
    }

    /// <summary>All items that have the title, and nothing guessed; empty where none has.</summary>
    public IReadOnlyList<int> Named(string title) =>
        titles.Value.Resolve(title) is { Kind: TitleMatchKind.Title or TitleMatchKind.Alternative or TitleMatchKind.Variant } match
            ? [match.Item, .. match.Alternatives]
            : [];
}
