using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Llm;

/// <summary>
/// Brings a plan into the shape that its records have: a list that was written as one value, steps one level too high or as calls of
/// functions, numbers as texts, capitals where words are small.
/// </summary>
internal static class PlanShape
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "lists", "steps", "to", "unlike", "items", "exclude", "excludeSeries", "attributes", "liked", "disliked", "seen", "unwanted", "preferred",
    };

    private static readonly HashSet<string> ConditionLists = new(StringComparer.Ordinal) { "any", "all", "none", "ranges", "outside" };

    /// <summary>Where a member stands: in a plan, among conditions, whose names are attributes, or in the condition of one attribute.</summary>
    private enum Place
    {
        Plan,
        Conditions,
        Condition,
    }

    private static readonly HashSet<string> Objects = new(StringComparer.Ordinal) { "where", "prefer", "remember", "forget", "not" };

    /// <summary>Words of a closed set, which are small.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "intent", "tool", "order", "question" };

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
    public static JsonObject Mend(JsonObject plan)
    {
        if (plan["steps"] is { } steps && plan["lists"] is null)
        {
            plan.Remove("steps");
            plan["lists"] = new JsonArray(new JsonObject { ["steps"] = steps });
        }

        Mend(plan, Place.Plan);
        foreach (var list in (plan["lists"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var step in (list["steps"] as JsonArray ?? []).OfType<JsonObject>())
            {
                Step(step);
            }
        }

        return plan;
    }

    /// <summary>A step that was written as a call: <c>{"name": "rank", "arguments": {...}}</c>.</summary>
    private static void Step(JsonObject step)
    {
        if (step["tool"] is null && ToolNames.FirstOrDefault(n => step[n] is JsonValue) is { } name)
        {
            step["tool"] = step[name]!.DeepClone();
            step.Remove(name);
            Word(step, "tool");
        }

        if (ArgumentNames.FirstOrDefault(n => step[n] is JsonObject) is { } arguments)
        {
            var values = step[arguments]!.AsObject();
            step.Remove(arguments);
            foreach (var (key, value) in values.ToList())
            {
                step[key] = value?.DeepClone();
            }

            Mend(step, Place.Plan);
        }
    }

    private static void Mend(JsonNode? node, Place place)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Mend(element, place);
            }
        }

        if (node is not JsonObject parent)
        {
            return;
        }

        if (place == Place.Plan)
        {
            Name(parent);
        }

        foreach (var name in parent.Select(p => p.Key).ToList())
        {
            Member(parent, name, place);
            Mend(parent[name], Within(place, name));
        }
    }

    private static Place Within(Place place, string name) => place switch
    {
        Place.Plan => name is "where" or "prefer" ? Place.Conditions : Place.Plan,
        Place.Conditions => name is "or" or "not" ? Place.Conditions : Place.Condition,
        _ => Place.Condition,
    };

    private static bool IsList(Place place, string name) => place switch
    {
        Place.Plan => Lists.Contains(name),
        Place.Conditions => name == "or",
        _ => ConditionLists.Contains(name),
    };

    private static void Member(JsonObject parent, string name, Place place)
    {
        var isList = IsList(place, name);
        if (parent[name] is JsonValue json && (isList || place == Place.Conditions || Objects.Contains(name)) && Inner(json) is { } inner)
        {
            parent[name] = inner;
        }

        var value = parent[name];
        if (value is null)
        {
            // What may not be null has a default, or is asked for by the validator.
            parent.Remove(name);
        }
        else if (place == Place.Plan && Words.Contains(name))
        {
            Word(parent, name);
        }
        else if (isList && value is not JsonArray)
        {
            parent.Remove(name);
            parent[name] = new JsonArray(value);
        }
        else if (isList && value is JsonArray { Count: > 0 } texts && texts.RemoveAll(IsBlank) > 0 && texts.Count == 0)
        {
            parent.Remove(name);
        }
        else if (place != Place.Conditions && name is "count" or "keep" or "diversity" or "novelty" or "from" or "to" && Number(value) is { } number)
        {
            parent[name] = number;
        }
    }

    /// <summary>An object or list that was written as a text.</summary>
    private static JsonNode? Inner(JsonValue value) =>
        value.TryGetValue<string>(out var text) && text.TrimStart() is ['{' or '[', ..] ? LooseJson.Whole(text) : null;

    private static JsonNode? Number(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var digits) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number == Math.Truncate(number) && Math.Abs(number) < int.MaxValue ? (int)number : number
            : null;

    private static void Word(JsonObject parent, string name)
    {
        if (parent[name] is JsonValue value && value.TryGetValue<string>(out var text))
        {
            parent[name] = text.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        }
    }

    /// <summary>An empty text in a list names nothing.</summary>
    private static bool IsBlank(JsonNode? node) => node is null || (node is JsonValue value && value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text));
}
