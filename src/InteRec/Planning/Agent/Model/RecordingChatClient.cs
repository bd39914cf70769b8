using System.Runtime.CompilerServices;
using System.Text.Json;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// Appends every call and its answer to a file, a line each: for looking into, and for tests that play it again without a model.
/// </summary>
internal sealed class RecordingChatClient(IChatClient inner, string file) : DelegatingChatClient(inner)
{
    private readonly Lock _gate = new();

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var sent = messages.ToList();
        var record = ChatRecord.Of(sent, options, streamed: false);
        try
        {
            var response = await InnerClient.GetResponseAsync(sent, options, cancellationToken);
            record = record.With(response);
            return response;
        }
        catch (Exception e)
        {
            // Without a failure an answer counts as whole, and the one that was cancelled never came.
            record = record with
            {
                Failure = FailureOf(e),
            };
            throw;
        }
        finally
        {
            Write(record);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
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
            Write(
                ChatRecord.Of(sent, options, streamed: true).With(pieces.ToChatResponse()) with
                {
                    Failure = isWhole ? null : ModelFailure.Unreadable,
                }
            );
        }
    }

    private static ModelFailure FailureOf(Exception exception) =>
        exception switch
        {
            ModelException model => model.Failure,
            OperationCanceledException => ModelFailure.TimedOut,
            _ => ModelFailure.Unreadable,
        };

    private void Write(ChatRecord record)
    {
        var line = JsonSerializer.Serialize(record, PlanJson.Options) + "\n";
        lock (_gate)
        {
            File.AppendAllText(file, line);
        }
    }
}
