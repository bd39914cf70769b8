using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Client;

/// <summary>A stream of pieces in which no pause may last longer than the attempt timeout, and the whole no longer than the turn timeout.</summary>
internal sealed class TimedPieces : IAsyncDisposable
{
    private readonly CancellationTokenSource _pause;
    private readonly CancellationTokenRegistration _callerStops;
    private readonly CancellationToken _caller;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _pieces;
    private readonly LlmOptions _options;
    private readonly TimeProvider _time;
    private readonly long _started;

    public TimedPieces(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open, LlmOptions options, TimeProvider time, CancellationToken caller)
    {
        (_options, _time, _caller, _started) = (options, time, caller, time.GetTimestamp());
        _pause = new CancellationTokenSource(options.AttemptTimeout, time);
        _callerStops = caller.UnsafeRegister(static p => ((CancellationTokenSource)p!).Cancel(), _pause);
        _pieces = open(_pause.Token).GetAsyncEnumerator(_pause.Token);
    }

    /// <summary>True while there is a piece to read.</summary>
    public bool HasCurrent { get; private set; }

    /// <summary>The piece.</summary>
    public ChatResponseUpdate Current => _pieces.Current;

    /// <summary>Ends the stream from outside.</summary>
    public void Stop() => _pause.Cancel();

    /// <summary>Goes to the next piece.</summary>
    /// <exception cref="ModelException">The stream failed, or the next piece did not come in time.</exception>
    public async Task MoveNextAsync()
    {
        var left = _options.TurnTimeout - _time.GetElapsedTime(_started);
        _pause.CancelAfter(left <= TimeSpan.Zero ? TimeSpan.Zero : left < _options.AttemptTimeout ? left : _options.AttemptTimeout);
        try
        {
            HasCurrent = await _pieces.MoveNextAsync();
        }
        catch (OperationCanceledException e) when (!_caller.IsCancellationRequested)
        {
            throw new ModelException(ModelFailure.TimedOut, "the next piece of the answer did not come in time", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _callerStops.DisposeAsync();
        await _pause.CancelAsync();
        try
        {
            await _pieces.DisposeAsync();
        }
        finally
        {
            _pause.Dispose();
        }
    }
}
