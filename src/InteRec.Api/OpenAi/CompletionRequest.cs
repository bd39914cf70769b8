using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Api.OpenAi;

/// <summary>
/// A request in OpenAI's protocol. Parameters that only tune how a model writes (temperature, max_tokens, stop, seed ...) are passed over,
/// for no model of the caller's writes here; so are those that nobody knows. What asks for something that is not given is refused by name.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionRequest
{
    /// <summary>
    /// The conversation so far; the last message of role <c>user</c> is answered. System and developer messages are passed over.
    /// </summary>
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

    /// <summary>The conversation to go on with, for callers that know it; null: it is found by the messages.</summary>
    [JsonPropertyName("conversation_id")]
    public string? ConversationId { get; init; }

    /// <summary>
    /// What the caller says beside the messages: <c>conversation_id</c>, and for this turn <c>where</c>, <c>exclude</c>, <c>user_ids</c>,
    /// <c>locale</c> and <c>count</c> as <c>/v1/chat</c> takes them, also as JSON text; anything else is the caller's own.
    /// </summary>
    public JsonElement? Metadata { get; init; }

    /// <summary><c>{"type": "text"}</c>, or <c>{"type": "json_object"}</c> for text, lists and question as JSON.</summary>
    [JsonPropertyName("response_format")]
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>All other parameters.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>What else a stream should have.</summary>
/// <param name="IncludeUsage">True: a last piece tells the tokens.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionStreamOptions([property: JsonPropertyName("include_usage")] bool? IncludeUsage = null);

/// <summary>One message of a conversation.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record CompletionMessage
{
    /// <summary>
    /// <c>user</c> or <c>assistant</c>; <c>system</c>, <c>developer</c>, <c>tool</c> and <c>function</c> are passed over.
    /// </summary>
    public required string Role { get; init; }

    /// <summary>A text, or a list of parts of type <c>text</c>.</summary>
    public JsonElement Content { get; init; }

    /// <summary>The words of the message; empty where it has none.</summary>
    [JsonIgnore]
    public string Text =>
        Content.ValueKind switch
        {
            JsonValueKind.String => Content.GetString()!,
            JsonValueKind.Array => string.Join(
                '\n',
                Content.EnumerateArray().Select(p => p.TryGetProperty("text", out var text) ? text.GetString() : null).OfType<string>()
            ),
            _ => string.Empty,
        };

    /// <summary>True where the person speaks.</summary>
    [JsonIgnore]
    public bool IsUsers => Role == "user";

    /// <summary>True where the service answered.</summary>
    [JsonIgnore]
    public bool IsAnswer => Role == "assistant";
}
