namespace InteRec.Planning.Agent.Model;

/// <summary>How long an endpoint may keep a call waiting: for its whole answer, or of one that it streams for the next piece.</summary>
internal sealed class Pause(TimeSpan longest, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _isOver = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>Cancelled when the time is up, or the caller no longer waits.</summary>
    public CancellationToken Token => _isOver.Token;

    /// <summary>Waits for a step of the call, which has to heed the <see cref="Token"/>.</summary>
    /// <exception cref="ModelException">It did not come in time, or the connection broke.</exception>
    public async ValueTask<T> WaitAsync<T>(Func<ValueTask<T>> step, CancellationToken caller)
    {
        _isOver.CancelAfter(longest);
        await using var stop = caller.UnsafeRegister(static isOver => ((CancellationTokenSource)isOver!).Cancel(), _isOver);
        try
        {
            return await step();
        }
        catch (OperationCanceledException e) when (!caller.IsCancellationRequested)
        {
            throw new ModelException(ModelFailure.TimedOut, "no answer in time", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ModelException(ModelFailure.Unreachable, "the endpoint cannot be reached, or the connection broke", e);
        }
        finally
        {
            // Whoever reads a stream may take as long as they like.
            _isOver.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _isOver.Dispose();
}
