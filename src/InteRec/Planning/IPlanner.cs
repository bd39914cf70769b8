using InteRec.Catalog;
using InteRec.Profiles;
using InteRec.Settings;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>Turns a message into a plan. Two implementations: the built-in planner and the language model's.</summary>
internal interface IPlanner
{
    /// <summary>The name that replies carry: <c>built-in</c>, or <c>llm</c>.</summary>
    string Name { get; }

    /// <summary>Plans one turn. Never throws for what a person can type.</summary>
    Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken);
}

/// <summary>What a planner may look at.</summary>
/// <param name="Message">The person's words, as typed.</param>
/// <param name="Count">How many items the caller wants, or null to let the message decide.</param>
/// <param name="State">The conversation so far.</param>
/// <param name="Profile">What is remembered of the user.</param>
/// <param name="Serving">Catalogue, search and ranker of this turn.</param>
internal sealed record PlanningInput(string Message, int? Count, ConversationState State, Profile Profile, ServingState Serving)
{
    /// <summary>Who plans, by the settings and the user's variant.</summary>
    public PlannerChoice Planner { get; init; }

    /// <summary>The person's language as the caller knows it (BCP 47), or null.</summary>
    public string? Locale { get; init; }

    /// <summary>What the plan's rank steps get as their seed; null: none.</summary>
    public int? Seed { get; init; }

    /// <summary>On whose account a model is asked.</summary>
    public ModelAccount Account { get; init; } = new(null, null);
}

/// <summary>An item that the message names.</summary>
/// <param name="Text">The words of the message.</param>
/// <param name="ItemId">The item read from them.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sentiment"><c>liked</c>, <c>disliked</c>, <c>seen</c>, <c>unwanted</c> or <c>neutral</c>.</param>
public sealed record MentionedItem(string Text, string ItemId, string Title, string Sentiment);

/// <summary>How a message was understood; goes out with every reply.</summary>
public sealed record Understood
{
    /// <summary>The intent.</summary>
    public Intent Intent { get; init; }

    /// <summary>The hard conditions that hold now, over the whole conversation.</summary>
    public ItemFilter Conditions { get; init; } = ItemFilter.Empty;

    /// <summary>The preferences that hold now.</summary>
    public ItemFilter Preferences { get; init; } = ItemFilter.Empty;

    /// <summary>Items named in this message.</summary>
    public IReadOnlyList<MentionedItem> Mentioned { get; init; } = [];

    /// <summary>Names that the catalogue does not have.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>What is left as free text for search, or null.</summary>
    public string? FreeText { get; init; }
}

/// <summary>A plan and how it came about.</summary>
internal sealed record PlanningResult
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>How the message was understood.</summary>
    public required Understood Understood { get; init; }

    /// <summary>The state after this message, before its items are known; null: derived from the plan.</summary>
    public ConversationState? State { get; init; }

    /// <summary>What the person should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Which planner made the plan.</summary>
    public required string Planner { get; init; }

    /// <summary>
    /// What exactly this plan gave when the planner tried it, so that it need not run again; null where it was not tried.
    /// </summary>
    internal TriedPlan? Tried { get; init; }

    /// <summary>A text that answers by itself (small talk, help), or null to let the reply writer write.</summary>
    public string? Text { get; init; }

    /// <summary>Model calls, tokens and milliseconds spent, for the reply's metadata; null without a model.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>
    /// What the planner did to a plan before it runs, such as what a model made of the look at its result; begins the reply's trace.
    /// </summary>
    public IReadOnlyList<TraceEntry> Trace { get; init; } = [];
}
