using System.Globalization;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Agent.Model;

/// <summary>Writes an answer as the protocol has it, whole or in pieces.</summary>
internal static class AnswerJson
{
    /// <summary>The reason in the protocol's words. One that it does not know says no more than that the answer is over.</summary>
    public static string Finish(string? told) =>
        told?.ToLowerInvariant() switch
        {
            "length" or "max_tokens" or "max_output_tokens" or "model_length" => "length",
            "content_filter" or "safety" => "content_filter",
            _ => "stop",
        };

    /// <summary>The whole answer.</summary>
    public static JsonObject Whole(Answer answer, string words)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = words };
        if (answer.Calls.Count > 0)
        {
            message["tool_calls"] = Calls(answer);
        }

        var whole = Frame(
            answer,
            "chat.completion",
            new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = Reason(answer),
                ["message"] = message,
            }
        );
        return WithUsage(whole, answer);
    }

    /// <summary>Some words of an answer.</summary>
    public static JsonObject Piece(Answer answer, string words) =>
        Chunk(answer, new JsonObject { ["role"] = "assistant", ["content"] = words }, null);

    /// <summary>What comes after the words: calls, the reason, the tokens.</summary>
    public static IEnumerable<JsonObject> Ends(Answer answer)
    {
        yield return Chunk(
            answer,
            answer.Calls.Count > 0 ? new JsonObject { ["role"] = "assistant", ["tool_calls"] = Calls(answer) } : [],
            Reason(answer)
        );
        if (answer.Usage is not null)
        {
            yield return WithUsage(Frame(answer, "chat.completion.chunk", null), answer);
        }
    }

    private static string Reason(Answer answer) => answer.Calls.Count > 0 ? "tool_calls" : Finish(answer.Finish);

    private static JsonObject Chunk(Answer answer, JsonObject delta, string? finish) =>
        Frame(
            answer,
            "chat.completion.chunk",
            new JsonObject
            {
                ["index"] = 0,
                ["delta"] = delta,
                ["finish_reason"] = finish,
            }
        );

    private static JsonObject Frame(Answer answer, string type, JsonObject? choice) =>
        new()
        {
            ["id"] = answer.Id ?? "answer",
            ["object"] = type,
            ["created"] = 0,
            ["model"] = answer.Model ?? string.Empty,
            ["choices"] = choice is null ? new JsonArray() : new JsonArray(choice),
        };

    private static JsonArray Calls(Answer answer) =>
        new([
            .. answer.Calls.Select(
                (call, i) =>
                    new JsonObject
                    {
                        ["index"] = i,
                        ["id"] = call.Id,
                        ["type"] = "function",
                        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
                    }
            ),
        ]);

    /// <summary>Tokens under the names in use; without both counts there are none.</summary>
    private static JsonObject WithUsage(JsonObject json, Answer answer)
    {
        var usage = answer.Usage;
        if (
            (Count(usage, "prompt_tokens") ?? Count(usage, "input_tokens")) is { } read
            && (Count(usage, "completion_tokens") ?? Count(usage, "output_tokens")) is { } written
        )
        {
            var cached =
                Count(usage!["prompt_tokens_details"] as JsonObject, "cached_tokens") ?? Count(usage, "prompt_cache_hit_tokens") ?? 0;
            json["usage"] = new JsonObject
            {
                ["prompt_tokens"] = read,
                ["completion_tokens"] = written,
                ["total_tokens"] = read + written,
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cached },
            };
        }

        return json;
    }

    private static int? Count(JsonObject? usage, string name) =>
        usage?[name] is JsonValue value
        && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
        && count is >= 0 and < 1_000_000_000
            ? (int)count
            : null;
}
