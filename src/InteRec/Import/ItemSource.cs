using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Import;

/// <summary>Items that a program gives, as JSON lines: they are read and checked like those of a file.</summary>
internal sealed class ItemSource
{
    /// <summary>What messages call it: <c>items:3: title is missing</c>.</summary>
    public const string Name = "items";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Func<CancellationToken, Task<Stream>> _write;

    private ItemSource(Func<CancellationToken, Task<Stream>> write) => _write = write;

    public static ItemSource Of<T>(Func<IAsyncEnumerable<T>> items) =>
        new(async cancellationToken =>
        {
            var lines = new MemoryStream();
            await foreach (var item in items().WithCancellation(cancellationToken))
            {
                await JsonSerializer.SerializeAsync<object?>(lines, item, Json, cancellationToken);
                lines.WriteByte((byte)'\n');
            }

            lines.Position = 0;
            return lines;
        });

    public async Task<InputFile> OpenAsync(CancellationToken cancellationToken)
    {
        var lines = await _write(cancellationToken);
        return await InputFile.OpenAsync(lines, Name, lines.Length, cancellationToken);
    }
}
