using InteRec.Planning;

namespace InteRec.Api.Contracts;

/// <summary>All that is remembered of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Entries">What was said or given.</param>
/// <param name="History">Number of items in the history of interactions.</param>
public sealed record ProfileAnswer(string UserId, IReadOnlyList<ProfileEntryAnswer> Entries, int History);

/// <summary>One thing remembered of a user.</summary>
/// <param name="Kind"><c>liked</c>, <c>disliked</c>, <c>seen</c>, <c>unwanted</c> or <c>preferred</c>.</param>
/// <param name="ItemId">The item, or null when it is an attribute's value.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Attribute">The attribute, or null when it is an item.</param>
/// <param name="Value">The attribute's value, or null.</param>
/// <param name="At">When it was remembered.</param>
/// <param name="Source">
/// Where from: <c>chat</c>, <c>api</c>, <c>feedback</c> or <c>interaction</c>, with the conversation and turn where there is one.
/// </param>
public sealed record ProfileEntryAnswer(
    string Kind,
    string? ItemId,
    string? Title,
    string? Attribute,
    string? Value,
    DateTimeOffset At,
    string Source
);

/// <summary>What to put into a profile and what to take out of it. Items by id or title, values as the catalogue writes them.</summary>
/// <param name="Remember">What to put in.</param>
/// <param name="Forget">What to take out.</param>
public sealed record ProfilePatch(ProfileChange? Remember = null, ProfileChange? Forget = null);
