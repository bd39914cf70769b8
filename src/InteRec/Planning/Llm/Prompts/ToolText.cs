using System.Text;
using System.Text.Json;
using InteRec.Catalog;

namespace InteRec.Planning.Llm.Prompts;

/// <summary>The attributes in words for a model, from the same declarations that the schema is made of.</summary>
internal static class ToolText
{
    private const int MostValues = 64;
    private const int FewValues = 4;

    /// <summary>
    /// One line an attribute that can be filtered on: name, type, label, and its values, all of a short vocabulary and the most frequent of a long
    /// one; and one for a description, which a look-up gives.
    /// </summary>
    public static string Attributes(CatalogSnapshot catalog)
    {
        var text = new StringBuilder();
        foreach (var attribute in catalog.Schema.Attributes.Where(a => a.Filterable || a.Role == AttributeRole.Description))
        {
            if (attribute.Role == AttributeRole.Description)
            {
                text.Append("- ").Append(attribute.Name).Append(" (what it is about, in prose: for lookup and search, never in a filter)\n");
                continue;
            }

            text.Append("- ").Append(attribute.Name).Append(" (").Append(JsonSerializer.Serialize(attribute.Type).Trim('"'));
            if (attribute.Label is { } label && label != attribute.Name)
            {
                text.Append(", ").Append(label);
            }

            text.Append(attribute.Unit is { } unit ? $", in {unit})" : ")").Append(Values(catalog, attribute)).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private static string Values(CatalogSnapshot catalog, AttributeDefinition attribute)
    {
        if (catalog.Numbers(attribute.Name) is { } numbers && !double.IsNaN(numbers.Least))
        {
            return FormattableString.Invariant($": {numbers.Least} to {numbers.Greatest}");
        }

        // Of people a model knows how they are called.
        if (attribute.Role == AttributeRole.People || catalog.Categories(attribute.Name) is not { Values.Count: > 0 } column)
        {
            return string.Empty;
        }

        var most = attribute.Role is AttributeRole.Kind or AttributeRole.Mood or AttributeRole.Audience ? MostValues : FewValues;
        var values = attribute.Order.Count > 0
            ? attribute.Order
            : [.. Enumerable.Range(0, column.Values.Count).OrderByDescending(column.CountOf).ThenBy(v => v).Take(most).Select(v => column.Values[v])];
        return $": {string.Join(", ", values.Select(v => DataBlock.Line(v, 60)))}{(column.Values.Count > values.Count ? ", ..." : string.Empty)}";
    }
}
