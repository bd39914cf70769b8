using System.Text.Json;
using System.Text.Json.Serialization;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Tools;

namespace InteRec.Planning;

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

/// <summary>A call of one tool.</summary>
public sealed record ToolRequest
{
    /// <summary>The tool's arguments: a step as in a plan, its <c>tool</c> may be left out. Null: all defaults.</summary>
    public JsonElement? Step { get; init; }

    /// <summary>The candidates by item id, in their order; null: all items that the user may see.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>The user, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>Items liked, ids or titles: somebody's taste without a profile, or beside it.</summary>
    public IReadOnlyList<string>? Liked { get; init; }

    /// <summary>Items disliked, ids or titles.</summary>
    public IReadOnlyList<string>? Disliked { get; init; }

    /// <summary>Conditions that every candidate meets and nothing loosens, or null. See <see cref="CallerConditions"/>.</summary>
    [JsonConverter(typeof(CallerFilterJsonConverter))]
    public ItemFilter? Where { get; init; }

    /// <summary>Items that are no candidates, by id or title, or null.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>The users of a group whom the items are for, 1 to 20, or null.</summary>
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>How many items to give, 1 to the limit of the service for candidates. Default: 10 without candidates, all of them with.</summary>
    public int? Count { get; init; }
}

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
    public IReadOnlyList<Profiles.ProfileEntry>? Profile { get; init; }

    /// <summary>What the caller should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What the tool did.</summary>
    public required TraceEntry Trace { get; init; }

    /// <summary>The trained ranker of this call; null before the first training.</summary>
    public string? RankerId { get; init; }
}
