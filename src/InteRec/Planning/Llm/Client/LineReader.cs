using System.Buffers;
using System.Text;

namespace InteRec.Planning.Llm.Client;

/// <summary>
/// The lines of an answer as they come, whatever ends them. It stops reading at a number of bytes, whatever the headers promise: a broken
/// endpoint must not fill the memory.
/// </summary>
internal sealed class LineReader(Stream stream, long limit) : IDisposable
{
    private static readonly SearchValues<char> Ends = SearchValues.Create('\r', '\n');
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[8_192];
    private readonly char[] _characters = new char[8_193];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _count;
    private long _read;
    private bool _isAfterReturn;

    /// <summary>The next line without its end, or null when the answer is over.</summary>
    /// <exception cref="ModelException">The answer is longer than the limit.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TakeLine() is { } line)
            {
                return line;
            }

            if (!await FillAsync(cancellationToken))
            {
                return _line.Length > 0 ? Take() : null;
            }
        }
    }

    public void Dispose() => stream.Dispose();

    private string? TakeLine()
    {
        if (_isAfterReturn && _at < _count)
        {
            _isAfterReturn = false;
            _at += _characters[_at] == '\n' ? 1 : 0;
        }

        var rest = _characters.AsSpan(_at, _count - _at);
        var end = rest.IndexOfAny(Ends);
        _line.Append(end < 0 ? rest : rest[..end]);
        _at += end < 0 ? rest.Length : end + 1;
        _isAfterReturn = end >= 0 && rest[end] == '\r';
        return end < 0 ? null : Take();
    }

    private string Take()
    {
        var line = _line.ToString();
        _line.Clear();
        return line;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var read = await stream.ReadAsync(_bytes, cancellationToken);
        _read += read;
        if (_read > limit)
        {
            throw new ModelException(ModelFailure.TooLong, $"the answer is longer than {limit} bytes");
        }

        (_at, _count) = (0, _decoder.GetChars(_bytes, 0, read, _characters, 0, flush: read == 0));
        return read > 0 || _count > 0;
    }
}
