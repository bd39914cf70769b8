using System.Text.Json.Serialization;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Lists for many users in one call: the same steps for everybody, on what each may see.</summary>
public sealed record BatchRequest
{
    /// <summary>The users, 1 to the limit of the service (1,000).</summary>
    public required IReadOnlyList<BatchUser> Users { get; init; }

    /// <summary>The steps of every list, as in a plan; null: rank all items. The last one gives items.</summary>
    public IReadOnlyList<PlanStep>? Steps { get; init; }

    /// <summary>How many items, 1 to the limit of the service (50). Default 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Conditions that every item of every list meets, or null.</summary>
    [JsonConverter(typeof(CallerFilterJsonConverter))]
    public ItemFilter? Where { get; init; }

    /// <summary>Items in no list, by id or title, or null.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }
}

/// <summary>One user of a batch.</summary>
public sealed record BatchUser
{
    /// <summary>The user; one that nothing is known of gets what a newcomer gets.</summary>
    public required string UserId { get; init; }

    /// <summary>How many items, where not as many as for all.</summary>
    public int? Count { get; init; }

    /// <summary>Conditions beside those for all, or null.</summary>
    [JsonConverter(typeof(CallerFilterJsonConverter))]
    public ItemFilter? Where { get; init; }

    /// <summary>Items not in this user's list, beside those for all, or null.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }
}

/// <summary>The lists, in the order of the users.</summary>
/// <param name="Lists">One a user.</param>
/// <param name="Notices">What the caller should know of the steps and of all lists.</param>
/// <param name="RankerId">The trained ranker that answered; null before the first training.</param>
public sealed record BatchReply(IReadOnlyList<BatchList> Lists, IReadOnlyList<Notice> Notices, string? RankerId);

/// <summary>The list of one user, or why there is none.</summary>
public sealed record BatchList
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The recommendation that feedback refers to; null without items.</summary>
    public string? RecommendationId { get; init; }

    /// <summary>The items, best first.</summary>
    public IReadOnlyList<ListedItem> Items { get; init; } = [];

    /// <summary>What the caller should know of this list.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What is wrong with this user's entry; the other lists are not touched by it. Null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlanProblem>? Problems { get; init; }
}
