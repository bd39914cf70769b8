using InteRec.Catalog;

namespace InteRec.Planning;

/// <summary>The conditions of one list of a plan, read from its steps.</summary>
internal static class ListConditions
{
    /// <summary>True for the intents that end in a list.</summary>
    public static bool MakesList(this Intent intent) => intent is Intent.Recommend or Intent.Refine or Intent.More or Intent.Similar;

    /// <summary>All hard conditions of the list's filter steps as one filter.</summary>
    public static ItemFilter Where(this PlanList list) =>
        list.Steps.OfType<FilterStep>().Select(s => s.Where).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>All preferences of the list's rank steps as one filter.</summary>
    public static ItemFilter Prefer(this PlanList list) =>
        list.Steps.OfType<RankStep>().Select(s => s.Prefer).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);
}
