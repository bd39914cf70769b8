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

    /// <summary>A number within one of the ranges.</summary>
    Range,

    /// <summary>A number not within this range.</summary>
    Outside,

    /// <summary>A value at all, or none.</summary>
    Has,

    /// <summary>One of several alternatives, across attributes.</summary>
    Or,
}

/// <summary>
/// The smallest part of a filter that a person would name and drop as one: one value of <c>all</c> or <c>none</c>, an <c>any</c>, a
/// range, a <c>has</c>, an <c>or</c>. A filter is the conjunction of its elementary conditions; relaxation and reasons work on them.
/// </summary>
internal sealed record ElementaryCondition(string Attribute, ConditionKind Kind)
{
    /// <summary>The values of any, all and none.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The ranges of a range, the one of an outside.</summary>
    public IReadOnlyList<NumberRange> Ranges { get; init; } = [];

    /// <summary>What <c>has</c> wants.</summary>
    public bool Wanted { get; init; }

    /// <summary>The alternatives of an or, each a conjunction.</summary>
    public IReadOnlyList<IReadOnlyList<ElementaryCondition>> Alternatives { get; init; } = [];

    /// <summary>True when the condition only says what an item must not have.</summary>
    public bool IsExcluding => Kind is ConditionKind.None or ConditionKind.Outside;

    /// <summary>The condition itself, or those of its alternatives.</summary>
    public IEnumerable<ElementaryCondition> Leaves => Kind == ConditionKind.Or ? Alternatives.SelectMany(a => a) : [this];

    /// <summary>The parts of a filter, in order of attribute name, alternatives last.</summary>
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

        foreach (var group in filter.Or)
        {
            parts.Add(new ElementaryCondition(ItemFilterJsonConverter.Or, ConditionKind.Or) { Alternatives = [.. group.Select(Of)] });
        }

        return parts;
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
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Range) { Ranges = [new NumberRange(condition.From, condition.To)] });
        }

        if (condition.Ranges is { Count: > 0 } ranges)
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Range) { Ranges = ranges });
        }

        foreach (var range in condition.Outside ?? [])
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Outside) { Ranges = [range] });
        }

        if (condition.Has is { } has)
        {
            parts.Add(new ElementaryCondition(attribute, ConditionKind.Has) { Wanted = has });
        }
    }
}
