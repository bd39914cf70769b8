using System.ComponentModel.DataAnnotations;

namespace InteRec.Tools;

/// <summary>
/// What a plan may cost. A plan beyond a limit is refused with a sentence that names it; a plan out of time gives what it has.
/// </summary>
public sealed class PlanLimits
{
    /// <summary>Where the settings are.</summary>
    public const string SectionName = "InteRec:Limits:Plan";

    /// <summary>Lists in one plan, 1 to 16. Default 4.</summary>
    [Range(1, 16)]
    public int Lists { get; set; } = 4;

    /// <summary>Steps in one list, 1 to 64. Default 12.</summary>
    [Range(1, 64)]
    public int Steps { get; set; } = 12;

    /// <summary>Items in one list, 1 to 1,000. Default 50.</summary>
    [Range(1, 1_000)]
    public int Count { get; set; } = 50;

    /// <summary>Names in one list of items, 1 to 10,000. Default 2,000: what a long conversation has shown is excluded by name.</summary>
    [Range(1, 10_000)]
    public int Names { get; set; } = 2_000;

    /// <summary>Candidates of one call of a tool, 1 to 100,000. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int Candidates { get; set; } = 1_000;

    /// <summary>
    /// Values in one condition, 1 to 10,000. Default 1,000: a topic has up to sixty spellings, and a message several topics.
    /// </summary>
    [Range(1, 10_000)]
    public int Values { get; set; } = 1_000;

    /// <summary>Characters of a name, a value or a label, 1 to 4,000. Default 300.</summary>
    [Range(1, 4_000)]
    public int NameLength { get; set; } = 300;

    /// <summary>Characters of a search text, 1 to 16,000. Default 4,000.</summary>
    [Range(1, 16_000)]
    public int TextLength { get; set; } = 4_000;

    /// <summary>Users of one batch of lists, 1 to 100,000. Default 1,000: a few seconds of work.</summary>
    [Range(1, 100_000)]
    public int Users { get; set; } = 1_000;

    /// <summary>
    /// Milliseconds after which no further step begins, 1 to 60,000. Default 2,000. The lists made so far are given with a notice.
    /// </summary>
    [Range(1, 60_000)]
    public int Milliseconds { get; set; } = 2_000;
}
