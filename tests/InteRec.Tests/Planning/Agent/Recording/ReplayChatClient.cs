using System.Runtime.CompilerServices;
using System.Text.Json;
using InteRec.Planning.Agent.Model;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Tests.Planning.Agent.Recording;

/// <summary>
/// A model that says again what a recording has, call for call, whole or in pieces of a few letters; what failed then fails again.
/// </summary>
internal sealed class ReplayChatClient(IEnumerable<ChatRecord> records) : IChatClient
{
    private const int PieceLength = 5;
    private readonly Queue<ChatRecord> _left = new(records);

    public int Left => _left.Count;

    public static ReplayChatClient Of(string file) =>
        new(File.ReadLines(file).Select(line => JsonSerializer.Deserialize<ChatRecord>(line, PlanJson.Lenient)!));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var record = Next();
        return record.Failure is { } failure ? throw new ModelException(failure, "as recorded") : Task.FromResult(Response(record));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.CompletedTask;
        var record = Next();
        foreach (var piece in record.Text.Chunk(PieceLength))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }

        if (record.Failure is { } failure)
        {
            throw new ModelException(failure, "as recorded");
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Response(record).Usage!)])
        {
            FinishReason = ChatFinishReason.Stop,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    private static ChatResponse Response(ChatRecord record) =>
        new(
            new ChatMessage(
                ChatRole.Assistant,
                [.. record.Text.Length > 0 ? (AIContent[])[new TextContent(record.Text)] : [], .. record.Calls.Select(Call)]
            )
        )
        {
            FinishReason = record.Calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = record.InputTokens, OutputTokenCount = record.OutputTokens },
        };

    private static FunctionCallContent Call(ChatRecord.Called call) =>
        new(call.Id, call.Name, call.Arguments?.Deserialize<Dictionary<string, object?>>(PlanJson.Lenient));

    private ChatRecord Next() =>
        _left.TryDequeue(out var record) ? record : throw new InvalidOperationException("the recording has no further call");
}
