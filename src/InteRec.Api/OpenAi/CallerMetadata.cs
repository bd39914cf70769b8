using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Api.Json;
using InteRec.Api.Problems;
using InteRec.Conversations;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.OpenAi;

/// <summary>
/// What the caller's program sets for a turn, in the member <c>metadata</c>: the protocol has no other place for it, and there every value
/// is a text. So conditions may come as JSON text, or as they are; other names are the caller's own.
/// </summary>
internal static class CallerMetadata
{
    private const string Path = "$.metadata";

    /// <summary>Which member of a request of ours a name stands for.</summary>
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["where"] = "where",
        ["exclude"] = "exclude",
        ["count"] = "count",
        ["user_ids"] = "userIds",
        ["locale"] = "locale",
    };

    /// <summary>The place in a request of OpenAI's protocol that a place in one of ours came from.</summary>
    public static string PlaceOf(string place)
    {
        var end = place.AsSpan().IndexOfAny('.', '[', ':') is >= 0 and var found ? found : place.Length;
        return Members.FirstOrDefault(m => m.Value == place[..end]).Key is { } name ? $"metadata.{name}{place[end..]}" : place;
    }

    /// <summary>A text that stands under a name, or null.</summary>
    public static string? Text(JsonElement? metadata, string name) =>
        metadata is { ValueKind: JsonValueKind.Object } pairs
        && pairs.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>What is set, as a request without a message.</summary>
    public static (ChatRequest Set, ProblemDetails? Problem) Read(JsonElement? metadata)
    {
        var nothing = new ChatRequest("");
        if (metadata is null or { ValueKind: JsonValueKind.Null })
        {
            return (nothing, null);
        }

        if (metadata is not { ValueKind: JsonValueKind.Object } pairs)
        {
            return (nothing, OpenAiErrors.Refused(OpenAiErrors.InvalidType, Path, "must be an object"));
        }

        if (pairs.TryGetProperty("conversation_id", out var id) && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return (nothing, OpenAiErrors.Refused(OpenAiErrors.InvalidType, $"{Path}.conversation_id", "must be a text"));
        }

        return pairs
            .EnumerateObject()
            .Where(p => Members.ContainsKey(p.Name) && p.Value.ValueKind != JsonValueKind.Null)
            .Aggregate((Set: nothing, Problem: (ProblemDetails?)null), (read, pair) => read.Problem is null ? Set(read.Set, pair) : read);
    }

    private static (ChatRequest Set, ProblemDetails? Problem) Set(ChatRequest before, JsonProperty pair)
    {
        try
        {
            var member = Members[pair.Name];
            var body = new JsonObject { ["message"] = "", [member] = ValueOf(pair) }.Deserialize<ChatRequest>(ApiJson.Options)!;
            if (CallChecks.Locale($"{Path}.{pair.Name}", body.Locale) is { } wrong)
            {
                return (before, OpenAiErrors.Refused(Problem.InvalidValue, wrong.Path, wrong.Message));
            }

            return (
                member switch
                {
                    "where" => before with { Where = body.Where },
                    "exclude" => before with { Exclude = body.Exclude },
                    "userIds" => before with { UserIds = body.UserIds },
                    "locale" => before with { Locale = body.Locale },
                    _ => before with { Count = body.Count },
                },
                null
            );
        }
        catch (JsonException e)
        {
            return (before, OpenAiErrors.Refused(Problem.InvalidValue, $"{Path}.{pair.Name}", JsonProblem.Place(e).Message));
        }
    }

    /// <summary>The value, out of its text where it is one: JSON, or one name of a list.</summary>
    private static JsonNode? ValueOf(JsonProperty pair)
    {
        if (pair.Value.ValueKind != JsonValueKind.String)
        {
            return JsonNode.Parse(pair.Value.GetRawText());
        }

        var text = pair.Value.GetString()!.Trim();
        return pair.Name switch
        {
            "locale" => text,
            "exclude" or "user_ids" => Names(text),
            _ => Clean(text),
        };
    }

    /// <summary>A JSON array, or one name; a title may begin with a bracket too.</summary>
    private static JsonNode? Names(string text)
    {
        try
        {
            return text.StartsWith('[') ? Clean(text) : new JsonArray(text);
        }
        catch (JsonException)
        {
            return new JsonArray(text);
        }
    }

    /// <summary>JSON out of a text is held to the same rules as the body that it came in.</summary>
    private static JsonNode? Clean(string json) =>
        JsonSerializer.Deserialize<JsonElement>(json, ApiJson.Options) is var element ? JsonNode.Parse(element.GetRawText()) : null;
}
