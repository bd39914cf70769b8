using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm;

/// <summary>
/// What one turn may still ask of the model, and what it has cost. Every call of a turn goes through it, so that no loop can outlive its
/// bounds: calls, tokens, time.
/// </summary>
internal sealed class ModelTurn(IChatClient chat, LlmOptions options, TimeProvider time, CancellationToken caller) : IDisposable
{
    private readonly CancellationTokenSource _deadline = new(options.TurnTimeout, time);
    private readonly long _started = time.GetTimestamp();
    private int _calls;
    private long _input;
    private long _output;

    /// <summary>What the turn has cost so far.</summary>
    public ModelUsage Usage => new(_calls, _input, _output, Math.Round(time.GetElapsedTime(_started).TotalMilliseconds, 1));

    /// <summary>Stops the turn's own work when the caller no longer waits.</summary>
    public CancellationToken CancellationToken => caller;

    /// <summary>One call.</summary>
    /// <exception cref="ModelException">It failed, or a bound of the turn is reached.</exception>
    /// <exception cref="OperationCanceledException">The caller no longer waits.</exception>
    public async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions chatOptions)
    {
        if (_calls >= options.CallsPerTurn || _input + _output >= options.TokensPerTurn)
        {
            throw new ModelException(ModelFailure.OverBudget, $"the turn's budget is used up after {_calls} calls and {_input + _output} tokens");
        }

        _calls++;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
        try
        {
            var response = await chat.GetResponseAsync(messages, chatOptions, either.Token);
            _input += response.Usage?.InputTokenCount ?? 0;
            _output += response.Usage?.OutputTokenCount ?? 0;
            return response;
        }
        catch (OperationCanceledException e) when (!caller.IsCancellationRequested)
        {
            throw new ModelException(ModelFailure.TimedOut, "the turn's time is up", e);
        }
    }

    public void Dispose() => _deadline.Dispose();
}
