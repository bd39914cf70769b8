namespace InteRec.Catalog;

/// <summary>One item as it is imported and stored: its id and the values of its attributes as text.</summary>
/// <param name="ItemId">The id that interactions refer to.</param>
/// <param name="Values">
/// Attribute name to values. A single-valued attribute has one value; an attribute without a value is absent. Numbers and dates are in
/// invariant text, flags are "true" or "false".
/// </param>
/// <param name="Hidden">True when the item must never be in a list.</param>
public sealed record Item(string ItemId, IReadOnlyDictionary<string, IReadOnlyList<string>> Values, bool Hidden = false);
