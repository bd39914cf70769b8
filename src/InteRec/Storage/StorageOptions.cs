using System.ComponentModel.DataAnnotations;

namespace InteRec.Storage;

/// <summary>How state is stored. Section <c>InteRec:Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Storage";

    /// <summary>The database. <c>sqlite</c> is the only one so far: one file in the data folder.</summary>
    [RegularExpression("(?i)sqlite", ErrorMessage = "InteRec:Storage:Provider: only sqlite is supported")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>Name of the SQLite file in the data folder. Default <c>interec.db</c>.</summary>
    [Required]
    public string FileName { get; set; } = "interec.db";

    /// <summary>
    /// How large the database may grow, in megabytes; what does not fit is answered but not kept. Default 0: as large as the disk lets it.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxMegabytes { get; set; }

    /// <summary>
    /// How long a statement waits for another process that writes, 1 to 600 seconds. Default 30; then the operation fails.
    /// </summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 30;
}
