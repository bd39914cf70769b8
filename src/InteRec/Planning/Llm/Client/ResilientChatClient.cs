using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace InteRec.Planning.Llm.Client;

/// <summary>
/// Waits, retries and gives up for the model's client: total timeout, retry with jitter on what may pass (honouring Retry-After), circuit
/// breaker, attempt timeout. One instance an endpoint, shared by all turns: the circuit is about the endpoint.
/// </summary>
internal sealed class ResilientChatClient(IChatClient inner, LlmOptions options, TimeProvider time) : DelegatingChatClient(inner)
{
    private readonly ResiliencePipeline _pipeline = Build(options, time);

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return await GuardAsync(async token => await InnerClient.GetResponseAsync(sent, options, token), cancellationToken);
    }

    /// <summary>Retried until the first piece is there; after it a failure passes on, since a piece that was seen cannot be taken back.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        await using var pieces = await GuardAsync(token => OpenAsync(sent, options, token, cancellationToken), cancellationToken);
        while (pieces.HasCurrent)
        {
            yield return pieces.Current;
            await pieces.MoveNextAsync();
        }
    }

    private async ValueTask<TimedPieces> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? chat, CancellationToken attempt, CancellationToken caller)
    {
        var pieces = new TimedPieces(token => InnerClient.GetStreamingResponseAsync(messages, chat, token), options, time, caller);
        try
        {
            await using var stop = attempt.UnsafeRegister(static p => ((TimedPieces)p!).Stop(), pieces);
            await pieces.MoveNextAsync();
            return pieces;
        }
        catch
        {
            await pieces.DisposeAsync();
            throw;
        }
    }

    private async Task<T> GuardAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(call, cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new ModelException(ModelFailure.TimedOut, "no answer in time", e);
        }
        catch (BrokenCircuitException e)
        {
            throw new ModelException(ModelFailure.CircuitOpen, "the circuit is open", e);
        }
    }

    private static ResiliencePipeline Build(LlmOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        builder.AddTimeout(options.TurnTimeout);
        if (options.Retries > 0)
        {
            builder.AddRetry(Retry(options));
        }

        return builder.AddCircuitBreaker(Circuit(options)).AddTimeout(options.AttemptTimeout).Build();
    }

    private static RetryStrategyOptions Retry(LlmOptions options) => new()
    {
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Patience.RetryDelay,
        ShouldHandle = new PredicateBuilder()
            .Handle<ModelException>(e => e.IsTransient && (e.RetryAfter ?? TimeSpan.Zero) <= options.Patience.LongestRetryAfter)
            .Handle<TimeoutRejectedException>(),
        DelayGenerator = static retry => ValueTask.FromResult((retry.Outcome.Exception as ModelException)?.RetryAfter),
    };

    private static CircuitBreakerStrategyOptions Circuit(LlmOptions options) => new()
    {
        MinimumThroughput = options.Patience.CircuitFailures,
        FailureRatio = 0.5,
        SamplingDuration = TimeSpan.FromMinutes(1),
        BreakDuration = options.Patience.CircuitBreak,
        ShouldHandle = new PredicateBuilder().Handle<ModelException>(e => e.IsOutage).Handle<TimeoutRejectedException>(),
    };
}
