using System.Text.Json.Serialization;
using InteRec.Conversations;

namespace InteRec.Api.OpenAi;

/// <summary>A piece of an answer in OpenAI's protocol.</summary>
/// <param name="Id">The same for all pieces of an answer.</param>
/// <param name="Object"><c>chat.completion</c>, or <c>chat.completion.chunk</c> for a piece.</param>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Model">Always <c>interec</c>.</param>
/// <param name="Choices">One choice; none in the piece that tells the tokens.</param>
public record CompletionPiece(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices)
{
    /// <summary>Where the answer can be gone on from and told about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CompletionMetadata? Metadata { get; init; }

    /// <summary>The reply as <c>/v1/chat</c> gives it: items, reasons, conversation and recommendation id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatReply? Interec { get; init; }
}

/// <summary>A whole answer, or a piece for who asked for the tokens: null in all pieces but the last.</summary>
public sealed record CompletionAnswer(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices)
    : CompletionPiece(Id, Object, Created, Model, Choices)
{
    /// <summary>
    /// Tokens of the language model behind the answer; where none was asked, a fourth of the characters of messages and answer.
    /// </summary>
    public CompletionUsage? Usage { get; init; }
}

/// <summary>The ids of an answer, also as the headers <c>X-Conversation-Id</c> and <c>X-Recommendation-Id</c>.</summary>
/// <param name="ConversationId">The conversation; sent back it is gone on with.</param>
public sealed record CompletionMetadata([property: JsonPropertyName("conversation_id")] string ConversationId)
{
    /// <summary>What feedback refers to; not there when nothing was recommended.</summary>
    [JsonPropertyName("recommendation_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecommendationId { get; init; }
}

/// <summary>The answer of a choice, whole or in pieces.</summary>
public sealed record CompletionChoice
{
    /// <summary>Always 0.</summary>
    public int Index { get; init; }

    /// <summary>The whole answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CompletionText? Message { get; init; }

    /// <summary>A piece of the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CompletionText? Delta { get; init; }

    /// <summary>Always null.</summary>
    public object? Logprobs { get; init; }

    /// <summary><c>stop</c> at the end, null before.</summary>
    [JsonPropertyName("finish_reason")]
    public string? FinishReason { get; init; }
}

/// <summary>Words, and who says them.</summary>
public sealed record CompletionText(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content = null
);

/// <summary>Tokens read and written.</summary>
public sealed record CompletionUsage(
    [property: JsonPropertyName("prompt_tokens")] long PromptTokens,
    [property: JsonPropertyName("completion_tokens")] long CompletionTokens,
    [property: JsonPropertyName("total_tokens")] long TotalTokens
);

/// <summary>The list of models: ours.</summary>
public sealed record ModelList(string Object, IReadOnlyList<ModelAnswer> Data);

/// <summary>A model, as clients list them.</summary>
public sealed record ModelAnswer(string Id, string Object, long Created, [property: JsonPropertyName("owned_by")] string OwnedBy);
