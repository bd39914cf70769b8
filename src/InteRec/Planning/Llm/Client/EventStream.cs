namespace InteRec.Planning.Llm.Client;

/// <summary>A body that is made while it is read: each read takes the next event when the one before is used up.</summary>
/// <param name="events">Makes the events, and heeds the pause.</param>
/// <param name="pause">How long the next one may take.</param>
/// <param name="source">What the events are made of, let go with the body.</param>
internal sealed class EventStream(IAsyncEnumerable<byte[]> events, Pause pause, IDisposable source) : ReadOnlyStream
{
    private readonly IAsyncEnumerator<byte[]> _events = events.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _event;

    /// <summary>Waits for the next event; false after the last.</summary>
    /// <exception cref="ModelException">It does not come, or the answer ends in an error.</exception>
    public ValueTask<bool> NextAsync(CancellationToken cancellationToken) => pause.WaitAsync(
        async () =>
        {
            var hasNext = await _events.MoveNextAsync();
            _event = hasNext ? _events.Current : default;
            return hasNext;
        },
        cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_event.IsEmpty && !await NextAsync(cancellationToken))
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
