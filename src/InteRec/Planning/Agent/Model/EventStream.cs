using InteRec.Import;

namespace InteRec.Planning.Agent.Model;

/// <summary>A body that is made while it is read: each read takes the next event when the one before is used up.</summary>
/// <param name="events">Makes the events, and heeds the pause.</param>
/// <param name="pause">How long the next one may take.</param>
/// <param name="source">What the events are made of, let go with the body.</param>
internal sealed class EventStream(IAsyncEnumerable<byte[]> events, Pause pause, IDisposable source) : ReadOnlyStream
{
    private readonly IAsyncEnumerator<byte[]> _events = events.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _event;

    /// <summary>Goes to the next event, of which the first is there before the body is read; false after the last.</summary>
    /// <exception cref="ModelException">The answer ends in an error.</exception>
    public async ValueTask<bool> NextAsync()
    {
        var hasNext = await _events.MoveNextAsync();
        _event = hasNext ? _events.Current : default;
        return hasNext;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_event.IsEmpty && !await pause.WaitAsync(NextAsync, cancellationToken))
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _event.Length);
        _event[..count].CopyTo(buffer);
        _event = _event[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pause.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
