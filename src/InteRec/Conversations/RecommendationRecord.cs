using InteRec.Planning;
using InteRec.Profiles;

namespace InteRec.Conversations;

/// <summary>What was recommended to whom by what; feedback refers to it.</summary>
internal sealed record RecommendationRecord
{
    public required string RecommendationId { get; init; }

    /// <summary>The conversation, or null for a list that was asked for directly.</summary>
    public string? ConversationId { get; init; }

    public int? Turn { get; init; }

    public string? UserId { get; init; }

    /// <summary>The key that asked; null where none was needed.</summary>
    public string? KeyId { get; init; }

    /// <summary>The trained ranker that answered, or null.</summary>
    public string? RankerId { get; init; }

    public required string Planner { get; init; }

    /// <summary>The variant of an experiment, or null.</summary>
    public string? Variant { get; init; }

    /// <summary>The plan; null once the conversation was purged.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The item ids in the order in which they were shown.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What came of an item of a recommendation.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Kind">One of <see cref="FeedbackKinds"/>.</param>
/// <param name="Reason">Why, in the person's words, or null.</param>
/// <param name="At">When.</param>
internal sealed record Feedback(string ItemId, string Kind, string? Reason, DateTimeOffset At);

/// <summary>The kinds of <see cref="Feedback"/>.</summary>
internal static class FeedbackKinds
{
    public const string Shown = "shown";
    public const string Clicked = "clicked";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>What happened to an item; one does not rule out another.</summary>
    public static IReadOnlyList<string> Happened { get; } = [Shown, Clicked, Accepted, Rejected];

    /// <summary>What a person says of an item: one at a time, and it can be taken back. The profile learns it.</summary>
    public static IReadOnlyList<string> Said { get; } = [ProfileKinds.Liked, ProfileKinds.Disliked, ProfileKinds.Seen];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Happened, .. Said];
}
