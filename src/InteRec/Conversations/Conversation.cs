using InteRec.Planning;
using InteRec.Profiles;

namespace InteRec.Conversations;

/// <summary>A stored conversation.</summary>
/// <param name="ConversationId">Its id.</param>
/// <param name="UserId">The user, or null.</param>
/// <param name="KeyId">The API key it was begun with, or null where none was needed.</param>
/// <param name="State">
/// What planners need from earlier turns; its <see cref="ConversationState.Turn"/> is the number of turns so far.
/// </param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When the last turn was.</param>
internal sealed record Conversation(
    string ConversationId,
    string? UserId,
    string? KeyId,
    ConversationState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    /// <summary>Members of the state that another version stored and this one cannot read; they are empty.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}

/// <summary>A conversation without its content.</summary>
internal sealed record ConversationSummary(
    string ConversationId,
    string? UserId,
    int Turns,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <summary>A turn of a stored conversation.</summary>
internal sealed record StoredTurn(int Turn, string Message, ChatReply Reply, DateTimeOffset At);

/// <summary>A turn that is finished: everything about it is stored in one transaction or not at all.</summary>
internal sealed record FinishedTurn
{
    public required string ConversationId { get; init; }

    public required Caller Caller { get; init; }

    public required string Message { get; init; }

    /// <summary>The state after the turn; its turn number is this turn's.</summary>
    public required ConversationState State { get; init; }

    public required ChatReply Reply { get; init; }

    /// <summary>What was recommended, or null.</summary>
    public RecommendationRecord? Recommendation { get; init; }

    /// <summary>What was learnt of the user, or null. Passed over when the caller names no user.</summary>
    public Profiles.ProfileUpdate? Profile { get; init; }
}

/// <summary>Another turn of the conversation was stored meanwhile, or it was deleted: the message can be sent again.</summary>
internal sealed class ConversationConflictException(string conversationId, int turn)
    : Exception(
        $"turn {turn} of conversation {conversationId} cannot be stored: another message was answered meanwhile, or the conversation is "
            + "gone"
    );
