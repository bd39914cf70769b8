using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using InteRec.Catalog;

namespace InteRec.Planning;

/// <summary>The schema of a record, from its properties and their descriptions.</summary>
internal static class RecordSchema
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "type", "enum", "const", "anyOf", "properties", "required", "items", "additionalProperties", "description", "$ref",
    };

    /// <summary>Generates it. <paramref name="strict"/>: every property is required.</summary>
    public static JsonObject Of(Type type, bool strict)
    {
        var exported = PlanJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        return (JsonObject)Tidy(exported, strict)!;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(ItemFilter))
        {
            schema = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/$defs/{PlanSchema.Conditions}" }, new JsonObject { ["type"] = "null" }) };
        }

        var attribute = context.PropertyInfo?.AttributeProvider is { } provider && provider.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute own, ..]
            ? own
            : context.PropertyInfo is null ? context.TypeInfo.Type.GetCustomAttribute<DescriptionAttribute>() : null;
        if (attribute is not null && schema is JsonObject described)
        {
            described["description"] = attribute.Description;
        }

        return schema;
    }

    /// <summary>Only the keywords that are understood everywhere; each branch of an anyOf a whole object of its own.</summary>
    private static JsonNode? Tidy(JsonNode? node, bool strict)
    {
        if (node is not JsonObject schema)
        {
            return node?.DeepClone();
        }

        var tidy = new JsonObject();
        foreach (var (keyword, value) in schema.Where(k => Kept.Contains(k.Key)))
        {
            tidy[keyword] = keyword switch
            {
                "properties" => new JsonObject(((JsonObject)value!).Select(p => KeyValuePair.Create(p.Key, Tidy(p.Value, strict)))),
                "items" => Tidy(value, strict),
                "anyOf" => new JsonArray([.. ((JsonArray)value!).Select(b => Tidy(Branch(schema, b), strict))]),
                _ => value?.DeepClone(),
            };
        }

        if (tidy.ContainsKey("anyOf"))
        {
            tidy.Remove("type");
            tidy.Remove("required");
        }

        if (tidy["properties"] is JsonObject properties)
        {
            tidy["additionalProperties"] = false;
            tidy["required"] = strict ? new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]) : tidy["required"]?.DeepClone() ?? new JsonArray();
        }

        return tidy;
    }

    /// <summary>What stands beside an anyOf holds for each of its branches.</summary>
    private static JsonNode? Branch(JsonObject parent, JsonNode? branch)
    {
        if (branch is not JsonObject { } own || !own.ContainsKey("properties"))
        {
            return branch;
        }

        var whole = (JsonObject)own.DeepClone();
        whole["type"] = "object";
        var required = (parent["required"] as JsonArray ?? []).Concat(whole["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>()).Distinct(StringComparer.Ordinal);
        whole["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        return whole;
    }
}
