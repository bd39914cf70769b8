using System.ClientModel;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Client;

/// <summary>Gives every failure of a call its meaning: behind it there is only <see cref="ModelException"/>, and the caller's own cancellation.</summary>
/// <param name="inner">The official client.</param>
/// <param name="connection">Its connections, which it does not close itself.</param>
internal sealed class FailureChatClient(IChatClient inner, IDisposable connection) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await InnerClient.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (!Passes(e, cancellationToken))
        {
            throw Translate(e);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var pieces = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(pieces, cancellationToken))
        {
            yield return pieces.Current;
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            connection.Dispose();
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> pieces, CancellationToken cancellationToken)
    {
        try
        {
            return await pieces.MoveNextAsync();
        }
        catch (Exception e) when (!Passes(e, cancellationToken))
        {
            throw Translate(e);
        }
    }

    private static bool Passes(Exception e, CancellationToken cancellationToken) =>
        e is ModelException || (e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <summary>What is not known here came from the parser: an unreadable answer.</summary>
    private static ModelException Translate(Exception e) => Known(e) ?? new ModelException(ModelFailure.Unreadable, "the answer cannot be read", e);

    private static ModelException? Known(Exception? e) => e switch
    {
        null => null,
        ModelException own => own,
        ClientResultException { Status: 0 } => Known(e.InnerException) ?? new ModelException(ModelFailure.Unreachable, "the endpoint cannot be reached", e),
        OperationCanceledException or TimeoutException => new ModelException(ModelFailure.TimedOut, "no answer in time", e),
        HttpRequestException or IOException => Known(e.InnerException) ?? new ModelException(ModelFailure.Unreachable, "the connection broke", e),
        _ => Known(e.InnerException),
    };
}
