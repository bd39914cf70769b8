using System.Text.Json;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Agent.Model;

/// <summary>The words and the thoughts in a message's content: a text, parts, or an object that should have been a text.</summary>
internal static class AnswerContent
{
    /// <summary>A text, or null for anything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The words; null where there are none.</summary>
    public static string? Words(JsonNode? content) =>
        content switch
        {
            JsonArray parts => string.Concat(parts.Select(p => IsThought(p) ? null : Words(p))),
            JsonObject part when part["text"] is { } text => Text(text) ?? Words(text),
            JsonObject { Count: > 0 } part when part["type"] is JsonValue => Text(part["content"]) ?? Text(part["value"]) ?? string.Empty,
            JsonObject part when part["value"] is JsonValue value => Text(value),
            JsonObject answer => answer.ToJsonString(),
            _ => Text(content),
        };

    /// <summary>The thoughts among the parts.</summary>
    public static string? Thoughts(JsonNode? content) =>
        content is JsonArray parts
            ? string.Concat(parts.Where(IsThought).Select(p => Words(p!["thinking"]) ?? Words(p["reasoning"]) ?? Words(p["text"])))
            : null;

    private static bool IsThought(JsonNode? part) =>
        part is JsonObject json
        && json["type"] is JsonValue type
        && type.GetValueKind() == JsonValueKind.String
        && type.ToString() is "thinking" or "reasoning" or "thought" or "redacted_thinking";
}
