using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>Joins conditions: what a message adds, replaces and drops.</summary>
internal static class FilterMerge
{
    /// <summary>Adds every condition of <paramref name="added"/>; on one attribute values are joined and bounds replaced.</summary>
    public static ItemFilter And(this ItemFilter filter, ItemFilter? added)
    {
        foreach (var (name, condition) in added?.Conditions ?? ItemFilter.Empty.Conditions)
        {
            var before = filter[name] ?? new AttributeCondition();
            filter = filter.With(name, before with
            {
                Any = Union(before.Any, condition.Any),
                All = Union(before.All, condition.All),
                None = Union(before.None, condition.None),
                From = condition.From ?? (condition.To is null ? before.From : null),
                To = condition.To ?? (condition.From is null ? before.To : null),
                Has = condition.Has ?? before.Has,
            });
        }

        return filter;
    }

    /// <summary>Values no longer asked for or excluded, on any attribute.</summary>
    public static ItemFilter Without(this ItemFilter filter, string attribute, IReadOnlyList<string> values)
    {
        if (filter[attribute] is not { } condition)
        {
            return filter;
        }

        return filter.With(attribute, condition with { Any = Minus(condition.Any, values), All = Minus(condition.All, values), None = Minus(condition.None, values) });
    }

    /// <summary>The attribute without what is asked for; what is excluded stays.</summary>
    public static ItemFilter WithoutWanted(this ItemFilter filter, string attribute) =>
        filter[attribute] is { } condition ? filter.With(attribute, condition with { Any = null, All = null, From = null, To = null, Has = null }) : filter;

    /// <summary>Values never to be met on the attribute; they are no longer asked for either.</summary>
    public static ItemFilter Exclude(this ItemFilter filter, string attribute, IReadOnlyList<string> values)
    {
        filter = filter.Without(attribute, values);
        var condition = filter[attribute] ?? new AttributeCondition();
        return filter.With(attribute, condition with { None = Union(condition.None, values) });
    }

    /// <summary>The union without repeats; null where both are empty.</summary>
    public static IReadOnlyList<string>? Union(IReadOnlyList<string>? a, IReadOnlyList<string>? b) =>
        a is null ? b : b is null ? a : [.. a.Union(b, StringComparer.Ordinal)];

    private static List<string>? Minus(IReadOnlyList<string>? values, IReadOnlyList<string> taken)
    {
        var left = values?.Except(taken, StringComparer.Ordinal).ToList();
        return left is { Count: > 0 } ? left : null;
    }
}
