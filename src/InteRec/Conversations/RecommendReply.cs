using System.Text.Json.Serialization;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>The answer to a request in words, for callers that run no plans: a <see cref="ChatReply"/> without how it came about.</summary>
public sealed record RecommendReply
{
    /// <summary>The conversation, to go on with.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The number of this turn, from 1.</summary>
    public required int Turn { get; init; }

    /// <summary>The recommendation that feedback refers to; null when nothing was recommended.</summary>
    public string? RecommendationId { get; init; }

    /// <summary>The answer in words; lists and question are beside it.</summary>
    public required string Text { get; init; }

    /// <summary>The lists.</summary>
    public IReadOnlyList<ItemList> Lists { get; init; } = [];

    /// <summary>A question back, or null.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>What the person should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Facts that a look-up found; null when none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fact>? Facts { get; init; }

    /// <summary>What of a reply such callers need.</summary>
    public static RecommendReply Of(ChatReply reply) =>
        new()
        {
            ConversationId = reply.ConversationId,
            Turn = reply.Turn,
            RecommendationId = reply.RecommendationId,
            Text = reply.Text,
            Lists = reply.Lists,
            FollowUp = reply.FollowUp,
            Notices = reply.Notices,
            Facts = reply.Facts,
        };
}
