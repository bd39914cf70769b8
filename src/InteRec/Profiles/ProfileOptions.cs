using System.ComponentModel.DataAnnotations;

namespace InteRec.Profiles;

/// <summary>What is remembered of users. Section <c>InteRec:Profiles</c>.</summary>
public sealed class ProfileOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Profiles";

    /// <summary>
    /// Most entries of one profile, 10 to 100,000; beyond it the oldest are forgotten, unwanted things last. Default 1,000.
    /// </summary>
    [Range(10, 100_000)]
    public int MaxEntries { get; set; } = 1_000;
}
