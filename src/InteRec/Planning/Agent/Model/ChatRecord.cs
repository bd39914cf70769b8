using System.Text.Json;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Model;

/// <summary>One call of a model and its answer, as a recording has them, one a line.</summary>
internal sealed record ChatRecord
{
    /// <summary>What was sent.</summary>
    public required IReadOnlyList<Sent> Messages { get; init; }

    /// <summary><c>schema</c>, <c>json</c> or <c>text</c>: the answer that was asked for.</summary>
    public required string Format { get; init; }

    /// <summary>True where the answer came in pieces.</summary>
    public bool Streamed { get; init; }

    /// <summary>The words of the answer.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>The tools that the answer calls.</summary>
    public IReadOnlyList<Called> Calls { get; init; } = [];

    /// <summary>Tokens read.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Why there is no answer, or no more of it; null where it is whole.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>A message that was sent.</summary>
    public sealed record Sent(string Role, string Text);

    /// <summary>A tool that was called.</summary>
    public sealed record Called(string Id, string Name, JsonElement? Arguments);

    public static ChatRecord Of(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streamed) =>
        new()
        {
            Messages = [.. messages.Select(m => new Sent(m.Role.Value, Words(m)))],
            Format = options?.ResponseFormat switch
            {
                ChatResponseFormatJson { Schema: not null } => "schema",
                ChatResponseFormatJson => "json",
                _ => "text",
            },
            Streamed = streamed,
        };

    /// <summary>The record with the answer.</summary>
    public ChatRecord With(ChatResponse response) =>
        this with
        {
            Text = response.Text,
            Calls =
            [
                .. response
                    .Messages.SelectMany(m => m.Contents)
                    .OfType<FunctionCallContent>()
                    .Select(c => new Called(
                        c.CallId,
                        c.Name,
                        c.Arguments is null ? null : JsonSerializer.SerializeToElement(c.Arguments, PlanJson.Options)
                    )),
            ],
            InputTokens = response.Usage?.InputTokenCount,
            OutputTokens = response.Usage?.OutputTokenCount,
        };

    private static string Words(ChatMessage message) =>
        message.Role == ChatRole.Tool
            ? string.Join('\n', message.Contents.OfType<FunctionResultContent>().Select(r => r.Result))
            : message.Text;
}
