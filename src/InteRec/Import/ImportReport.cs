namespace InteRec.Import;

/// <summary>A row that could not be used.</summary>
/// <param name="File">The file, or what stands for it (<c>body</c>).</param>
/// <param name="Line">The line on which the row begins, from 1; in a JSON array the place of the element, from 1.</param>
/// <param name="Reason">Why, in words for a person.</param>
public sealed record RowError(string File, long Line, string Reason)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>How far an import is.</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Bytes">Bytes read so far.</param>
/// <param name="TotalBytes">Size of the file, or null where it is unknown.</param>
public readonly record struct ImportProgress(string File, long Rows, long Bytes, long? TotalBytes);

/// <summary>What an import did. When <see cref="Applied"/> is false nothing was changed.</summary>
public sealed record ImportReport
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>True when the good rows are in the store; false when bad rows kept everything out.</summary>
    public bool Applied { get; init; }

    /// <summary>Rows of the file, bad ones included.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that were new.</summary>
    public long Inserted { get; init; }

    /// <summary>Rows that replaced a different one.</summary>
    public long Updated { get; init; }

    /// <summary>Rows that were there already.</summary>
    public long Unchanged { get; init; }

    /// <summary>True when the batch key was known: the numbers are those of the first time, and nothing was done now.</summary>
    public bool Repeated { get; init; }

    /// <summary>Rows that could not be used.</summary>
    public long Bad { get; init; }

    /// <summary>The first of the bad rows, up to <see cref="ImportSettings.ErrorsKept"/>; <see cref="Bad"/> counts all.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>What is worth knowing but changes nothing, such as columns that were passed over.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

/// <summary>How an import treats its input.</summary>
public sealed record ImportSettings
{
    /// <summary>The default: a bad row keeps the whole file out.</summary>
    public static ImportSettings Default { get; } = new();

    /// <summary>True: good rows go in and bad ones are left out. Default false: one bad row and nothing goes in.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>How many bad rows are reported one by one. Default 1,000; all are counted.</summary>
    public int ErrorsKept { get; init; } = 1_000;

    /// <summary>Most rows of one input; more is refused as a whole. Default: no limit.</summary>
    public long MaxRows { get; init; } = long.MaxValue;

    /// <summary>Interactions only: the sender's key of this batch; the same key again does nothing. Default: none.</summary>
    public string? BatchKey { get; init; }

    /// <summary>Interactions only: the time of rows without one. Default: 1970, which stands for "unknown".</summary>
    public DateTimeOffset? MissingTimestamp { get; init; }
}
