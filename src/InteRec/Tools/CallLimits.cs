using System.ComponentModel.DataAnnotations;

namespace InteRec.Tools;

/// <summary>What the words and ids of one call may weigh, whichever way it comes; section <c>InteRec:Limits</c>.</summary>
public class CallLimits
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Limits";

    /// <summary>Characters of one message. Default 4,000.</summary>
    [Range(1, 100_000)]
    public int MessageLength { get; set; } = 4_000;

    /// <summary>Characters of an id. Default 256.</summary>
    [Range(1, 1_000)]
    public int IdLength { get; set; } = 256;
}
