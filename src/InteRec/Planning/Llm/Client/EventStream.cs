namespace InteRec.Planning.Llm.Client;

/// <summary>A body that is made while it is read: each read takes the next event when the one before is used up.</summary>
internal sealed class EventStream(AnswerEvents events) : Stream
{
    private ReadOnlyMemory<byte> _event;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_event.IsEmpty)
        {
            if (await events.NextAsync(cancellationToken) is not { } bytes)
            {
                return 0;
            }

            _event = bytes;
        }

        var count = Math.Min(buffer.Length, _event.Length);
        _event[..count].CopyTo(buffer);
        _event = _event[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("a model's answer is read asynchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            events.Dispose();
        }

        base.Dispose(disposing);
    }
}
