using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Reading;

/// <summary>
/// Reads a plan out of what a model wrote: also with words, a code fence or another object around it, as a text within a text, or after a
/// draft. What it thinks aloud counts for nothing. What cannot be mended becomes a sentence that the model can act on.
/// </summary>
internal static class PlanReader
{
    /// <summary>Places at which an object may begin that are tried: prose full of braces ends here.</summary>
    private const int MostTried = 200;

    /// <summary>How deep a plan may lie in other objects: <c>{"answer": {"plan": {...}}}</c>.</summary>
    private const int DeepestWrap = 3;

    /// <summary>
    /// The plan, or null and the problem. Of several plans the last whole one counts; one that names its intent before one that does not.
    /// </summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="tools">The tools that it may call; null: ours alone.</param>
    public static (Plan? Plan, string? Problem) Read(string text, ToolBox? tools = null)
    {
        var objects = Objects(text);
        if (objects.Count == 0)
        {
            return (null, "The answer has no JSON object in it. Answer with one JSON object and nothing else.");
        }

        var plans = objects.Select(o => Unwrap(o)).OfType<JsonObject>().OrderBy(o => o.ContainsKey("intent")).Reverse();
        var problem = (string?)null;
        foreach (var candidate in plans)
        {
            var (plan, wrong) = Parse(candidate, (tools ?? ToolBox.BuiltIn).Lenient);
            if (plan is not null)
            {
                return (plan, null);
            }

            problem ??= wrong;
        }

        return (null, problem ?? "The JSON object has neither intent nor lists, so it is no plan.");
    }

    /// <summary>The last whole JSON object of an answer, or null.</summary>
    internal static string? Json(string text) => Objects(text).LastOrDefault()?.ToJsonString();

    private static (Plan? Plan, string? Problem) Parse(JsonObject json, JsonSerializerOptions options)
    {
        try
        {
            return (PlanShape.Mend(json, options).Deserialize<Plan>(options)! with { Within = null }, null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // An unknown or missing tool is a NotSupportedException or a JsonException with a path.
            return (
                null,
                e is JsonException { Path: { } path }
                    ? $"The value at {path} has the wrong type or names an unknown tool."
                    : "The answer is not valid JSON for a plan."
            );
        }
    }

    private static List<JsonObject> Objects(string text)
    {
        var said = AnswerText.Of(text);
        if (LooseJson.Whole(said) is JsonValue value && value.TryGetValue<string>(out var inner))
        {
            said = inner;
        }

        var found = Scan(said);
        return found.Count == 0 && said.Contains("\\\"", StringComparison.Ordinal)
            ? Scan(said.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal))
            : found;
    }

    /// <summary>
    /// The whole objects of a text, none within another. A brace within prose begins none; of an answer that was cut or is broken no part
    /// is taken for the whole, which a part that names an intent is.
    /// </summary>
    private static List<JsonObject> Scan(string text)
    {
        var found = new List<JsonObject>();
        var (isBroken, tried) = (false, 0);
        for (var at = text.IndexOf('{'); at >= 0 && tried < MostTried; at = at < text.Length ? text.IndexOf('{', at) : -1)
        {
            tried++;
            if (LooseJson.At(text, at, out var end) is not JsonObject json)
            {
                isBroken |= text.AsSpan(at + 1).TrimStart() is ['"' or '\'', ..];
                at++;
                continue;
            }

            if (!isBroken || json.ContainsKey("intent"))
            {
                found.Add(json);
            }

            at = end;
        }

        return found;
    }

    /// <summary>The object itself or the one within it that has the parts of a plan.</summary>
    private static JsonObject? Unwrap(JsonNode? node, int depth = 0)
    {
        var json = node switch
        {
            JsonArray { Count: 1 } array => array[0] as JsonObject,
            JsonValue value when value.TryGetValue<string>(out var text) && text.TrimStart().StartsWith('{') => LooseJson.Whole(text)
                as JsonObject,
            _ => node as JsonObject,
        };
        PlanShape.Name(json);
        return json is null || depth > DeepestWrap ? null
            : json["plan"] is JsonObject inner && json["lists"] is null ? Unwrap(inner, depth + 1)
            : PlanShape.IsPlan(json) ? json
            : json.Select(p => Unwrap(p.Value, depth + 1)).FirstOrDefault(o => o is not null);
    }
}
