using InteRec.Catalog;

namespace InteRec.Planning.Llm.Audit;

/// <summary>The conditions of one list of a plan, read from its steps and put back into them.</summary>
internal static class ListConditions
{
    /// <summary>All hard conditions of the list's filter steps as one filter.</summary>
    public static ItemFilter Where(this PlanList list) =>
        list.Steps.OfType<FilterStep>().Select(s => s.Where).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>All preferences of the list's rank steps as one filter.</summary>
    public static ItemFilter Prefer(this PlanList list) =>
        list.Steps.OfType<RankStep>().Select(s => s.Prefer).OfType<ItemFilter>().Aggregate(ItemFilter.Empty, ItemFilter.Both);

    /// <summary>The list with exactly these hard conditions, in its first filter step.</summary>
    public static PlanList WithWhere(this PlanList list, ItemFilter where)
    {
        var first = true;
        var steps = new List<PlanStep>(list.Steps.Count + 1);
        foreach (var step in list.Steps)
        {
            var next = step is FilterStep filter ? filter with { Where = first && !where.IsEmpty ? where : null } : step;
            first &= step is not FilterStep;
            if (next is not FilterStep { Where: null, Items: null, Exclude: null, ExcludeSeries: null })
            {
                steps.Add(next);
            }
        }

        if (first && !where.IsEmpty)
        {
            steps.Insert(0, new FilterStep { Where = where });
        }

        return list with { Steps = steps };
    }

    /// <summary>The list with exactly these preferences, in its last rank step.</summary>
    public static PlanList WithPrefer(this PlanList list, ItemFilter prefer)
    {
        var steps = list.Steps.Select(s => s is RankStep rank ? rank with { Prefer = null } : s).ToList();
        var last = steps.FindLastIndex(s => s is RankStep);
        if (!prefer.IsEmpty)
        {
            if (last < 0)
            {
                steps.Add(new RankStep { Prefer = prefer });
            }
            else
            {
                steps[last] = (RankStep)steps[last] with { Prefer = prefer };
            }
        }

        return list with { Steps = steps };
    }

    /// <summary>Both filters at once: lists of values joined, the narrower of two bounds.</summary>
    public static ItemFilter And(ItemFilter one, ItemFilter other) =>
        other.Conditions.Aggregate(one, (sum, c) => sum.With(c.Key, And(sum[c.Key], c.Value)));

    /// <summary>Both conditions at once. Two lists of <c>any</c> have no common list in general; the first then stays and the second is joined to it.</summary>
    public static AttributeCondition And(AttributeCondition? one, AttributeCondition other) => one is null ? other : new AttributeCondition
    {
        Any = Join(one.Any, other.Any),
        All = Join(one.All, other.All),
        None = Join(one.None, other.None),
        From = one.From is { } f && other.From is { } g ? Math.Max(f, g) : one.From ?? other.From,
        To = one.To is { } t && other.To is { } u ? Math.Min(t, u) : one.To ?? other.To,
        Has = one.Has ?? other.Has,
    };

    /// <summary>True when one of the values is in any of the condition's lists, case and accents ignored.</summary>
    public static bool Names(this AttributeCondition? condition, string value) =>
        condition is not null && Values(condition).Any(v => TextFolding.Fold(v) == TextFolding.Fold(value));

    /// <summary>All values of a condition.</summary>
    public static IEnumerable<string> Values(this AttributeCondition condition) =>
        (condition.Any ?? []).Concat(condition.All ?? []).Concat(condition.None ?? []);

    /// <summary>True when the condition bounds a number.</summary>
    public static bool IsRange(this AttributeCondition condition) => condition.From is not null || condition.To is not null;

    private static IReadOnlyList<string>? Join(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null ? other : other is null ? one : [.. one.Union(other, StringComparer.OrdinalIgnoreCase)];
}
