using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What plans and their lists ask for, read from their steps.</summary>
internal static class PlanReading
{
    private const int MostLeftOut = 1_000;

    /// <summary>True for the intents that end in a list.</summary>
    public static bool MakesList(this Intent intent) =>
        intent is Intent.Recommend or Intent.Refine or Intent.More or Intent.Similar or Intent.Undo or Intent.Reject or Intent.Complain;

    /// <summary>All hard conditions of the list's filter steps as one filter.</summary>
    public static ItemFilter Where(this PlanList list) =>
        list.Steps.OfType<FilterStep>().Select(s => s.Where).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>All preferences of the list's rank steps as one filter.</summary>
    public static ItemFilter Prefer(this PlanList list) =>
        list.Steps.OfType<RankStep>().Select(s => s.Prefer).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>
    /// A list with a choice among what its steps give: these items alone, in this order. Who chose knows why, so nothing orders them anew,
    /// and what was asked for stands in front of it.
    /// </summary>
    public static PlanList Chosen(this PlanList list, IReadOnlyList<string> items) =>
        list with
        {
            Steps = [.. list.Steps, new FilterStep { Items = items }, new RankStep { By = RankTool.Given }],
        };

    /// <summary>A list without such a choice: what is gone on with in later turns.</summary>
    public static PlanList Unchosen(this PlanList list) =>
        list.Steps is [.., FilterStep { Items: not null }, RankStep { By: RankTool.Given }]
            ? list with
            {
                Steps = [.. list.Steps.SkipLast(2)],
            }
            : list;

    /// <summary>What a plan says by itself of how a message was understood.</summary>
    public static Understood Understood(this Plan plan) =>
        new()
        {
            Intent = plan.Intent,
            Conditions = plan.Lists.Select(Where).Aggregate(ItemFilter.Empty, ItemFilter.Both),
            Preferences = plan.Lists.Select(Prefer).Aggregate(ItemFilter.Empty, ItemFilter.Both),
            FreeText = plan.Lists.SelectMany(l => l.Steps).OfType<SearchStep>().Select(s => s.Text).FirstOrDefault(),
        };

    /// <summary>
    /// A model's plan with what it need not say: the number of items that the caller wants, and for "more" what was shown already, by name,
    /// since a plan is complete by itself.
    /// </summary>
    public static Plan Completed(this Plan plan, PlanningInput input)
    {
        var shown = plan.Intent == Intent.More ? input.State.Shown.TakeLast(MostLeftOut).ToList() : [];
        var completed = plan with
        {
            Lists = [.. plan.Lists.Select(l => new ListReading(l).GivesItems ? Counted(l, input.Count).Without(shown) : l)],
        };
        return completed.Seeded(input.Seed);
    }

    /// <summary>
    /// The plan with a seed in every rank step that has none; a list of filters alone gets the rank step that would order it anyway. The same
    /// plan where nothing changes.
    /// </summary>
    internal static Plan Seeded(this Plan plan, int? seed)
    {
        if (seed is null || !plan.Lists.Any(l => IsUnordered(l) || l.Steps.Any(s => s is RankStep { Seed: null })))
        {
            return plan;
        }

        return plan with
        {
            Lists =
            [
                .. plan.Lists.Select(l =>
                    l with
                    {
                        Steps =
                        [
                            .. (IsUnordered(l) ? l.Steps.Append(new RankStep()) : l.Steps).Select(s =>
                                s is RankStep { Seed: null } rank ? rank with { Seed = seed } : s
                            ),
                        ],
                    }
                ),
            ],
        };
    }

    private static bool IsUnordered(PlanList list) => list.Steps.All(s => s is FilterStep);

    private static PlanList Counted(PlanList list, int? count) =>
        count is { } wanted && list.Count == new PlanList().Count ? list with { Count = wanted } : list;

    /// <summary>The list without these items: its first filter leaves them out too, or one in front of all.</summary>
    internal static PlanList Without(this PlanList list, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return list;
        }

        var steps = list.Steps.ToList();
        var place = steps.FindIndex(s => s is FilterStep);
        if (place < 0)
        {
            steps.Insert(0, new FilterStep { Exclude = items });
        }
        else
        {
            var filter = (FilterStep)steps[place];
            steps[place] = filter with { Exclude = [.. (filter.Exclude ?? []).Union(items, StringComparer.Ordinal)] };
        }

        return list with
        {
            Steps = steps,
        };
    }
}
