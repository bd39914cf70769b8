using InteRec.Conversations;
using InteRec.Planning.BuiltIn;
using InteRec.Planning.Llm.Audit;

namespace InteRec.Planning.Llm;

/// <summary>The requests that a model's plan leaves open, so that the next message can refine them.</summary>
internal static class PlanState
{
    /// <summary>The state after the built-in reading, with the requests and the memory of the plan that is run in its place.</summary>
    public static ConversationState After(ConversationState reading, Plan plan)
    {
        var next = plan.Remember is null ? reading : reading with { Remembered = MemoryTurn.Joined(reading.Remembered, plan.Remember) };
        return plan.Intent.MakesList() && plan.Lists.Count > 0 ? next with { Requests = [.. plan.Lists.Select(Request)] } : next;
    }

    private static OpenRequest Request(PlanList list)
    {
        var (filters, similar) = (list.Steps.OfType<FilterStep>().ToList(), list.Steps.OfType<SimilarStep>().ToList());
        var rank = list.Steps.OfType<RankStep>().LastOrDefault();
        return new OpenRequest
        {
            Label = list.Label,
            Where = list.Where(),
            Prefer = list.Prefer(),
            Text = list.Steps.OfType<SearchStep>().LastOrDefault()?.Text,
            Like = [.. similar.SelectMany(s => s.To).Distinct(StringComparer.Ordinal)],
            Unlike = [.. similar.SelectMany(s => s.Unlike ?? []).Distinct(StringComparer.Ordinal)],
            Exclude = [.. filters.SelectMany(f => f.Exclude ?? []).Distinct(StringComparer.Ordinal)],
            ExcludeSeries = [.. filters.SelectMany(f => f.ExcludeSeries ?? []).Distinct(StringComparer.Ordinal)],
            Items = filters.LastOrDefault(f => f.Items is not null)?.Items,
            Count = list.Count,
            By = rank?.By,
            Order = rank?.Order,
            Novelty = rank?.Novelty ?? 0,
        };
    }
}
