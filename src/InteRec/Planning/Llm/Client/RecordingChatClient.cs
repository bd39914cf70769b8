using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Client;

/// <summary>Appends every call and its answer to a file, a line each: for looking into, and for tests that play it again without a model.</summary>
internal sealed class RecordingChatClient(IChatClient inner, string file) : DelegatingChatClient(inner)
{
    private readonly Lock _gate = new();

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        var record = ChatRecord.Of(sent, options, streamed: false);
        try
        {
            var response = await InnerClient.GetResponseAsync(sent, options, cancellationToken);
            record = record.With(response);
            return response;
        }
        catch (ModelException e)
        {
            record = record with { Failure = e.Failure };
            throw;
        }
        finally
        {
            Write(record);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        var pieces = new List<ChatResponseUpdate>();
        var isWhole = false;
        try
        {
            await foreach (var piece in InnerClient.GetStreamingResponseAsync(sent, options, cancellationToken))
            {
                pieces.Add(piece);
                yield return piece;
            }

            isWhole = true;
        }
        finally
        {
            Write(ChatRecord.Of(sent, options, streamed: true).With(pieces.ToChatResponse()) with { Failure = isWhole ? null : ModelFailure.Unreadable });
        }
    }

    private void Write(ChatRecord record)
    {
        var line = JsonSerializer.Serialize(record, PlanJson.Options) + "\n";
        lock (_gate)
        {
            File.AppendAllText(file, line);
        }
    }
}
