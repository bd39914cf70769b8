using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// Retries and gives up for the model's client: retry with jitter on what may pass (honouring Retry-After), circuit breaker. One instance
/// an endpoint, shared by all turns: the circuit is about the endpoint. How long an attempt may take is the handler's to say
/// (<see cref="Pause"/>), how long all of them the turn's (<see cref="BoundedModel"/>).
/// </summary>
/// <param name="inner">Makes one attempt.</param>
/// <param name="connection">Its connections, which it does not close itself.</param>
/// <param name="options">How often is tried.</param>
/// <param name="time">The clock.</param>
internal sealed class ResilientChatClient(IChatClient inner, IDisposable connection, LlmOptions options, TimeProvider time)
    : DelegatingChatClient(inner)
{
    private readonly ResiliencePipeline _pipeline = Build(options, time);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return await GuardAsync(async token => await InnerClient.GetResponseAsync(sent, options, token), cancellationToken);
    }

    /// <summary>
    /// Retried until the first piece is there; after it a failure passes on, since a piece that was seen cannot be taken back.
    /// </summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var (pieces, hasPiece) = await GuardAsync(
            async _ =>
            {
                var opened = InnerClient.GetStreamingResponseAsync(sent, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
                return (opened, await opened.MoveNextAsync()); // One that fails is over by itself.
            },
            cancellationToken
        );
        await using (pieces)
        {
            for (; hasPiece; hasPiece = await pieces.MoveNextAsync())
            {
                yield return pieces.Current;
            }
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

    private async Task<T> GuardAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(call, cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw new ModelException(ModelFailure.CircuitOpen, "the circuit is open", e);
        }
    }

    private static ResiliencePipeline Build(LlmOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(Retry(options));
        }

        return builder.AddCircuitBreaker(Circuit(options.Patience)).Build();
    }

    private static RetryStrategyOptions Retry(LlmOptions options) =>
        new()
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.Patience.RetryDelay,
            ShouldHandle = new PredicateBuilder().Handle<ModelException>(e =>
                e.IsTransient && (e.Error?.RetryAfter ?? TimeSpan.Zero) <= options.Patience.LongestRetryAfter
            ),
            DelayGenerator = static retry => ValueTask.FromResult((retry.Outcome.Exception as ModelException)?.Error?.RetryAfter),
        };

    private static CircuitBreakerStrategyOptions Circuit(Patience patience) =>
        new()
        {
            MinimumThroughput = patience.CircuitFailures,
            FailureRatio = 0.5,
            SamplingDuration = TimeSpan.FromMinutes(1),
            BreakDuration = patience.CircuitBreak,
            ShouldHandle = new PredicateBuilder().Handle<ModelException>(e => e.IsOutage),
        };
}
