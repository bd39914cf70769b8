using System.Text.Json.Serialization;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What one tool gave.</summary>
public sealed record ToolReply
{
    /// <summary>The items, best first where the tool orders.</summary>
    public IReadOnlyList<ListedItem> Items { get; init; } = [];

    /// <summary>How many candidates the tool gave before they were cut to the count.</summary>
    public int Found { get; init; }

    /// <summary>Facts found; null when the tool looks nothing up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fact>? Facts { get; init; }

    /// <summary>A question back, of the tool <c>ask</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FollowUp? FollowUp { get; init; }

    /// <summary>The profile's entries after the change, of the tools <c>remember</c> and <c>forget</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProfileEntry>? Profile { get; init; }

    /// <summary>What the caller should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What the tool did.</summary>
    public required TraceEntry Trace { get; init; }

    /// <summary>The trained ranker of this call; null before the first training.</summary>
    public string? RankerId { get; init; }
}
