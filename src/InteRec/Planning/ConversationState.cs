using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// A conversation as a value: each turn takes one and gives the next. It is stored with the conversation as JSON, so what a planner
/// needs from earlier turns is in here and nowhere else.
/// </summary>
internal sealed record ConversationState
{
    private const int MostUndone = 20;

    /// <summary>A conversation in which nothing was said yet.</summary>
    public static ConversationState Empty { get; } = new();

    /// <summary>Number of turns so far.</summary>
    public int Turn { get; init; }

    /// <summary>The requests that hold, one a list of the last plan that made lists; empty before the first.</summary>
    public IReadOnlyList<OpenRequest> Requests { get; init; } = [];

    /// <summary>Earlier values of <see cref="Requests"/>, latest last, for undo. At most 20.</summary>
    public IReadOnlyList<IReadOnlyList<OpenRequest>> Undo { get; init; } = [];

    /// <summary>The undo of the next state: with the requests that hold now, the latest 20.</summary>
    internal IReadOnlyList<IReadOnlyList<OpenRequest>> Pushed() =>
        Requests.Count == 0 ? Undo : [.. Undo.TakeLast(MostUndone - 1), Requests];

    /// <summary>Item ids of the last lists, in the order in which they were read: "the second one".</summary>
    public IReadOnlyList<string> LastItems { get; init; } = [];

    /// <summary>Every item id that this conversation has shown.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Items talked about last, latest first: "how long is it?".</summary>
    public IReadOnlyList<string> Focus { get; init; } = [];

    /// <summary>People talked about last, latest first: "what else has he directed?".</summary>
    public IReadOnlyList<string> FocusPeople { get; init; } = [];

    /// <summary>Attributes that were asked back about: never the same question twice.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>What a conversation without a user has learnt for its profile.</summary>
    public ProfileChange? Remembered { get; init; }

    /// <summary>The last plan, or null.</summary>
    public Plan? LastPlan { get; init; }

    /// <summary>
    /// What was said and what came of it, latest last. At most 24; then the older half goes at once, so that what a model is told keeps its
    /// beginning.
    /// </summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];
}

/// <summary>A request that holds until it is changed: everything that is needed to write the next plan of its list.</summary>
internal sealed record OpenRequest
{
    /// <summary>How many are listed where one is looked for that is not certain.</summary>
    public const int Few = 3;

    /// <summary>
    /// What was said of it, as the built-in planner reads it; null where another planner made the request: then it is read back from the
    /// conditions.
    /// </summary>
    public IReadOnlyList<Condition>? Said { get; init; }

    /// <summary>Whom or what the list is for, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Hard conditions.</summary>
    public ItemFilter Where { get; init; } = ItemFilter.Empty;

    /// <summary>Preferences.</summary>
    public ItemFilter Prefer { get; init; } = ItemFilter.Empty;

    /// <summary>Free text for search, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Items to be like, by id.</summary>
    public IReadOnlyList<string> Like { get; init; } = [];

    /// <summary>Items to be unlike, by id.</summary>
    public IReadOnlyList<string> Unlike { get; init; } = [];

    /// <summary>Items never to list, by id.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Series never to list, by name.</summary>
    public IReadOnlyList<string> ExcludeSeries { get; init; } = [];

    /// <summary>Only these items, by id; null for all.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>How many; null for the default.</summary>
    public int? Count { get; init; }

    /// <summary>How to rank; null for the blend.</summary>
    public string? By { get; init; }

    /// <summary><c>asc</c> or <c>desc</c>, with an attribute.</summary>
    public string? Order { get; init; }

    /// <summary>Novelty knob, see <see cref="RankStep.Novelty"/>.</summary>
    public double Novelty { get; init; }
}
