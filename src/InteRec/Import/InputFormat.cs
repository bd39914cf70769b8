namespace InteRec.Import;

/// <summary>How rows are written.</summary>
public enum InputFormat
{
    /// <summary>Comma-separated values with a header.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One JSON array of objects.</summary>
    JsonArray,
}

/// <summary>Which format an input has.</summary>
internal static class InputFormats
{
    /// <summary>
    /// By the name of a file, <c>.gz</c> aside: <c>.jsonl</c>, <c>.ndjson</c> and <c>.json</c> are JSON lines, all else is CSV.
    /// </summary>
    public static InputFormat OfFile(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() is ".jsonl" or ".ndjson" or ".json" ? InputFormat.JsonLines : InputFormat.Csv;
    }

    /// <summary>By a media type, parameters aside; null where it is none that is read.</summary>
    public static InputFormat? OfMediaType(string? mediaType) =>
        mediaType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "application/json" => InputFormat.JsonArray,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/json-lines" => InputFormat.JsonLines,
            "text/csv" => InputFormat.Csv,
            _ => null,
        };
}
