using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>The plan that a model's calls make on the way. A call that cannot run leaves it as it was.</summary>
/// <param name="state">The conversation, whose last request may be gone on with.</param>
internal sealed class StepDraft(ConversationState state)
{
    private readonly List<Part> _parts = [];
    private List<Part> _open = [];
    private bool _recalls;

    /// <summary>What goes into the profile.</summary>
    public ProfileChange? Remember { get; private set; }

    /// <summary>What goes out of the profile.</summary>
    public ProfileChange? Forget { get; private set; }

    /// <summary>What is asked back about.</summary>
    public string? Ask { get; set; }

    /// <summary>What the model says the message is, where nothing is to be done: small talk, help, out of scope.</summary>
    public Intent? Said { get; set; }

    /// <summary>True before the first call.</summary>
    public bool IsEmpty => !Begun.Any() && Remember is null && Forget is null && Ask is null && !_recalls && Said is null;

    /// <summary>The plan of the calls so far, complete by itself.</summary>
    public Plan Plan =>
        new()
        {
            Intent = IntentOf(),
            Lists = [.. Begun],
            Remember = Remember,
            Forget = Forget,
            Ask = Ask,
        };

    /// <summary>These lists as a plan by themselves; the profile as the calls have it.</summary>
    public Plan Alone(IReadOnlyList<PlanList> lists) =>
        new()
        {
            Lists = lists,
            Remember = Remember,
            Forget = Forget,
        };

    /// <summary>The lists with a step more, for the call to be tried.</summary>
    public IReadOnlyList<PlanList> With(PlanStep step) =>
        _open.Count == 0 ? [Add(new PlanList(), step)] : [.. _open.Select(p => Add(p.List, step))];

    /// <summary>Takes the step.</summary>
    public void Take(PlanStep step)
    {
        if (_open.Count == 0)
        {
            _open = [new Part { List = new PlanList() }];
            _parts.AddRange(_open);
        }

        foreach (var part in _open)
        {
            part.List = Add(part.List, step);
        }
    }

    /// <summary>The lists with another one that has a step, to be checked before it is begun.</summary>
    public Plan WithList(string? label, int? count)
    {
        var list = New(label, count);
        var over = Over([list]);
        return new Plan { Lists = [.. _parts.Except(over).Select(p => p.List), list with { Steps = [new RankStep()] }] };
    }

    /// <summary>
    /// Begins a list. One of the same label is begun anew, and one that has no step; one without a label only after it was shown to be
    /// mended, since two wishes need no labels.
    /// </summary>
    /// <param name="label">Whom or what it is for.</param>
    /// <param name="count">How many items; null: the usual number.</param>
    public void Begin(string? label, int? count) => Replace([new Part { List = New(label, count) }]);

    /// <summary>What is gone on with of the last request: all its lists, or the one of that label.</summary>
    /// <param name="label">Which of several.</param>
    /// <param name="count">How many items; null: as before.</param>
    /// <exception cref="StepCallException">There is no such request.</exception>
    public IReadOnlyList<PlanList> Last(string? label, int? count)
    {
        var before = LastRequest.Lists(state);
        var meant = before.Count > 1 && label is not null ? [.. before.Where(l => Same(l.Label, label))] : before;
        return meant.Count > 0
            ? [.. meant.Select(l => l with { Label = before.Count > 1 ? l.Label : label ?? l.Label, Count = count ?? l.Count })]
            : throw new StepCallException(
                before.Count == 0
                    ? "There is no request before this one: leave out from."
                    : $"The last request had the lists {string.Join(", ", before.Select(l => l.Label))}: name one as label, or none for "
                        + "all."
            );
    }

    /// <summary>Goes on from the last request.</summary>
    /// <param name="lists">Its lists.</param>
    /// <param name="isMore">More of the same, and nothing that was shown; false: the same, to be added to.</param>
    public void GoOn(IReadOnlyList<PlanList> lists, bool isMore) =>
        Replace([
            .. lists.Select(l => new Part
            {
                List = l,
                IsKept = true,
                IsMore = isMore,
            }),
        ]);

