using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>What is remembered of a person, in words.</summary>
internal static class ProfileWords
{
    /// <summary>All of it as a text.</summary>
    public static string Recall(PlanningInput input)
    {
        var catalog = input.Serving.Catalog;
        var said = ProfileChanges.Of(input.State.Remembered, null, catalog, default, string.Empty).Add;
        var entries = input
            .Profile.Entries.Concat(said)
            .Select(e => (e.Kind, Name: e.ItemId is { } id ? Name(catalog, id) : e.Value ?? string.Empty));
        return SmallTalk.Recall([.. entries.Where(e => e.Name.Length > 0).Distinct()], input.Profile.History.Count, catalog.Schema);
    }

    /// <summary>The title of an item by id, or the value itself.</summary>
    public static string Name(CatalogSnapshot catalog, string idOrValue) =>
        catalog.IndexOf(idOrValue) is >= 0 and var item ? catalog.Title(item) : idOrValue;
}
