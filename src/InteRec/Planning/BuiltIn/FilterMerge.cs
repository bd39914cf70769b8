using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>Joins conditions: what a message adds, replaces and drops.</summary>
internal static class FilterMerge
{
    /// <summary>
    /// Adds every condition of <paramref name="added"/>; on one attribute values are joined and bounds replaced. Alternatives of both hold.
    /// </summary>
    public static ItemFilter And(this ItemFilter filter, ItemFilter? added)
    {
        foreach (var (name, condition) in added?.Conditions ?? ItemFilter.Empty.Conditions)
        {
            filter = filter.With(name, And(filter[name] ?? new AttributeCondition(), condition));
        }

        return added is null ? filter : filter.WithOr(filter.Or.Concat(added.Or));
    }

    /// <summary>Values no longer asked for or excluded on the attribute, also within alternatives.</summary>
    public static ItemFilter Without(this ItemFilter filter, string attribute, IReadOnlyList<string> values) =>
        filter.Select(
            (name, condition) =>
                name != attribute
                    ? condition
                    : condition with
                    {
                        Any = Minus(condition.Any, values),
                        All = Minus(condition.All, values),
                        None = Minus(condition.None, values),
                    }
        );

    /// <summary>Values never to be met on the attribute; they are no longer asked for either.</summary>
    public static ItemFilter Exclude(this ItemFilter filter, string attribute, IReadOnlyList<string> values)
    {
        filter = filter.Without(attribute, values);
        var condition = filter[attribute] ?? new AttributeCondition();
        return filter.With(attribute, condition with { None = AttributeCondition.Union(condition.None, values) });
    }

    /// <summary>The number is not wanted within the range, whatever was asked of it before.</summary>
    public static ItemFilter Outside(this ItemFilter filter, string attribute, NumberRange range)
    {
        var before = filter[attribute] ?? new AttributeCondition();
        return filter.With(attribute, before with { Outside = [.. (before.Outside ?? []).Append(range).Distinct()] });
    }

    /// <summary>The number within the range instead of what was asked; within no range that covers it is it excluded any more.</summary>
    public static ItemFilter Within(this ItemFilter filter, string attribute, NumberRange range) =>
        filter.With(
            attribute,
            And(filter[attribute] ?? new AttributeCondition(), new AttributeCondition { From = range.From, To = range.To })
        );

    /// <summary>The number within the range or within what was asked before; ranges that touch become one.</summary>
    public static ItemFilter OrWithin(this ItemFilter filter, string attribute, NumberRange range)
    {
        if (filter[attribute] is not { IsBounding: true } before)
        {
            return filter.Within(attribute, range);
        }

        var ranges = new List<NumberRange>();
        foreach (var next in Asked(before).Append(range).OrderBy(r => r.From ?? double.MinValue))
        {
            if (ranges is [.., var last] && (last.To is null || next.From is null || next.From <= last.To + 1))
            {
                ranges[^1] = last with { To = last.To is null || next.To is null ? null : Math.Max(last.To.Value, next.To.Value) };
            }
            else
            {
                ranges.Add(next);
            }
        }

        return filter.With(
            attribute,
            And(
                before,
                ranges is [var one] ? new AttributeCondition { From = one.From, To = one.To } : new AttributeCondition { Ranges = ranges }
            )
        );
    }

    /// <summary>How many items have all of the values at once; the values are the column's.</summary>
    public static int CountTogether(this CategoryColumn column, IReadOnlyList<string> values)
    {
        var all = column.SetOf(column.ValueId(values[0]));
        foreach (var value in values.Skip(1))
        {
            all.And(column.SetOf(column.ValueId(value)));
        }

        return all.Count();
    }

    private static AttributeCondition And(AttributeCondition before, AttributeCondition added)
    {
        var bounds = added.IsBounding ? added : before;
        List<NumberRange> outside =
        [
            .. (before.Outside ?? []).Where(o => !added.IsBounding || !Asked(added).Any(o.Covers)).Union(added.Outside ?? []),
        ];
        return before with
        {
            Any = AttributeCondition.Union(before.Any, added.Any),
            All = AttributeCondition.Union(before.All, added.All),
            None = AttributeCondition.Union(before.None, added.None),
            From = bounds.From,
            To = bounds.To,
            Ranges = bounds.Ranges,
            Outside = outside.Count > 0 ? outside : null,
            Has = added.Has ?? before.Has,
        };
    }

    private static IEnumerable<NumberRange> Asked(AttributeCondition condition) =>
        condition.Ranges ?? [new NumberRange(condition.From, condition.To)];

    private static List<string>? Minus(IReadOnlyList<string>? values, IReadOnlyList<string> taken)
    {
        var left = values?.Except(taken, StringComparer.Ordinal).ToList();
        return left is { Count: > 0 } ? left : null;
    }
}