    /// <summary>The model is shown what the lists give, to mend them.</summary>
    public void Show() => _parts.ForEach(p => p.IsShown = true);

    /// <summary>Takes what is to be remembered.</summary>
    public void Keep(ProfileChange change) => Remember = Joined(Remember, change);

    /// <summary>Takes what is to be forgotten.</summary>
    public void Drop(ProfileChange change) => Forget = Joined(Forget, change);

    /// <summary>The person asks what is known of them.</summary>
    public void Recall() => _recalls = true;

    /// <summary>A list has one order: a second one takes the place of the first.</summary>
    private static PlanList Add(PlanList list, PlanStep step) =>
        list with
        {
            Steps = [.. list.Steps.Where(s => !(s is RankStep && step is RankStep)), step],
        };

    private static PlanList New(string? label, int? count) => new() { Label = label, Count = count ?? new PlanList().Count };

    private static bool Same(string? label, string? other) => string.Equals(label, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The lists that have a step; one that was begun and nothing more asks for nothing.</summary>
    private IEnumerable<PlanList> Begun => _parts.Select(p => p.List).Where(l => l.Steps.Count > 0);

    /// <summary>
    /// What these lists take the place of. Of shown lists without a label it is the last one for each: it is the one that the calls worked
    /// on, and where all are called again, each is replaced.
    /// </summary>
    private List<Part> Over(IReadOnlyList<PlanList> lists)
    {
        var labels = lists.Select(l => l.Label).Where(l => !string.IsNullOrEmpty(l)).ToList();
        var over = _parts.Where(p => p.List.Steps.Count == 0 || labels.Exists(l => Same(l, p.List.Label))).ToList();
        var shown = _parts.Except(over).Where(p => p.IsShown && string.IsNullOrEmpty(p.List.Label));
        return [.. over, .. shown.TakeLast(lists.Count - labels.Count)];
    }

    private void Replace(List<Part> parts)
    {
        var over = Over([.. parts.Select(p => p.List)]);
        _parts.RemoveAll(over.Contains);
        _parts.AddRange(parts);
        _open = parts;
    }

    private Intent IntentOf() =>
        Begun.ToList() switch
        {
            [] when _recalls => Intent.Recall,
            [] when Remember is not null => Intent.Remember,
            [] when Forget is not null => Intent.Forget,
            [] => Said ?? Intent.Chitchat,
            _ when _parts.Exists(p => p.IsMore && new ListReading(p.List).GivesItems) => Intent.More,
            [.., { Steps: [.., LookupStep { Question: "compare" }] }] => Intent.Compare,
            [.., { Steps: [.., LookupStep] }] => Intent.Lookup,
            [.., { Steps: [.., ExplainStep] }] => Intent.Explain,
            _ when _parts.Exists(p => p.IsKept) || LastRequest.Shares(state, [.. Begun]) => Intent.Refine,
            _ when Begun.Any(l => l.Steps.Any(s => s is SimilarStep)) => Intent.Similar,
            _ => Intent.Recommend,
        };

    private static ProfileChange Joined(ProfileChange? before, ProfileChange change) =>
        before is null
            ? change
            : new ProfileChange
            {
                Liked = [.. before.Liked.Union(change.Liked, StringComparer.Ordinal)],
                Disliked = [.. before.Disliked.Union(change.Disliked, StringComparer.Ordinal)],
                Seen = [.. before.Seen.Union(change.Seen, StringComparer.Ordinal)],
                Unwanted = [.. before.Unwanted.Union(change.Unwanted, StringComparer.Ordinal)],
                Preferred = [.. before.Preferred.Union(change.Preferred, StringComparer.Ordinal)],
                Everything = before.Everything || change.Everything,
            };

    /// <summary>A list of the plan and how it came about.</summary>
    private sealed class Part
    {
        public required PlanList List { get; set; }

        /// <summary>It goes on from the last request.</summary>
        public bool IsKept { get; init; }

        /// <summary>It asks for more of the last request.</summary>
        public bool IsMore { get; init; }

        /// <summary>The model was shown what it gives, to mend it.</summary>
        public bool IsShown { get; set; }
    }
}
