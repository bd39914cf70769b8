using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Reading;

/// <summary>
/// Brings a plan into the shape that its records have, by what they are declared as: a list that was written as one value, what was written
/// as a text, steps one level too high or as calls of functions, capitals where words are small.
/// </summary>
internal static class PlanShape
{
    /// <summary>Texts of a closed set, whose words are small.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "order", "question" };

    private static readonly string[] ToolNames = ["name", "type", "function", "action"];
    private static readonly string[] ArgumentNames = ["arguments", "parameters", "args", "input"];

    /// <summary>True for what has a part of a plan.</summary>
    public static bool IsPlan(JsonObject json) => json.ContainsKey("intent") || json.ContainsKey("lists") || json.ContainsKey("steps");

    /// <summary>Writes the names of the members as the records have them: <c>Exclude_Series</c> is <c>excludeSeries</c>.</summary>
    public static void Name(JsonObject? json)
    {
        foreach (var (name, value) in json?.ToList() ?? [])
        {
            var parts = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
            var own = string.Concat(parts.Select((p, i) => (i == 0 ? char.ToLowerInvariant(p[0]) : char.ToUpperInvariant(p[0])) + p[1..]));
            if (own != name && own.Length > 0 && !json!.ContainsKey(own))
            {
                json.Remove(name);
                json[own] = value;
            }
        }
    }

    /// <summary>The plan in its own shape.</summary>
    /// <param name="plan">The plan; it is changed.</param>
    /// <param name="options">Know the tools that it may call.</param>
    public static JsonObject Mend(JsonObject plan, JsonSerializerOptions options)
    {
        if (plan["lists"] is null && plan.Remove("steps", out var steps) && steps is not null)
        {
            plan["lists"] = new JsonArray(new JsonObject { ["steps"] = steps });
        }

        return Mend(plan, typeof(Plan), options);
    }

    /// <summary>An object in the shape of a record. What is null has a default, or is asked for by the validator.</summary>
    /// <param name="json">The object; it is changed.</param>
    /// <param name="type">The record.</param>
    /// <param name="options">Know the tools that it may call.</param>
    public static JsonObject Mend(JsonObject json, Type type, JsonSerializerOptions options)
    {
        Name(json);
        type = type == typeof(PlanStep) ? Step(json, options) : type;
        foreach (var name in json.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            json.Remove(name);
        }

        foreach (var property in options.GetTypeInfo(type).Properties)
        {
            if (json.Remove(property.Name, out var value) && Shaped(value, property.PropertyType, options) is { } shaped)
            {
                json[property.Name] = Words.Contains(property.Name) ? Word(shaped) : shaped;
            }
        }

        return json;
    }

    /// <summary>The type of a step, also of one that was written as a call: <c>{"name": "rank", "arguments": {...}}</c>.</summary>
    private static Type Step(JsonObject step, JsonSerializerOptions options)
    {
        if (step["tool"] is null && ToolNames.FirstOrDefault(n => step[n] is JsonValue) is { } name && step.Remove(name, out var called))
        {
            step["tool"] = called;
        }

        if (ArgumentNames.FirstOrDefault(n => step[n] is JsonObject) is { } arguments && step.Remove(arguments, out var values))
        {
            foreach (var (key, value) in values!.AsObject())
            {
                step[key] = value?.DeepClone();
            }

            Name(step);
        }

        var tool = step.Remove("tool", out var written) && written is not null ? Word(written) : null;
        step["tool"] = tool;
        var steps = options.GetTypeInfo(typeof(PlanStep)).PolymorphismOptions!.DerivedTypes;
        return steps.FirstOrDefault(s => Equals(s.TypeDiscriminator, tool?.ToString())).DerivedType ?? typeof(PlanStep);
    }

    /// <summary>A value that stands nowhere yet in the shape of a type; null where it says nothing.</summary>
    private static JsonNode? Shaped(JsonNode? value, Type type, JsonSerializerOptions options)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = options.GetTypeInfo(type);
        if (value is JsonValue text && type != typeof(string))
        {
            value = type.IsEnum ? Word(text) : Inner(text) ?? (info.Kind == JsonTypeInfoKind.None ? Number(text) : null) ?? value;
        }

        return value switch
        {
            null => null,
            _ when type == typeof(ItemFilter) => Conditions(value, options),
            _ when info.Kind == JsonTypeInfoKind.Enumerable => List(value as JsonArray ?? [value], info.ElementType!, options),
            JsonObject json when info.Kind == JsonTypeInfoKind.Object => Mend(json, type, options),
            _ => value,
        };
    }

    /// <summary>An empty text in a list names nothing, and a list of nothing else is none.</summary>
    private static JsonArray? List(JsonArray list, Type element, JsonSerializerOptions options)
    {
        var all = list.ToList();
        list.Clear();
        foreach (var value in all.Where(v => !IsBlank(v)))
        {
            list.Add(Shaped(value, element, options));
        }

        return list.Count > 0 || all.Count == 0 ? list : null;
    }

    /// <summary>Conditions, whose names are attributes, and their alternatives, in one list or several.</summary>
    private static JsonNode Conditions(JsonNode node, JsonSerializerOptions options)
    {
        foreach (var group in (node as JsonArray ?? []).OfType<JsonNode>())
        {
            Conditions(group, options);
        }

        foreach (var (name, value) in (node as JsonObject)?.ToList() ?? [])
        {
            node.AsObject().Remove(name);
            var read = value is JsonValue text ? Inner(text) ?? value : value;
            var shaped = read switch
            {
                null => null,
                _ when name == ItemFilterJsonConverter.Or => Conditions(read as JsonArray ?? [read], options),
                _ when name == ItemFilterJsonConverter.Not => Conditions(read, options),
                _ => Shaped(read, typeof(AttributeCondition), options),
            };
            if (shaped is not null)
            {
                node[name] = shaped;
            }
        }

        return node;
    }

    /// <summary>An object or list that was written as a text.</summary>
    private static JsonNode? Inner(JsonValue value) =>
        value.TryGetValue<string>(out var text) && text.TrimStart() is ['{' or '[', ..] ? LooseJson.Whole(text) : null;

    private static JsonNode? Number(JsonValue value) =>
        value.TryGetValue<string>(out var digits)
        && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number == Math.Truncate(number) && Math.Abs(number) < int.MaxValue
                ? (int)number
                : number
            : null;

    private static JsonNode Word(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var word)
            ? word.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_')
            : value;

    private static bool IsBlank(JsonNode? node) =>
        node is null || (node is JsonValue value && value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text));
}
