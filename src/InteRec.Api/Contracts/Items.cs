namespace InteRec.Api.Contracts;

/// <summary>An item as it is stored.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Year">Its year, or null.</param>
/// <param name="Hidden">True when it is never in a list.</param>
/// <param name="Attributes">The values by attribute: a text, a number, true or false, or a list of texts.</param>
public sealed record ItemAnswer(string ItemId, string Title, int? Year, bool Hidden, IReadOnlyDictionary<string, object> Attributes);

/// <summary>What an upsert of items did.</summary>
/// <param name="Inserted">Items that were new.</param>
/// <param name="Updated">Items whose values changed.</param>
/// <param name="Unchanged">Items that were there already as they are.</param>
public sealed record ItemsUpserted(long Inserted, long Updated, long Unchanged);

/// <summary>Items to hide or to show again.</summary>
/// <param name="ItemIds">The items.</param>
/// <param name="Hidden">True: never in a list; false: as any other. Default true.</param>
public sealed record HideRequest(IReadOnlyList<string> ItemIds, bool Hidden = true);

/// <summary>What hiding did.</summary>
/// <param name="Changed">Items whose mark changed.</param>
public sealed record ItemsHidden(int Changed);

/// <summary>The catalogue in short, for pages and for whoever writes conditions.</summary>
/// <param name="Name">Name of the dataset.</param>
/// <param name="Title">Its title for people.</param>
/// <param name="Item">What one item is called, and several.</param>
/// <param name="Count">Items that may be in a list.</param>
/// <param name="Users">Users that the log knows.</param>
/// <param name="Interactions">Rows of the log.</param>
/// <param name="Attributes">The attributes that conditions may name.</param>
/// <param name="Examples">Messages that can be tried.</param>
public sealed record CatalogueAnswer(
    string Name,
    string Title,
    ItemName Item,
    int Count,
    long Users,
    long Interactions,
    IReadOnlyList<AttributeAnswer> Attributes,
    IReadOnlyList<string> Examples
);

/// <summary>What items are called.</summary>
public sealed record ItemName(string Singular, string Plural);

/// <summary>One attribute of the items.</summary>
/// <param name="Name">Its name in conditions.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Type"><c>text</c>, <c>category</c>, <c>categories</c>, <c>number</c>, <c>date</c> or <c>flag</c>.</param>
/// <param name="Role">What it means: <c>title</c>, <c>year</c>, <c>kind</c>, <c>people</c> ...; <c>none</c> for nothing special.</param>
/// <param name="Unit">Unit of a number, or null.</param>
/// <param name="Filterable">Whether conditions may name it.</param>
public sealed record AttributeAnswer(string Name, string Label, string Type, string Role, string? Unit, bool Filterable);
