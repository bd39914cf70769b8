using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>The schema of a record, from its properties and their descriptions.</summary>
internal static class RecordSchema
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "type",
        "enum",
        "const",
        "anyOf",
        "properties",
        "required",
        "items",
        "additionalProperties",
        "description",
        "$ref",
    };

    /// <summary>Marks what is no matter of a model that plans.</summary>
    private const string NotForModels = "notForModels";

    private static readonly Dictionary<Type, string> Shared = new()
    {
        [typeof(ItemFilter)] = PlanSchema.Conditions,
        [typeof(ProfileChange)] = PlanSchema.Profile,
    };

    /// <summary>Generates it; <paramref name="brief"/>: without descriptions, and with nothing that may be null.</summary>
    public static JsonObject Of(Type type, bool brief, ToolBox tools)
    {
        var exported = tools.Strict.GetJsonSchemaAsNode(
            type,
            new JsonSchemaExporterOptions
            {
                TreatNullObliviousAsNonNullable = true,
                TransformSchemaNode = (context, schema) => Transform(context, schema, tools),
            }
        );
        return (JsonObject)Tidy(exported, brief)!;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, ToolBox tools)
    {
        if (context.PropertyInfo is not null && Shared.TryGetValue(context.TypeInfo.Type, out var definition))
        {
            schema = new JsonObject
            {
                ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/$defs/{definition}" }, new JsonObject { ["type"] = "null" }),
            };
        }

        if (
            context.PropertyInfo?.PropertyType == typeof(CallerConditions)
            || context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(BrowsableAttribute), false)
                is [BrowsableAttribute { Browsable: false }]
        )
        {
            schema[NotForModels] = true;
        }

        if (context.TypeInfo.Type == typeof(Intent))
        {
            schema[NotForModels] = new JsonArray([.. Hidden(typeof(Intent)).Select(name => JsonValue.Create(name))]);
        }

        var attribute =
            context.PropertyInfo?.AttributeProvider is { } provider
            && provider.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute own, ..]
                ? own
            : context.PropertyInfo is null ? context.TypeInfo.Type.GetCustomAttribute<DescriptionAttribute>()
            : null;
        if (attribute is not null && schema is JsonObject described)
        {
            described["description"] =
                attribute.Description
                + (tools.OwnRankers.Count > 0 && IsOrder(context.PropertyInfo) ? $" Also {string.Join(", ", tools.OwnRankers)}." : "");
        }

        return schema;
    }

    private static IEnumerable<string> Hidden(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.GetCustomAttribute<BrowsableAttribute>() is { Browsable: false })
            .Select(f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name);

    private static bool IsOrder(JsonPropertyInfo? property) =>
        property?.DeclaringType == typeof(RankStep) && property.AttributeProvider is MemberInfo { Name: nameof(RankStep.By) };

    /// <summary>Only the keywords that are understood everywhere; each branch of an anyOf a whole object of its own.</summary>
    private static JsonNode? Tidy(JsonNode? node, bool brief)
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
                "properties" => new JsonObject(
                    ((JsonObject)value!)
                        .Where(p => !brief || p.Value is not JsonObject property || !property.ContainsKey(NotForModels))
                        .Select(p => KeyValuePair.Create(p.Key, Tidy(p.Value, brief)))
                ),
                "enum" when brief && schema[NotForModels] is JsonArray hidden => new JsonArray([
                    .. ((JsonArray)value!).Where(v => !hidden.Any(h => JsonNode.DeepEquals(h, v))).Select(v => v?.DeepClone()),
                ]),
                "items" => Tidy(value, brief),
                "anyOf" => new JsonArray([.. ((JsonArray)value!).Select(b => Tidy(Branch(schema, b), brief))]),
                _ => value?.DeepClone(),
            };
        }

        if (tidy.ContainsKey("anyOf"))
        {
            tidy.Remove("type");
            tidy.Remove("required");
        }

        if (tidy.ContainsKey("properties"))
        {
            tidy["additionalProperties"] = false;
        }

        return brief ? Brief(tidy) : tidy;
    }

    private static JsonNode Brief(JsonObject tidy)
    {
        tidy.Remove("description");
        if (tidy["type"] is JsonArray types)
        {
            tidy["type"] = types.First(t => t!.GetValue<string>() != "null")!.DeepClone();
        }

        var isTexts =
            tidy["items"] is JsonObject { Count: 1 } items && items["type"] is JsonValue text && text.GetValue<string>() == "string";
        return isTexts ? new JsonObject { ["$ref"] = $"#/$defs/{ConditionsSchema.Words}" }
            : tidy["anyOf"] is JsonArray and [var only, JsonObject { Count: 1 } other] && other["type"]?.ToString() == "null"
                ? only!.DeepClone()
            : tidy;
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
        var required = (parent["required"] as JsonArray ?? [])
            .Concat(whole["required"] as JsonArray ?? [])
            .Select(r => r!.GetValue<string>())
            .Distinct(StringComparer.Ordinal);
        whole["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        return whole;
    }
}
