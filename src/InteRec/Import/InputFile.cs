using System.IO.Compression;
using System.Text;

namespace InteRec.Import;

/// <summary>
/// An input as UTF-8, whatever it comes in: plain or gzip, UTF-8 with or without a mark, UTF-16 with one. UTF-16 that is no text becomes
/// <see cref="InvalidUtf8"/>, so that the row in which it stands can be named.
/// </summary>
internal sealed class InputFile : IAsyncDisposable
{
    private const char Invalid = '\uFFFE';
    private const int BufferSize = 1 << 16;
    private readonly CountingStream _source;
    private readonly Stream _content;

    /// <summary>
    /// A host that embeds the library may not have the setting of ours: without it half a gzip file is read as if it were whole.
    /// </summary>
    static InputFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", isEnabled: true);

    private InputFile(string name, CountingStream source, Stream content, long? totalBytes) =>
        (Name, _source, _content, TotalBytes) = (name, source, content, totalBytes);

    /// <summary>Stands for what was no text. Unicode guarantees that it is no character.</summary>
    public static ReadOnlySpan<byte> InvalidUtf8 => [0xEF, 0xBF, 0xBE];

    /// <summary>The file as errors name it.</summary>
    public string Name { get; }

    /// <summary>Bytes read so far, before decompression.</summary>
    public long BytesRead => _source.BytesRead;

    /// <summary>Size before decompression, or null where it is unknown.</summary>
    public long? TotalBytes { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DatasetException">There is no such file, it is a folder, or it may not be read.</exception>
    public static async Task<InputFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new DatasetException($"{path} is a folder, not a file");
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
            return await OpenAsync(file, Path.GetFileName(path), file.CanSeek ? file.Length : null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Reads a stream, which is disposed with the result. What the stream itself throws is not turned into a
    /// <see cref="DatasetException"/>.
    /// </summary>
    /// <exception cref="DatasetException">It begins like gzip and is none.</exception>
    public static async Task<InputFile> OpenAsync(Stream stream, string name, long? totalBytes, CancellationToken cancellationToken)
    {
        var source = new CountingStream(stream);
        try
        {
            var (head, content) = await PeekAsync(source, cancellationToken);
            if (head is [0x1f, 0x8b, ..])
            {
                (head, content) = await PeekAsync(new GZipStream(content, CompressionMode.Decompress), cancellationToken);
            }

            var (utf16, mark) = Mark(head);
            await content.ReadExactlyAsync(new byte[mark], cancellationToken);
            content = utf16 is null ? content : Encoding.CreateTranscodingStream(content, utf16, Encoding.UTF8);
            return new InputFile(name, source, content, totalBytes);
        }
        catch (InvalidDataException e)
        {
            await source.DisposeAsync();
            throw Damaged(name, e);
        }
    }

    /// <summary>The content. What claims to be UTF-8 is passed on as it is, valid or not.</summary>
    public Stream Utf8() => _content;

    /// <summary>The error for gzip data that turns out to be damaged.</summary>
    public DatasetException Damaged(InvalidDataException e) => Damaged(Name, e);

    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        await _source.DisposeAsync();
    }

    private static DatasetException Damaged(string name, InvalidDataException e) =>
        new($"{name}: the gzip data is damaged: {e.Message}", e);

    private static async Task<(byte[] Head, Stream Content)> PeekAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return (head[..read], new PrefixedStream(head.AsMemory(0, read), stream));
    }

    private static (Encoding? Utf16, int Mark) Mark(byte[] head) =>
        head switch
        {
            [0xef, 0xbb, 0xbf, ..] => (null, 3),
            [0xff, 0xfe, ..] => (Utf16(bigEndian: false), 2),
            [0xfe, 0xff, ..] => (Utf16(bigEndian: true), 2),
            _ => (null, 0),
        };

    private static Encoding Utf16(bool bigEndian) =>
        Encoding.GetEncoding(
            bigEndian ? "utf-16BE" : "utf-16",
            EncoderFallback.ReplacementFallback,
            new DecoderReplacementFallback(Invalid.ToString())
        );
}
