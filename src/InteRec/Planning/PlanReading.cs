using InteRec.Catalog;
using InteRec.Conversations;

namespace InteRec.Planning;

/// <summary>What plans and their lists ask for, read from their steps.</summary>
internal static class PlanReading
{
    /// <summary>True for the intents that end in a list.</summary>
    public static bool MakesList(this Intent intent) => intent is Intent.Recommend or Intent.Refine or Intent.More or Intent.Similar;

    /// <summary>All hard conditions of the list's filter steps as one filter.</summary>
    public static ItemFilter Where(this PlanList list) =>
        list.Steps.OfType<FilterStep>().Select(s => s.Where).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>All preferences of the list's rank steps as one filter.</summary>
    public static ItemFilter Prefer(this PlanList list) =>
        list.Steps.OfType<RankStep>().Select(s => s.Prefer).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>"More" is never what was shown already: a plan is complete by itself, so it says so by name.</summary>
    public static Plan WithoutShown(this Plan plan, ConversationState state) => plan.Intent != Intent.More || state.Shown.Count == 0
        ? plan
        : plan with
        {
            Lists = [.. plan.Lists.Select(l => new ListReading(l).GivesItems ? l with { Steps = [new FilterStep { Exclude = state.Shown }, .. l.Steps] } : l)],
        };
}
