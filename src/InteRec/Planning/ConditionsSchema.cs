using System.Text.Json.Nodes;
using InteRec.Catalog;

namespace InteRec.Planning;

/// <summary>The schema of conditions: the attributes that can be filtered on, each with what its type can be asked.</summary>
internal static class ConditionsSchema
{
    /// <summary>A vocabulary up to this size is written out: genres, moods, certificates.</summary>
    private const int SmallVocabulary = 64;

    /// <summary>The object of conditions by attribute.</summary>
    public static JsonObject Of(CatalogSnapshot catalog)
    {
        var properties = new JsonObject();
        foreach (var attribute in catalog.Schema.Attributes.Where(a => a.Filterable && a.Type != AttributeType.Text))
        {
            properties[attribute.Name] = Condition(catalog, attribute);
        }

        return Object(properties, $"Conditions by attribute. Values are written as in the catalogue.");
    }

    /// <summary>The same with every property required and nullable.</summary>
    public static JsonObject Strict(JsonObject conditions)
    {
        var strict = (JsonObject)conditions.DeepClone();
        Require(strict);
        return strict;
    }

    private static void Require(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        schema["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]);
        foreach (var (_, property) in properties)
        {
            Require((JsonObject)property!);
        }
    }

    private static JsonObject Condition(CatalogSnapshot catalog, AttributeDefinition attribute)
    {
        var properties = new JsonObject();
        if (catalog.Categories(attribute.Name) is { } column)
        {
            properties["any"] = Values(column);
            if (attribute.Type == AttributeType.Categories)
            {
                properties["all"] = Values(column);
            }

            properties["none"] = Values(column);
        }
        else if (catalog.Numbers(attribute.Name) is not null)
        {
            properties["from"] = new JsonObject { ["type"] = new JsonArray("number", "null") };
            properties["to"] = new JsonObject { ["type"] = new JsonArray("number", "null") };
        }

        properties["has"] = new JsonObject { ["type"] = new JsonArray("boolean", "null") };
        var condition = Object(properties, Description(catalog, attribute));
        condition["type"] = new JsonArray("object", "null");
        return condition;
    }

    private static JsonObject Values(CategoryColumn column)
    {
        var items = new JsonObject { ["type"] = "string" };
        if (column.Values.Count is > 0 and <= SmallVocabulary)
        {
            items["enum"] = new JsonArray([.. column.Values.Order(StringComparer.Ordinal).Select(v => JsonValue.Create(v))]);
        }

        return new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = items };
    }

    private static string Description(CatalogSnapshot catalog, AttributeDefinition attribute)
    {
        var unit = attribute.Unit is { } u ? $", in {u}" : attribute.Type == AttributeType.Date ? ", a year or yyyymmdd" : "";
        var range = catalog.Numbers(attribute.Name) is { } numbers && !double.IsNaN(numbers.Least) ? FormattableString.Invariant($", {numbers.Least} to {numbers.Greatest}") : "";
        return $"{attribute.DisplayName}{unit}{range}";
    }

    private static JsonObject Object(JsonObject properties, string description) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["properties"] = properties,
        ["required"] = new JsonArray(),
        ["additionalProperties"] = false,
    };
}
