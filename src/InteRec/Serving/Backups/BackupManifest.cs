using InteRec.Ranking;

namespace InteRec.Serving.Backups;

/// <summary>What a backup holds, as <c>backup.json</c> in it says.</summary>
internal sealed record BackupManifest
{
    /// <summary>Version of the format this code writes. A newer one is refused.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The moment whose state it holds (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Name of the dataset that was served.</summary>
    public required string Dataset { get; init; }

    /// <summary>Schema version of the database.</summary>
    public required int Schema { get; init; }

    /// <summary>The ranker that answered; null before the first training.</summary>
    public required string? RankerId { get; init; }

    /// <summary>Every other file of the archive: its path within it, its length and its SHA-256.</summary>
    public required IReadOnlyList<RankerFile> Files { get; init; }
}

/// <summary>A backup was not made or not restored; nothing was changed. The message is a sentence for the operator.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
