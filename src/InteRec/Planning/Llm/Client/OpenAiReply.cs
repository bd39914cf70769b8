using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using AiFinish = Microsoft.Extensions.AI.ChatFinishReason;
using AiMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAiFinish = OpenAI.Chat.ChatFinishReason;

namespace InteRec.Planning.Llm.Client;

/// <summary>What comes in: an answer, whole or in pieces, in our types. One instance reads one stream.</summary>
internal sealed class OpenAiReply
{
    private readonly SortedDictionary<int, Call> _calls = [];

    /// <summary>True once the stream has said why it ends.</summary>
    public bool IsFinished { get; private set; }

    public static ChatResponse Response(ChatCompletion completion)
    {
        var contents = completion.Content.Where(p => p.Text is not null).Select(p => (AIContent)new TextContent(p.Text)).ToList();
        contents.AddRange(completion.ToolCalls.Select(c => FunctionCall(c.Id, c.FunctionName, c.FunctionArguments.ToString())));
        if (contents.Count == 0 && completion.Refusal is { Length: > 0 })
        {
            throw new ModelException(ModelFailure.Unreadable, "the model refused to answer");
        }

        return new ChatResponse(new AiMessage(ChatRole.Assistant, contents))
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = Finish(completion.FinishReason),
            Usage = Usage(completion.Usage),
        };
    }

    /// <summary>The next piece. Tool calls come in fragments; they are handed on whole, with the piece that ends the stream.</summary>
    public ChatResponseUpdate Update(StreamingChatCompletionUpdate piece)
    {
        var contents = new List<AIContent>();
        contents.AddRange(piece.ContentUpdate.Where(p => p.Text is not null).Select(p => new TextContent(p.Text)));
        foreach (var fragment in piece.ToolCallUpdates)
        {
            Collect(fragment);
        }

        if (piece.FinishReason is not null)
        {
            IsFinished = true;
            contents.AddRange(_calls.Values.Select(c => FunctionCall(c.Id, c.Name, c.Arguments.ToString())));
            _calls.Clear();
        }

        if (Usage(piece.Usage) is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ResponseId = piece.CompletionId,
            ModelId = piece.Model,
            FinishReason = piece.FinishReason is { } reason ? Finish(reason) : null,
        };
    }

    private void Collect(StreamingChatToolCallUpdate fragment)
    {
        if (!_calls.TryGetValue(fragment.Index, out var call))
        {
            _calls[fragment.Index] = call = new Call();
        }

        call.Id = fragment.ToolCallId is { Length: > 0 } id ? id : call.Id;
        call.Name = fragment.FunctionName is { Length: > 0 } name ? name : call.Name;
        call.Arguments.Append(fragment.FunctionArgumentsUpdate?.ToString());
    }

    /// <summary>Arguments that are not an object are kept from the caller as an exception, as the abstraction wants it: the tool loop answers them with a sentence.</summary>
    private static FunctionCallContent FunctionCall(string id, string name, string arguments)
    {
        try
        {
            var parsed = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments.Length == 0 ? "{}" : arguments, PlanJson.Lenient);
            return new FunctionCallContent(id, name, parsed);
        }
        catch (JsonException e)
        {
            return new FunctionCallContent(id, name) { Exception = e };
        }
    }

    private static AiFinish Finish(OpenAiFinish reason) => reason switch
    {
        OpenAiFinish.Length => AiFinish.Length,
        OpenAiFinish.ContentFilter => AiFinish.ContentFilter,
        OpenAiFinish.ToolCalls or OpenAiFinish.FunctionCall => AiFinish.ToolCalls,
        _ => AiFinish.Stop,
    };

    private static UsageDetails? Usage(ChatTokenUsage? usage) => usage is null ? null : new UsageDetails
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
    };

    private sealed class Call
    {
        public string Id { get; set; } = "call";

        public string Name { get; set; } = string.Empty;

        public StringBuilder Arguments { get; } = new();
    }
}
