using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn;

/// <summary>How a question of fact is answered.</summary>
/// <param name="Intent">Look-up or comparison.</param>
/// <param name="Lookup">The step that gives the facts.</param>
/// <param name="Items">The items it is about.</param>
/// <param name="Verdict">What is said before the facts, or null.</param>
internal sealed record FactAnswer(Intent Intent, LookupStep Lookup, IReadOnlyList<int> Items, string? Verdict = null)
{
    private const int MostItems = 10;

    /// <summary>The step of a question about items, of which the first ten are told.</summary>
    /// <param name="catalog">The catalogue of the items.</param>
    /// <param name="question">See <see cref="LookupStep.Question"/>.</param>
    /// <param name="items">Item indexes.</param>
    /// <param name="attributes">The attributes asked about; null for the main ones.</param>
    public static LookupStep Step(CatalogSnapshot catalog, string question, IReadOnlyList<int> items, IReadOnlyList<string>? attributes) =>
        new()
        {
            Question = question,
            Items = [.. items.Take(MostItems).Select(catalog.ItemId)],
            Attributes = attributes,
        };
}
