using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Api.OpenAi;

/// <summary>
/// A request in OpenAI's protocol. What clients send beyond this (temperature, tools, stop ...) is passed over: it is about how a model
/// writes, and no model answers here.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionRequest
{
    /// <summary>The conversation so far; the last message of role <c>user</c> is answered.</summary>
    public IReadOnlyList<CompletionMessage>? Messages { get; init; }

    /// <summary>Any name: a client may keep the one that it is set to.</summary>
    public string? Model { get; init; }

    /// <summary>True: the answer comes in pieces.</summary>
    public bool? Stream { get; init; }

    /// <summary>What else a stream should have.</summary>
    [JsonPropertyName("stream_options")]
    public CompletionStreamOptions? StreamOptions { get; init; }

    /// <summary>The user, whose taste counts and learns; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>Number of answers; only 1 is given.</summary>
    public int? N { get; init; }

    /// <summary>The conversation to go on with, for callers that know it; null: it is read from the messages.</summary>
    [JsonPropertyName("conversation_id")]
    public string? ConversationId { get; init; }
}

/// <summary>What else a stream should have.</summary>
/// <param name="IncludeUsage">True: a last piece tells the tokens.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionStreamOptions([property: JsonPropertyName("include_usage")] bool? IncludeUsage = null);

/// <summary>One message of a conversation.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionMessage
{
    /// <summary><c>user</c> or <c>assistant</c>; others are passed over.</summary>
    public required string Role { get; init; }

    /// <summary>A text, or a list of parts of which those of type <c>text</c> count.</summary>
    public JsonElement Content { get; init; }

    /// <summary>The words of the message; empty where it has none.</summary>
    [JsonIgnore]
    public string Text => Content.ValueKind switch
    {
        JsonValueKind.String => Content.GetString()!,
        JsonValueKind.Array => string.Join('\n', Content.EnumerateArray().Select(Part).OfType<string>()),
        _ => string.Empty,
    };

    /// <summary>True where the person speaks.</summary>
    [JsonIgnore]
    public bool IsUsers => Role == "user";

    private static string? Part(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
