using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>The conversation after a turn.</summary>
internal static class NextState
{
    private const int MostShown = 2_000;
    private const int MostUndo = 20;
    private const int MostFocus = 20;
    private const int MostExchanges = 24;

    /// <summary>What the planner made of the state, with what the turn showed, asked and looked up.</summary>
    /// <param name="message">The person's words.</param>
    /// <param name="before">The state before the turn.</param>
    /// <param name="planning">What the planner gave.</param>
    /// <param name="plan">The plan with its names grounded.</param>
    /// <param name="execution">What it gave.</param>
    /// <param name="answer">The reply in words; null where it may name other people and so is not kept.</param>
    /// <param name="schema">Which attributes name people.</param>
    /// <param name="hasUser">True where a profile keeps what was said; the conversation then does not.</param>
    public static ConversationState After(
        string message,
        ConversationState before,
        PlanningResult planning,
        Plan plan,
        ExecutionResult execution,
        string? answer,
        DatasetSchema schema,
        bool hasUser
    )
    {
        var next = planning.State ?? FromPlan(before, plan, schema);
        var listed = execution.Lists.SelectMany(Ids).ToList();
        var looked = (execution.Facts ?? []).Select(f => f.ItemId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return next with
        {
            Turn = before.Turn + 1,
            LastItems = listed.Count > 0 ? listed : next.LastItems,
            Shown = listed.Count > 0 ? Last([.. next.Shown.Except(listed, StringComparer.Ordinal), .. listed], MostShown) : next.Shown,
            Focus = looked.Count > 0 ? [.. looked.Concat(next.Focus.Except(looked, StringComparer.Ordinal)).Take(MostFocus)] : next.Focus,
            Asked =
                execution.AskedAbout is { } asked && !next.Asked.Contains(asked, StringComparer.Ordinal)
                    ? [.. next.Asked, asked]
                    : next.Asked,
            Remembered = hasUser ? null : next.Remembered,
            LastPlan = plan,
            Exchanges = plan.Forget is { Everything: true }
                ? []
                : [.. Kept(before.Exchanges), Exchange.Of(message, plan, execution, answer)],
        };
    }

    private static IEnumerable<string> Ids(ExecutedList list) => list.Items.Items.ToArray().Select(i => list.Items.Catalog.ItemId(i));

    private static List<string> Last(List<string> all, int most) => all.Count <= most ? all : all.GetRange(all.Count - most, most);

    private static IEnumerable<Exchange> Kept(IReadOnlyList<Exchange> exchanges) =>
        exchanges.Count < MostExchanges ? exchanges : exchanges.TakeLast(MostExchanges / 2);

    /// <summary>For a planner that keeps no state: the plan that was executed says what holds, and who and what was talked about.</summary>
    private static ConversationState FromPlan(ConversationState before, Plan plan, DatasetSchema schema)
    {
        var requests = plan.Lists.Where(l => new ListReading(l).GivesItems).Select(l => Request(l.Unchosen())).ToList();
        var steps = plan.Lists.SelectMany(l => l.Steps).ToList();
        return before with
        {
            Requests = requests.Count == 0 ? before.Requests : requests,
            Undo =
                requests.Count == 0 || before.Requests.Count == 0 ? before.Undo : [.. before.Undo.TakeLast(MostUndo - 1), before.Requests],
            Remembered = ProfileChanges.Joined(before.Remembered, plan.Remember, plan.Forget),
            Focus = First(steps.SelectMany(Named), before.Focus),
            FocusPeople = First(steps.OfType<FilterStep>().SelectMany(f => People(f.Where, schema)), before.FocusPeople),
        };
    }

    private static IReadOnlyList<string> First(IEnumerable<string> now, IReadOnlyList<string> before) =>
        now.ToList() is { Count: > 0 } latest ? [.. latest.Concat(before).Distinct(StringComparer.Ordinal).Take(MostFocus)] : before;

    private static IEnumerable<string> Named(PlanStep step) =>
        step switch
        {
            LookupStep lookup => lookup.Items ?? [],
            ExplainStep explain => explain.Items,
            SimilarStep similar => similar.To,
            _ => [],
        };

    private static IEnumerable<string> People(ItemFilter? where, DatasetSchema schema) =>
        (where ?? ItemFilter.Empty)
            .All.Where(c => schema.Find(c.Key)?.Role == AttributeRole.People)
            .SelectMany(c => (c.Value.Any ?? []).Concat(c.Value.All ?? []));

    private static OpenRequest Request(PlanList list)
    {
        var filters = list.Steps.OfType<FilterStep>().ToList();
        var similar = list.Steps.OfType<SimilarStep>().ToList();
        var rank = list.Steps.OfType<RankStep>().LastOrDefault();
        var items = filters.Where(f => f.Items is not null).SelectMany(f => f.Items!).ToList();
        return new OpenRequest
        {
            Label = list.Label,
            Where = filters.Select(f => f.Where).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both),
            Prefer = rank?.Prefer ?? ItemFilter.Empty,
            Text = list.Steps.OfType<SearchStep>().Select(s => s.Text).ToList() is { Count: > 0 } texts ? string.Join(' ', texts) : null,
            Like = [.. similar.SelectMany(s => s.To).Distinct(StringComparer.Ordinal)],
            Unlike = [.. similar.SelectMany(s => s.Unlike ?? []).Distinct(StringComparer.Ordinal)],
            Exclude = [.. filters.SelectMany(f => f.Exclude ?? []).Distinct(StringComparer.Ordinal)],
            ExcludeSeries = [.. filters.SelectMany(f => f.ExcludeSeries ?? []).Distinct(StringComparer.Ordinal)],
            Items = items.Count > 0 ? items : null,
            Count = list.Count,
            By = rank?.By is "blend" ? null : rank?.By,
            Order = rank?.Order,
            Novelty = rank?.Novelty ?? 0,
        };
    }
}
