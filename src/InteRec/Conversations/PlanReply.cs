using System.Text.Json.Serialization;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>What a plan gave that was run as it is, with no planner.</summary>
public sealed record PlanReply
{
    /// <summary>The recommendation that feedback refers to; null when nothing was recommended.</summary>
    public string? RecommendationId { get; init; }

    /// <summary>The lists.</summary>
    public IReadOnlyList<ItemList> Lists { get; init; } = [];

    /// <summary>Facts that a look-up found; null when none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fact>? Facts { get; init; }

    /// <summary>A question back, or null.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>What the caller should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Names that are not in the catalogue.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The plan with its names grounded.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What each step did.</summary>
    public IReadOnlyList<TraceEntry> Trace { get; init; } = [];

    /// <summary>The trained ranker that answered; null before the first training.</summary>
    public string? RankerId { get; init; }
}
