using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace InteRec.Import;

/// <summary>A row of JSON: an object, or why it cannot be read. The element lives until the next row is asked for.</summary>
internal readonly record struct JsonRow(long Line, JsonElement Element, string? Error);

/// <summary>Reads JSON lines, or the elements of one JSON array, without holding the whole.</summary>
internal static class JsonRows
{
    private const int MaxLineLength = 4_000_000;
    private const string BrokenName = "a member's name with half of a surrogate pair";
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions ArrayOptions = new() { MaxDepth = 16 };

    /// <summary>One object a line; empty lines are passed over.</summary>
    /// <exception cref="DatasetException">A line is too long, or the input cannot be read.</exception>
    public static async IAsyncEnumerable<JsonRow> ReadLinesAsync(
        InputFile input,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var reader = PipeReader.Create(input.Utf8(), new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        for (long line = 0; ; )
        {
            var read = await ReadAsync(reader, input, cancellationToken);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var bytes))
            {
                line++;
                if (Row(line, bytes) is { } row)
                {
                    yield return row.Row;
                    row.Document?.Dispose();
                }
            }

            if (buffer.Length > MaxLineLength)
            {
                throw new DatasetException($"{input.Name}:{line + 1}: a line is longer than {MaxLineLength:N0} bytes");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
    }

    /// <summary>The elements of the array that the input is.</summary>
    /// <exception cref="DatasetException">The input is no JSON array.</exception>
    public static async IAsyncEnumerable<JsonRow> ReadArrayAsync(
        InputFile input,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var elements = JsonSerializer
            .DeserializeAsyncEnumerable<JsonElement>(input.Utf8(), ArrayOptions, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (elements)
        {
            for (long place = 1; await MoveNextAsync(elements, input, place); place++)
            {
                yield return new JsonRow(
                    place,
                    elements.Current,
                    TextRules.Problem(JsonMarshal.GetRawUtf8Value(elements.Current)) ?? ObjectProblem(elements.Current)
                );
            }
        }
    }

    /// <summary>
    /// A property's text: a string's content, a number as written, null where it is null or not there; false for anything else.
    /// </summary>
    public static bool TryText(JsonElement value, out string? text)
    {
        text = null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return true;
            case JsonValueKind.Number:
                text = value.GetRawText();
                return true;
            case JsonValueKind.String:
                try
                {
                    text = value.GetString();
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false; // an escaped half of a surrogate pair
                }

            default:
                return false;
        }
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, InputFile input, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw input.Damaged(e);
        }
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<JsonElement> elements, InputFile input, long place)
    {
        try
        {
            return await elements.MoveNextAsync();
        }
        catch (JsonException e)
        {
            throw new DatasetException(
                $"{input.Name}: no valid JSON array (element {place:N0}, line {e.LineNumber + 1:N0}): {Plain(e)}",
                e
            );
        }
        catch (InvalidDataException e)
        {
            throw input.Damaged(e);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        var end = buffer.PositionOf((byte)'\n');
        if (end is { } position)
        {
            line = buffer.Slice(0, position);
            buffer = buffer.Slice(buffer.GetPosition(1, position));
            return line.Length <= MaxLineLength;
        }

        line = isLast ? buffer : default;
        buffer = isLast ? buffer.Slice(buffer.End) : buffer;
        return isLast && !line.IsEmpty;
    }

    private static (JsonRow Row, JsonDocument? Document)? Row(long line, in ReadOnlySequence<byte> bytes)
    {
        var whole = bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
        if (whole.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return null;
        }

        if (TextRules.Problem(whole.Span) is { } problem)
        {
            return (new JsonRow(line, default, problem), null);
        }

        try
        {
            var document = JsonDocument.Parse(whole, Options);
            return (new JsonRow(line, document.RootElement, ObjectProblem(document.RootElement)), document);
        }
        catch (JsonException e)
        {
            return (new JsonRow(line, default, $"no valid JSON: {Plain(e)}"), null);
        }
        catch (InvalidOperationException)
        {
            return (new JsonRow(line, default, BrokenName), null); // found while names were compared
        }
    }

    private static string? ObjectProblem(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object ? $"an object is needed, not {Name(element.ValueKind)}"
        : element.EnumerateObject().All(HasName) ? null
        : BrokenName;

    /// <summary>Only an escape can make a name of valid UTF-8 that is no text.</summary>
    private static bool HasName(JsonProperty property)
    {
        if (!JsonMarshal.GetRawUtf8PropertyName(property).Contains((byte)'\\'))
        {
            return true;
        }

        try
        {
            return property.Name.Length >= 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Name(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };

    /// <summary>The parser's message without the position it appends, which counts from 0 and within the line.</summary>
    private static string Plain(JsonException e)
    {
        var path = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var cut = path < 0 ? e.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : path;
        return cut < 0 ? e.Message : e.Message[..cut];
    }
}
