using InteRec.Conversations;

namespace InteRec.Planning.Llm.Steps;

/// <summary>The plan that a model's calls make on the way. A call that cannot run leaves it as it was.</summary>
/// <param name="state">The conversation, whose last request may be gone on with.</param>
internal sealed class StepDraft(ConversationState state)
{
    private readonly List<PlanList> _lists = [];
    private List<int> _open = [];
    private bool _isMore;
    private bool _isKept;
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
    public Plan Plan => new() { Intent = IntentOf(), Lists = [.. Begun], Remember = Remember, Forget = Forget, Ask = Ask };

    /// <summary>What the latest calls work on, as a plan by itself; the profile as the calls have it.</summary>
    public Plan Open => new() { Lists = [.. _open.Select(i => _lists[i])], Remember = Remember, Forget = Forget };

    /// <summary>The lists with a step more, for the call to be tried.</summary>
    public IReadOnlyList<PlanList> With(PlanStep step) =>
        _open.Count == 0 ? [Add(new PlanList(), step)] : [.. _open.Select(i => Add(_lists[i], step))];

    /// <summary>Takes the step.</summary>
    public void Take(PlanStep step)
    {
        var lists = With(step);
        if (_open.Count == 0)
        {
            _open = [_lists.Count];
            _lists.Add(lists[0]);
        }

        foreach (var (place, list) in _open.Zip(lists))
        {
            _lists[place] = list;
        }
    }

    /// <summary>The lists with another one that has a step, to be checked before it is begun.</summary>
    public Plan WithList(string? label, int? count)
    {
        var list = new PlanList { Label = label, Count = count ?? new PlanList().Count, Steps = [new RankStep()] };
        return new Plan { Lists = [.. Begun.Where(l => !Same(l.Label, label)), list] };
    }

    /// <summary>Begins a list; one of the same label, and one without a step, is begun anew.</summary>
    /// <param name="label">Whom or what it is for.</param>
    /// <param name="count">How many items; null: as before, or the usual number.</param>
    public void Begin(string? label, int? count) => Replace([new PlanList { Label = label, Count = count ?? new PlanList().Count }]);

    /// <summary>Goes on from the last request: all its lists, or the one of that label.</summary>
    /// <param name="label">Which of several.</param>
    /// <param name="count">How many items; null: as before.</param>
    /// <param name="isMore">More of the same, and nothing that was shown; false: the same, to be added to.</param>
    /// <exception cref="StepCallException">There is no such request.</exception>
    public void GoOn(string? label, int? count, bool isMore)
    {
        var before = LastRequest.Lists(state);
        var meant = before.Count > 1 && label is not null ? [.. before.Where(l => Same(l.Label, label))] : before;
        if (meant.Count == 0)
        {
            throw new StepCallException(before.Count == 0
                ? "There is no request before this one: leave out from."
                : $"The last request had the lists {string.Join(", ", before.Select(l => l.Label))}: name one as label, or none for all.");
        }

        Replace([.. meant.Select(l => l with { Label = before.Count > 1 ? l.Label : label ?? l.Label, Count = count ?? l.Count })]);
        (_isMore, _isKept) = (_isMore || isMore, true);
    }

    /// <summary>Takes what is to be remembered.</summary>
    public void Keep(ProfileChange change) => Remember = Joined(Remember, change);

    /// <summary>Takes what is to be forgotten.</summary>
    public void Drop(ProfileChange change) => Forget = Joined(Forget, change);

    /// <summary>The person asks what is known of them.</summary>
    public void Recall() => _recalls = true;

    /// <summary>A list has one order: a second one takes the place of the first.</summary>
    private static PlanList Add(PlanList list, PlanStep step) =>
        list with { Steps = [.. list.Steps.Where(s => !(s is RankStep && step is RankStep)), step] };

    private static bool Same(string? label, string? other) => string.Equals(label, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The lists that have a step; one that was begun and nothing more asks for nothing.</summary>
    private IEnumerable<PlanList> Begun => _lists.Where(l => l.Steps.Count > 0);

    private void Replace(List<PlanList> lists)
    {
        _lists.RemoveAll(l => l.Steps.Count == 0 || lists.Exists(n => Same(n.Label, l.Label)));
        _open = [.. Enumerable.Range(_lists.Count, lists.Count)];
        _lists.AddRange(lists);
    }

    private Intent IntentOf() => Begun.ToList() switch
    {
        [] when _recalls => Intent.Recall,
        [] when Remember is not null => Intent.Remember,
        [] when Forget is not null => Intent.Forget,
        [] => Said ?? Intent.Chitchat,
        [.., { Steps: [.., LookupStep { Question: "compare" }] }] => Intent.Compare,
        [.., { Steps: [.., LookupStep] }] => Intent.Lookup,
        [.., { Steps: [.., ExplainStep] }] => Intent.Explain,
        _ when _isMore => Intent.More,
        _ when _isKept || LastRequest.Shares(state, _lists) => Intent.Refine,
        _ when _lists.Exists(l => l.Steps.Any(s => s is SimilarStep)) => Intent.Similar,
        _ => Intent.Recommend,
    };

    private static ProfileChange Joined(ProfileChange? before, ProfileChange change) => before is null ? change : new ProfileChange
    {
        Liked = [.. before.Liked.Union(change.Liked, StringComparer.Ordinal)],
        Disliked = [.. before.Disliked.Union(change.Disliked, StringComparer.Ordinal)],
        Seen = [.. before.Seen.Union(change.Seen, StringComparer.Ordinal)],
        Unwanted = [.. before.Unwanted.Union(change.Unwanted, StringComparer.Ordinal)],
        Preferred = [.. before.Preferred.Union(change.Preferred, StringComparer.Ordinal)],
        Everything = before.Everything || change.Everything,
    };
}
