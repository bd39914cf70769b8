using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace InteRec.Tests.Planning.Agent;

/// <summary>
/// A model that says what its script says, one line a call, the last line for ever; as a stream it says the same in pieces. A line may
/// also throw.
/// </summary>
internal sealed class ScriptedChatClient(params Func<IReadOnlyList<ChatMessage>, ChatOptions?, ChatResponse>[] script) : IChatClient
{
    private const int PieceLength = 7;
    private int _next;

    public ScriptedChatClient(params string[] answers)
        : this([.. answers.Select(a => (Func<IReadOnlyList<ChatMessage>, ChatOptions?, ChatResponse>)((_, _) => Says(a)))]) { }

    /// <summary>What was sent with each call.</summary>
    public List<IReadOnlyList<ChatMessage>> Calls { get; } = [];

    /// <summary>The options of each call.</summary>
    public List<ChatOptions?> Options { get; } = [];

    public static ChatResponse Says(string text) =>
        new(new ChatMessage(ChatRole.Assistant, text))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails
            {
                InputTokenCount = 100,
                OutputTokenCount = 10,
                TotalTokenCount = 110,
            },
        };

    public static ChatResponse Calling(params FunctionCallContent[] calls) =>
        new(new ChatMessage(ChatRole.Assistant, [.. calls]))
        {
            FinishReason = ChatFinishReason.ToolCalls,
            Usage = new UsageDetails
            {
                InputTokenCount = 100,
                OutputTokenCount = 10,
                TotalTokenCount = 110,
            },
        };

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = messages.ToList();
        Calls.Add(sent);
        Options.Add(options);
        var line = script[Math.Min(_next, script.Length - 1)];
        _next++;
        return Task.FromResult(line(sent, options));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var piece in response.Text.Chunk(PieceLength))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(response.Usage!)])
        {
            FinishReason = response.FinishReason,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
