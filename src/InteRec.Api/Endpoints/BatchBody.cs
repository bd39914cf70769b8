using System.Buffers;
using System.IO.Pipelines;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Import;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

/// <summary>A body of many rows: a JSON array, one JSON object, JSON lines or CSV, told apart by the content type.</summary>
internal static class BatchBody
{
    public const string NdJson = "application/x-ndjson";
    public const string Csv = "text/csv";
    private const string Sendable = $"Send application/json (an array, or one object), {NdJson} or {Csv}.";
    private const int RowsTold = 100;

    /// <summary>Opens the body for an import, or says why it cannot be one.</summary>
    public static async Task<(InputFile? Input, InputFormat Format, ProblemHttpResult? Problem)> OpenAsync(
        HttpContext context,
        RequestChecks checks
    )
    {
        if (InputFormats.OfMediaType(context.Request.ContentType) is not { } format)
        {
            return (null, default, Unsupported(Problem.UnsupportedMediaType, "The content type is not supported.", Sendable));
        }

        var first = await FirstByteAsync(context.Request.BodyReader, context.RequestAborted);
        if (Check(format, first) is { } problem)
        {
            return (null, default, problem);
        }

        // One object is one row: JSON lines read it, however many lines it is written on, when it is put on one.
        var isOne = format == InputFormat.JsonArray && first == '{';
        var stream = isOne
            ? await OneLineAsync(context.Request.Body, checks.Limits.BodyBytes, context.RequestAborted)
            : context.Request.Body;
        return (
            await InputFile.OpenAsync(stream, "body", context.Request.ContentLength, context.RequestAborted),
            isOne ? InputFormat.JsonLines : format,
            null
        );
    }

    /// <summary>What the first byte says to be wrong with the body, or null.</summary>
    private static ProblemHttpResult? Check(InputFormat format, byte? first) =>
        first switch
        {
            null => Bad(Problem.MissingBody, "A body is needed.", "The body is empty.", new ProblemPlace("$", "empty")),
            0x1f => Unsupported(Problem.UnsupportedEncoding, "Compressed bodies are not supported.", "Send the rows as they are."),
            not ((byte)'[' or (byte)'{') when format == InputFormat.JsonArray => Bad(
                Problem.InvalidJson,
                "The body cannot be used.",
                "An array of objects, or one object, is expected.",
                new ProblemPlace("$", "neither an array nor an object", 1)
            ),
            _ => null,
        };

    private static ProblemHttpResult Bad(string code, string title, string detail, ProblemPlace place) =>
        Problem.Result(StatusCodes.Status400BadRequest, code, title, detail, place);

    private static ProblemHttpResult Unsupported(string code, string title, string detail) =>
        Problem.Result(StatusCodes.Status415UnsupportedMediaType, code, title, detail);

    /// <summary>The bad rows of a report as problem details: nothing of the batch was applied.</summary>
    public static ProblemHttpResult Refused(ImportReport report, InputFormat format) =>
        Problem.Result(
            StatusCodes.Status400BadRequest,
            Problem.InvalidValue,
            "Some rows cannot be used; nothing was changed.",
            $"{report.Bad} of {report.Rows} rows cannot be used.",
            Places(report, format)
        );

    /// <summary>Where the bad rows are and what is wrong with them.</summary>
    public static ProblemPlace[] Places(ImportReport report, InputFormat format) =>
        [
            .. report
                .Errors.Take(RowsTold)
                .Select(e =>
                    format == InputFormat.JsonArray
                        ? new ProblemPlace(FormattableString.Invariant($"$[{e.Line - 1}]"), e.Reason)
                        : new ProblemPlace("$", e.Reason, e.Line)
                ),
        ];

    private static async Task<byte?> FirstByteAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            foreach (var part in read.Buffer)
            {
                var start = part.Span.IndexOfAnyExcept(" \t\r\n"u8);
                if (start >= 0)
                {
                    var first = part.Span[start];
                    reader.AdvanceTo(read.Buffer.Start);
                    return first;
                }
            }

            if (read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start);
                return null;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task<Stream> OneLineAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var part = ArrayPool<byte>.Shared.Rent(16_384);
        try
        {
            for (int read; (read = await body.ReadAsync(part, cancellationToken)) > 0; )
            {
                if (buffer.Length + read > most)
                {
                    throw new BadHttpRequestException("one object is too large", StatusCodes.Status413PayloadTooLarge);
                }

                foreach (var value in part.AsSpan(0, read))
                {
                    // A line end within a JSON text stands between tokens only, or the text is no JSON: a space does as well.
                    buffer.WriteByte(value is (byte)'\n' or (byte)'\r' ? (byte)' ' : value);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }

        buffer.Position = 0;
        return buffer;
    }
}
