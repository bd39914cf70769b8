using System.Text.Json.Serialization;
using InteRec.Conversations;
using InteRec.Planning;

namespace InteRec.Api.OpenAi;

/// <summary>A whole answer in OpenAI's protocol, or one piece of it.</summary>
/// <param name="Id">The same for all pieces of an answer.</param>
/// <param name="Object"><c>chat.completion</c>, or <c>chat.completion.chunk</c> for a piece.</param>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Model">Always <c>interec</c>.</param>
/// <param name="Choices">One choice; none in the piece that tells the tokens.</param>
public sealed record CompletionAnswer(string Id, string Object, long Created, string Model, IReadOnlyList<CompletionChoice> Choices)
{
    /// <summary>Tokens of the language model behind the answer; zeros where none was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CompletionUsage? Usage { get; init; }

    /// <summary>The reply as <c>/v1/chat</c> gives it: items, reasons, conversation and recommendation id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChatReply? Interec { get; init; }
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

    /// <summary><c>stop</c> at the end, null before.</summary>
    [JsonPropertyName("finish_reason")]
    public string? FinishReason { get; init; }
}

/// <summary>Words, and who says them.</summary>
public sealed record CompletionText(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content = null);

/// <summary>Tokens read and written.</summary>
public sealed record CompletionUsage(
    [property: JsonPropertyName("prompt_tokens")] long PromptTokens,
    [property: JsonPropertyName("completion_tokens")] long CompletionTokens,
    [property: JsonPropertyName("total_tokens")] long TotalTokens)
{
    internal static CompletionUsage Of(ModelUsage? usage) =>
        usage is null ? new CompletionUsage(0, 0, 0) : new CompletionUsage(usage.InputTokens, usage.OutputTokens, usage.InputTokens + usage.OutputTokens);
}

/// <summary>The list of models: ours.</summary>
public sealed record ModelList(string Object, IReadOnlyList<ModelAnswer> Data);

/// <summary>A model, as clients list them.</summary>
public sealed record ModelAnswer(string Id, string Object, long Created, [property: JsonPropertyName("owned_by")] string OwnedBy);
