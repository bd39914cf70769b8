using InteRec.Import;

namespace InteRec.Planning.Agent.Model;

/// <summary>Stops reading at a number of bytes, whatever the headers promise: a broken endpoint must not fill the memory.</summary>
internal sealed class BoundedStream(Stream inner, long limit) : ReadOnlyStream
{
    private long _read;

    /// <exception cref="ModelException">There are more bytes than the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= limit ? read : throw new ModelException(ModelFailure.TooLong, $"the answer is longer than {limit} bytes");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
