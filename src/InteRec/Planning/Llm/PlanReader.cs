using System.Text.Json;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Llm;

/// <summary>
/// Reads a plan out of what a model wrote: also with words or a code fence around it, a trailing comma, a list that was written as one
/// value, or the steps one level too high. What cannot be mended becomes a sentence that the model can act on.
/// </summary>
internal static class PlanReader
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "lists", "steps", "to", "unlike", "items", "exclude", "excludeSeries", "attributes", "liked", "disliked", "seen", "unwanted", "preferred", "any", "all", "none", "ranges", "outside", "or",
    };

    /// <summary>The plan, or null and the problem.</summary>
    public static (Plan? Plan, string? Problem) Read(string text)
    {
        if (Json(text) is not { } json)
        {
            return (null, "The answer has no JSON object in it. Answer with one JSON object and nothing else.");
        }

        try
        {
            var root = JsonNode.Parse(json, documentOptions: Tolerant) as JsonObject;
            return root is null ? (null, "The answer is not a JSON object.") : (Shape(root).Deserialize<Plan>(PlanJson.Lenient), null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // A duplicate key is an ArgumentException, an unknown or missing tool a NotSupportedException or a JsonException with a path.
            return (null, e is JsonException { Path: { } path } ? $"The value at {path} has the wrong type or names an unknown tool." : "The answer is not valid JSON for a plan.");
        }
    }

    /// <summary>The first whole JSON object of a text, or null. A brace within prose begins none, and of an answer that was cut no part is taken for the whole.</summary>
    internal static string? Json(string text)
    {
        for (var start = text.IndexOf('{'); start >= 0; start = text.IndexOf('{', start + 1))
        {
            if (text.AsSpan(start + 1).TrimStart() is not (['"' or '}' or '/', ..]))
            {
                continue;
            }

            return End(text, start) is > 0 and var end ? text[start..end] : null;
        }

        return null;
    }

    private static int End(string text, int start)
    {
        var (depth, inText) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (inText)
            {
                inText = c != '"';
                i += c == '\\' ? 1 : 0;
                continue;
            }

            inText = c == '"';
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static JsonObject Shape(JsonObject root)
    {
        if (root["plan"] is JsonObject inner && root["lists"] is null)
        {
            root = inner.DeepClone().AsObject();
        }

        if (root["intent"] is null && root["lists"] is null && root["steps"] is null)
        {
            throw new JsonException("neither intent nor lists");
        }

        if (root["steps"] is { } steps && root["lists"] is null)
        {
            root.Remove("steps");
            root["lists"] = new JsonArray(new JsonObject { ["steps"] = steps.DeepClone() });
        }

        Mend(root);
        return root;
    }

    /// <summary><c>to</c> is a list of items in a step, and a number in a condition.</summary>
    private static bool IsBound(string name, JsonNode value) => name == "to" && value.GetValueKind() == JsonValueKind.Number;

    /// <summary>An empty text in a list names nothing.</summary>
    private static bool IsBlank(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && string.IsNullOrWhiteSpace(text);

    private static void Mend(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Mend(element);
            }
        }

        if (node is not JsonObject parent)
        {
            return;
        }

        foreach (var (name, value) in parent.ToList())
        {
            if (value is not null and not JsonArray && Lists.Contains(name) && !IsBound(name, value))
            {
                parent[name] = new JsonArray(value.DeepClone());
            }
            else if (name == "count" && value is JsonValue text && text.TryGetValue<string>(out var digits) && int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var count))
            {
                parent[name] = count;
            }
            else if (value is JsonArray { Count: > 0 } texts && Lists.Contains(name) && texts.RemoveAll(IsBlank) > 0 && texts.Count == 0)
            {
                parent.Remove(name);
            }
            else if (value is null && (Lists.Contains(name) || name == "count") && name is not ("items" or "exclude" or "excludeSeries" or "attributes" or "unlike"))
            {
                parent.Remove(name);
            }

            Mend(parent[name]);
        }
    }
}
