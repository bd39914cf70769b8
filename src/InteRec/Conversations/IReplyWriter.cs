using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Settings;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Writes a reply in words. Two implementations: templates, and the language model over item handles.</summary>
internal interface IReplyWriter
{
    /// <summary>Writes the text in pieces that joined are the whole; a writer that has it all at once gives one piece.</summary>
    IAsyncEnumerable<string> WriteAsync(ReplyContext context, CancellationToken cancellationToken);
}

/// <summary>What a reply writer may look at.</summary>
internal sealed record ReplyContext
{
    /// <summary>The person's words.</summary>
    public required string Message { get; init; }

    /// <summary>The conversation before this turn.</summary>
    public required ConversationState Before { get; init; }

    /// <summary>How the message was understood, and the plan, its names grounded.</summary>
    public required PlanningResult Planning { get; init; }

    /// <summary>What the plan gave: facts, trace, what the critic found.</summary>
    public required ExecutionResult Execution { get; init; }

    /// <summary>The lists as they go out.</summary>
    public IReadOnlyList<ItemList> Lists { get; init; } = [];

    /// <summary>All notices of the turn: of planning, grounding and execution.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>The question back that goes out beside the text, or null.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>What is remembered of the user, after this message.</summary>
    public required Profile Profile { get; init; }

    /// <summary>True where lists and question are shown beside the text, which then need not say them once more.</summary>
    public bool Brief { get; init; }

    /// <summary>Catalogue and ranker of this turn.</summary>
    public required ServingState Serving { get; init; }

    /// <summary>Who plans and so may write, by the settings and the user's variant.</summary>
    public PlannerChoice Planner { get; init; }

    /// <summary>The person's language as the caller knows it (BCP 47), or null: that of the message.</summary>
    public string? Locale { get; init; }

    /// <summary>On whose account a model is asked.</summary>
    public ModelAccount Account { get; init; } = new(null, null);
}
