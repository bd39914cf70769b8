using InteRec.Interactions;

namespace InteRec.Profiles;

/// <summary>One thing remembered of a user.</summary>
/// <param name="Kind"><c>liked</c>, <c>disliked</c>, <c>seen</c>, <c>unwanted</c> or <c>preferred</c>.</param>
/// <param name="ItemId">The item, or null when it is an attribute value.</param>
/// <param name="Attribute">The attribute, or null when it is an item.</param>
/// <param name="Value">The attribute's value, or null.</param>
/// <param name="At">When it was remembered.</param>
/// <param name="Source">
/// Where from: <c>chat</c>, <c>api</c>, <c>feedback</c> or <c>interaction</c>; with the turn where there is one, as in <c>chat:c_1/3</c>.
/// </param>
public sealed record ProfileEntry(string Kind, string? ItemId, string? Attribute, string? Value, DateTimeOffset At, string Source);

/// <summary>The kinds of <see cref="ProfileEntry"/>.</summary>
public static class ProfileKinds
{
    /// <summary>An item the user liked.</summary>
    public const string Liked = "liked";

    /// <summary>An item the user disliked. Never recommended.</summary>
    public const string Disliked = "disliked";

    /// <summary>An item the user has already seen. Not recommended unless asked for.</summary>
    public const string Seen = "seen";

    /// <summary>An item or value never to be recommended.</summary>
    public const string Unwanted = "unwanted";

    /// <summary>An attribute value that the user prefers.</summary>
    public const string Preferred = "preferred";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [Liked, Disliked, Seen, Unwanted, Preferred];
}

/// <summary>What is remembered of a user: entries said or given, and the history of interactions. An immutable value.</summary>
/// <param name="UserId">The user, or null for a conversation without one.</param>
/// <param name="Entries">What was said or given.</param>
/// <param name="History">Latest interaction of each item.</param>
public sealed record Profile(string? UserId, IReadOnlyList<ProfileEntry> Entries, IReadOnlyList<HistoryEntry> History)
{
    /// <summary>Nothing is known.</summary>
    public static Profile Empty { get; } = new(null, [], []);

    /// <summary>
    /// Those whom the lists are for too, for this call: what nobody of them may be shown is not listed. Empty for one person alone.
    /// </summary>
    public IReadOnlyList<Profile> Company { get; init; } = [];

    /// <summary>The person and the company.</summary>
    internal IEnumerable<Profile> Everyone => Company.Prepend(this);

    /// <summary>
    /// The members of a group, empty for one person alone. Whoever speaks without a name is no member: what was said counts for each of
    /// them.
    /// </summary>
    internal IReadOnlyList<Profile> Members =>
        Company.Count == 0 ? []
        : UserId is null ? [.. Company.Select(member => member with { Entries = [.. Entries, .. member.Entries] })]
        : [this with { Company = [] }, .. Company];
}
