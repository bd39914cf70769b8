namespace InteRec.Catalog;

/// <summary>What an elementary condition asks.</summary>
internal enum ConditionKind
{
    /// <summary>One of the values.</summary>
    Any,

    /// <summary>This value.</summary>
    All,

    /// <summary>Not this value.</summary>
    None,

    /// <summary>A number within bounds.</summary>
    Range,

    /// <summary>A value at all, or none.</summary>
    Has,
}

/// <summary>
/// The smallest part of a filter that a person would name and drop as one: one value of <c>all</c> or <c>none</c>, an <c>any</c>, a
/// range, a <c>has</c>. A filter is the conjunction of its elementary conditions; relaxation and reasons work on them.
/// </summary>
internal sealed record ElementaryCondition(string Attribute, ConditionKind Kind)
{
    /// <summary>The values of any, all and none.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Least number of a range, or null.</summary>
    public double? From { get; init; }

    /// <summary>Greatest number of a range, or null.</summary>
    public double? To { get; init; }

    /// <summary>What <c>has</c> wants.</summary>
    public bool Wanted { get; init; }

    /// <summary>The parts of a filter, in order of attribute name.</summary>
    public static List<ElementaryCondition> Of(ItemFilter? filter)
    {
        var parts = new List<ElementaryCondition>();
        if (filter is null)
        {
            return parts;
        }

        foreach (var (attribute, condition) in filter.Conditions)
        {
            AddParts(parts, attribute, condition);
        }

        return parts;
    }

    /// <summary>The filter without the given parts.</summary>
    public static ItemFilter Without(ItemFilter filter, IReadOnlyCollection<ElementaryCondition> dropped)
    {
        foreach (var part in dropped)
        {
            if (filter[part.Attribute] is { } before)
            {
                filter = filter.With(part.Attribute, part.Kind switch
                {
                    ConditionKind.Any => before with { Any = null },
                    ConditionKind.All => before with { All = before.All?.Where(v => v != part.Values[0]).ToList() },
                    ConditionKind.None => before with { None = before.None?.Where(v => v != part.Values[0]).ToList() },
                    ConditionKind.Range => before with { From = null, To = null },
                    _ => before with { Has = null },
                });
            }
        }

        return filter;
    }

    private static void AddParts(List<ElementaryCondition> parts, string attribute, AttributeCondition condition)
    {
        if (condition.Any is { Count: > 0 } any)
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Any) { Values = any });
        }

        foreach (var value in condition.All ?? [])
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.All) { Values = [value] });
        }

        foreach (var value in condition.None ?? [])
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.None) { Values = [value] });
        }

        if (condition.From is not null || condition.To is not null)
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Range) { From = condition.From, To = condition.To });
        }

        if (condition.Has is { } has)
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Has) { Wanted = has });
        }
    }
}
