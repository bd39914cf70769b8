using System.Text.Json;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>The request that a conversation goes on from: the lists of the last turn that made any.</summary>
internal static class LastRequest
{
    /// <summary>Its lists as they were planned, items by id; empty before the first.</summary>
    public static IReadOnlyList<PlanList> Lists(ConversationState state)
    {
        var last = state.Exchanges.LastOrDefault(e => e.Plan.Lists.Any(IsList));
        var lists = last?.Plan.Lists.Where(IsList).ToList() ?? [];
        var shown = last?.Plan.Intent == Intent.More ? state.Shown : [];
        return lists.Count != state.Requests.Count ? lists : [.. lists.Zip(state.Requests, (list, request) => Whole(list, request, shown))];
    }

    /// <summary>True where some of what these lists ask for was asked for before: the request is changed, not another one.</summary>
    public static bool Shares(ConversationState state, IReadOnlyList<PlanList> lists) => Parts(Lists(state)).Overlaps(Parts(lists));

    private static bool IsList(PlanList list) => new ListReading(list).GivesItems;

    /// <summary>An exchange keeps no long list of what is left out, and of "more" none, but the request does.</summary>
    private static PlanList Whole(PlanList list, OpenRequest request, IReadOnlyList<string> shown) =>
        list.Steps.OfType<FilterStep>().Any(f => f.Exclude is not null)
            ? list
            : list.Without([.. request.Exclude.Except(shown, StringComparer.Ordinal)]);

    private static HashSet<string> Parts(IReadOnlyList<PlanList> lists) =>
        lists.SelectMany(l => l.Steps).SelectMany(Parts).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Parts(PlanStep step) =>
        step switch
        {
            FilterStep { Where: { } where } => where.All.Select(c => $"{c.Key}: {JsonSerializer.Serialize(c.Value, PlanJson.Options)}"),
            SearchStep search => [search.Text],
            _ => [],
        };
}
