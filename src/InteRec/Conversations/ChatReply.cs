using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>One message to the service.</summary>
/// <param name="Message">The person's words, 1 to the limit of the service (4,000 characters).</param>
/// <param name="ConversationId">The conversation to go on with; null begins one.</param>
/// <param name="UserId">The user, or null.</param>
/// <param name="Count">How many items a list should have, 1 to 50; null lets the message decide.</param>
/// <param name="Brief">
/// True where the caller shows lists and question itself: the text then does not say them once more. Default false.
/// </param>
public sealed record ChatRequest(
    [property: Description("The request in the person's own words, one turn of a conversation.")] string Message,
    [property: Description("The conversation to go on with, as an earlier answer gave it; without one a new one begins.")]
        string? ConversationId = null,
    [property: Description("The user whose taste counts and is learnt.")] string? UserId = null,
    [property: Description("How many items a list should have; without it the message decides.")] int? Count = null,
    bool Brief = false
)
{
    /// <summary>
    /// Conditions that the caller sets and nothing loosens, of this turn alone, or null. See <see cref="CallerConditions"/>.
    /// </summary>
    [Description("Conditions that every item meets, by attribute; they hold whatever the message says.")]
    [JsonConverter(typeof(CallerFilterJsonConverter))]
    public ItemFilter? Where { get; init; }

    /// <summary>Items that the caller leaves out of this turn, by id or title, or null.</summary>
    [Description("Items to leave out, by id or title.")]
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>
    /// The language to answer in with a language model, as BCP 47 ("de-AT"); null: that of the message. Titles and facts stay as the data
    /// have them.
    /// </summary>
    [Description("The language to answer in (BCP 47); without it that of the message.")]
    public string? Locale { get; init; }

    /// <summary>
    /// The users of a group whom this turn's lists are for, 1 to 20, the one who speaks among them; null for one person alone.
    /// </summary>
    [Description("The users of a group whom the lists are for: nothing that one of them does not want, in an order fair to all.")]
    public IReadOnlyList<string>? UserIds { get; init; }
}

/// <summary>The answer to one message.</summary>
public sealed record ChatReply
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The number of this turn, from 1.</summary>
    public required int Turn { get; init; }

    /// <summary>The recommendation that feedback refers to; null when nothing was recommended.</summary>
    public string? RecommendationId { get; init; }

    /// <summary>The answer in words.</summary>
    public required string Text { get; init; }

    /// <summary>The lists.</summary>
    public IReadOnlyList<ItemList> Lists { get; init; } = [];

    /// <summary>A question back, or null.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>How the message was understood.</summary>
    public required Understood Understood { get; init; }

    /// <summary>What the person should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Facts that a look-up found; null when none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fact>? Facts { get; init; }

    /// <summary>Which planner made the plan.</summary>
    public required string Planner { get; init; }

    /// <summary>The plan with the caller's conditions; sent to <c>/v1/plans</c> it gives the same lists again.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What each step did.</summary>
    public IReadOnlyList<TraceEntry> Trace { get; init; } = [];

    /// <summary>The trained ranker that answered; null before the first training.</summary>
    public string? RankerId { get; init; }

    /// <summary>What the language model cost; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelUsage? Usage { get; init; }
}
