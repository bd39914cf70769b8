using InteRec.Conversations;

namespace InteRec.Api.Contracts;

/// <summary>A conversation with its turns.</summary>
/// <param name="ConversationId">Its id.</param>
/// <param name="UserId">The user, or null.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When the last turn was.</param>
/// <param name="Turns">The turns, in order.</param>
public sealed record ConversationAnswer(
    string ConversationId,
    string? UserId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<TurnAnswer> Turns
);

/// <summary>One turn.</summary>
/// <param name="Turn">Its number, from 1.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Message">The person's words.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Said">What the person said of its items by feedback: <c>liked</c>, <c>disliked</c> or <c>seen</c> by item id.</param>
public sealed record TurnAnswer(int Turn, DateTimeOffset At, string Message, ChatReply Reply, IReadOnlyDictionary<string, string> Said);
