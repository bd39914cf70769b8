using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// What one turn may still ask of the model: the link of the chain that belongs to a turn. Every call of a turn goes through it, so that no
/// loop can outlive its bounds: calls, tokens, time, money.
/// </summary>
internal sealed class BoundedModel(
    IChatClient chat,
    ModelLedger ledger,
    ModelAccount account,
    LlmOptions options,
    TimeProvider time,
    CancellationToken caller
) : DelegatingChatClient(chat)
{
    /// <summary>What a token is taken for where the endpoint does not count them.</summary>
    private const int CharactersPerToken = 4;

    private readonly CancellationTokenSource _deadline = new(options.TurnTimeout, time);

    /// <summary>What the turn has cost so far.</summary>
    public ModelUsage? Usage => account.Usage;

    /// <summary>Stops the turn's own work when the caller no longer waits.</summary>
    public CancellationToken CancellationToken => caller;

    /// <summary>One call.</summary>
    /// <exception cref="ModelException">It failed, or a bound is reached.</exception>
    /// <exception cref="OperationCanceledException">The caller no longer waits.</exception>
    public Task<ChatResponse> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions chatOptions) =>
        GetResponseAsync(messages, chatOptions, caller);

    /// <summary>One call whose answer comes in pieces.</summary>
    /// <exception cref="ModelException">It failed, or a bound is reached.</exception>
    /// <exception cref="OperationCanceledException">The caller no longer waits.</exception>
    public async IAsyncEnumerable<string> StreamAsync(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions chatOptions,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var piece in GetStreamingResponseAsync(messages, chatOptions, cancellationToken))
        {
            yield return piece.Text;
        }
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ledger.Require(account);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(caller, cancellationToken, _deadline.Token);
        var (sent, began) = (messages.ToList(), time.GetTimestamp());
        var (response, isUnserved) = ((ChatResponse?)null, false);
        try
        {
            return response = await InTimeAsync(
                async () => await InnerClient.GetResponseAsync(sent, options, any.Token),
                cancellationToken
            );
        }
        catch (ModelException e)
        {
            isUnserved = e.IsUnserved;
            throw;
        }
        finally
        {
            Book(sent, response?.Usage, response?.Text.Length ?? 0, began, isUnserved);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ledger.Require(account);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(caller, cancellationToken, _deadline.Token);
        var (sent, began) = (messages.ToList(), time.GetTimestamp());
        var (usage, written, isUnserved) = ((UsageDetails?)null, 0, false);
        try
        {
            await using var pieces = InnerClient.GetStreamingResponseAsync(sent, options, any.Token).GetAsyncEnumerator(any.Token);
            while (await InTimeAsync(NextAsync, cancellationToken))
            {
                usage = pieces.Current.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
                written += pieces.Current.Text.Length;
                yield return pieces.Current;
            }

            async ValueTask<bool> NextAsync()
            {
                try
                {
                    return await pieces.MoveNextAsync();
                }
                catch (ModelException e)
                {
                    isUnserved = e.IsUnserved && written == 0; // A stream that broke on the way was served.
                    throw;
                }
            }
        }
        finally
        {
            Book(sent, usage, written, began, isUnserved);
        }
    }

    private async ValueTask<T> InTimeAsync<T>(Func<ValueTask<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (OperationCanceledException e) when (!caller.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelException(ModelFailure.TimedOut, "the turn's time is up", e);
        }
    }

    /// <summary>The chain behind it is that of all turns, and stays.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _deadline.Dispose();
        }

        base.Dispose(disposing: false);
    }

    private void Book(IReadOnlyList<ChatMessage> messages, UsageDetails? usage, int written, long began, bool isUnserved)
    {
        if (isUnserved)
        {
            ledger.BookUnserved(account, time.GetElapsedTime(began));
            return;
        }

        ledger.Book(
            account,
            usage?.InputTokenCount ?? messages.Sum(m => m.Text.Length) / CharactersPerToken,
            usage?.OutputTokenCount ?? written / CharactersPerToken,
            time.GetElapsedTime(began)
        );
    }
}
