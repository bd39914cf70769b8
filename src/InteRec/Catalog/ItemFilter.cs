using System.Text.Json.Serialization;

namespace InteRec.Catalog;

/// <summary>Numbers from one bound to another, both included; null means open.</summary>
/// <param name="From">At least this number (a date: yyyymmdd or a year).</param>
/// <param name="To">At most this number (a date: yyyymmdd or a year).</param>
public sealed record NumberRange(double? From = null, double? To = null)
{
    /// <summary>True when every number of <paramref name="other"/> lies in this range too.</summary>
    public bool Covers(NumberRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (From is null || other.From >= From) && (To is null || other.To <= To);
    }
}

/// <summary>
/// What one attribute has to meet. All parts that are set must hold. An item without a value in the attribute fails
/// <c>any</c>, <c>all</c>, <c>from</c>, <c>to</c> and <c>ranges</c> and meets <c>none</c> and <c>outside</c>.
/// </summary>
public sealed record AttributeCondition
{
    /// <summary>At least one of these values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Any { get; init; }

    /// <summary>Every one of these values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? All { get; init; }

    /// <summary>None of these values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? None { get; init; }

    /// <summary>At least this number (a date: yyyymmdd or a year).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? From { get; init; }

    /// <summary>At most this number (a date: yyyymmdd or a year).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? To { get; init; }

    /// <summary>Within at least one of these ranges: the sixties or the nineties.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NumberRange>? Ranges { get; init; }

    /// <summary>Within none of these ranges: not the eighties.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NumberRange>? Outside { get; init; }

    /// <summary>True: the item has a value (a flag: is set); false: it has none (a flag: is not set).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Has { get; init; }

    /// <summary>True when nothing is asked for.</summary>
    [JsonIgnore]
    public bool IsEmpty => !IsWanting && None is not { Count: > 0 } && Outside is not { Count: > 0 };

    /// <summary>True when something is asked for, not only something excluded.</summary>
    [JsonIgnore]
    public bool IsWanting => Any is { Count: > 0 } || All is { Count: > 0 } || IsBounding || Has is not null;

    /// <summary>True when a number has to lie within bounds.</summary>
    [JsonIgnore]
    public bool IsBounding => From is not null || To is not null || Ranges is { Count: > 0 };

    /// <summary>This condition and another: all that one condition can say, and what is left to be met beside it.</summary>
    internal (AttributeCondition Joined, AttributeCondition Beside) And(AttributeCondition other)
    {
        var any = Any is null || other.Any is null || Any.SequenceEqual(other.Any, StringComparer.OrdinalIgnoreCase);
        var ranges = Ranges is null || other.Ranges is null || Ranges.SequenceEqual(other.Ranges);
        var has = Has is null || other.Has is null || Has == other.Has;
        var joined = new AttributeCondition
        {
            Any = Any ?? other.Any,
            All = Union(All, other.All),
            None = Union(None, other.None),
            From = From > other.From || other.From is null ? From : other.From,
            To = To < other.To || other.To is null ? To : other.To,
            Ranges = Ranges ?? other.Ranges,
            Outside =
                Outside is null ? other.Outside
                : other.Outside is null ? Outside
                : [.. Outside.Union(other.Outside)],
            Has = Has ?? other.Has,
        };
        return (
            joined,
            new AttributeCondition
            {
                Any = any ? null : other.Any,
                Ranges = ranges ? null : other.Ranges,
                Has = has ? null : other.Has,
            }
        );
    }

    /// <summary>The union without repeats; null where both are null.</summary>
    internal static IReadOnlyList<string>? Union(IReadOnlyList<string>? a, IReadOnlyList<string>? b) =>
        a is null ? b
        : b is null ? a
        : [.. a.Union(b, StringComparer.Ordinal)];
}

/// <summary>
/// Typed conditions by attribute name. In JSON: <c>{ "genres": { "all": ["Sci-Fi"] }, "year": { "from": 1990 }, "not": { "moods": ["gory"]
/// }, "or": [ { "directors": { "any": ["X"] } }, { "cast": { "any": ["X"] } } ] }</c>; <c>not</c> is read as <c>none</c> and
/// <c>outside</c>, a bare value or list as <c>any</c>. All conditions must hold, and of <c>or</c> at least one alternative, whose
/// conditions hold together.
/// </summary>
[JsonConverter(typeof(ItemFilterJsonConverter))]
public sealed class ItemFilter(
    IReadOnlyDictionary<string, AttributeCondition> conditions,
    IReadOnlyList<IReadOnlyList<ItemFilter>>? or = null
)
{
    /// <summary>The filter that every item meets.</summary>
    public static ItemFilter Empty { get; } = new(new SortedDictionary<string, AttributeCondition>(StringComparer.Ordinal));

    /// <summary>The conditions by attribute name.</summary>
    public IReadOnlyDictionary<string, AttributeCondition> Conditions { get; } = conditions;

    /// <summary>
    /// Groups of alternatives: of every group at least one alternative must be met. One <c>or</c> is one group; where conditions of several
    /// steps or turns are joined there may be more, in JSON as a list of lists. An alternative has no groups of its own.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ItemFilter>> Or { get; } = or ?? [];

    /// <summary>True when every item meets it.</summary>
    public bool IsEmpty => Conditions.Count == 0 && Or.Count == 0;

    /// <summary>The condition on an attribute that holds beside all alternatives, or null.</summary>
    public AttributeCondition? this[string attribute] => Conditions.GetValueOrDefault(attribute);

    /// <summary>All conditions, also those within alternatives.</summary>
    internal IEnumerable<KeyValuePair<string, AttributeCondition>> All =>
        Conditions.Concat(Or.SelectMany(group => group).SelectMany(a => a.Conditions));

    /// <summary>
    /// This filter with one attribute's condition replaced; a null or empty condition drops the attribute. Alternatives stay.
    /// </summary>
    public ItemFilter With(string attribute, AttributeCondition? condition)
    {
        var next = Copy();
        if (condition is null || condition.IsEmpty)
        {
            next.Remove(attribute);
        }
        else
        {
            next[attribute] = condition;
        }

        return new ItemFilter(next, Or);
    }

    /// <summary>This filter with these groups of alternatives instead of its own; groups without an alternative are left out.</summary>
    internal ItemFilter WithOr(IEnumerable<IReadOnlyList<ItemFilter>> groups) => new(Conditions, [.. groups.Where(g => g.Count > 0)]);

    /// <summary>
    /// The filter with every condition as <paramref name="change"/> makes it, also within alternatives; what becomes null or empty is left
    /// out.
    /// </summary>
    internal ItemFilter Select(Func<string, AttributeCondition, AttributeCondition?> change) =>
        Conditions
            .Aggregate(Empty, (filter, c) => filter.With(c.Key, change(c.Key, c.Value)))
            .WithOr(Or.Select(IReadOnlyList<ItemFilter> (group) => [.. group.Select(a => a.Select(change)).Where(a => !a.IsEmpty)]));

    /// <summary>
    /// The filter that is met by what meets both. Of two lists of values, or of ranges, on one attribute the second becomes a group with
    /// one alternative: of several values an item may have one of each list.
    /// </summary>
    public static ItemFilter Both(ItemFilter one, ItemFilter other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (both, beside) = (one, new List<IReadOnlyList<ItemFilter>>());
        foreach (var (name, condition) in other.Conditions)
        {
            var (joined, rest) = one[name] is { } before ? before.And(condition) : (condition, new AttributeCondition());
            both = both.With(name, joined);
            if (!rest.IsEmpty)
            {
                beside.Add([Empty.With(name, rest)]);
            }
        }

        return both.WithOr([.. one.Or, .. other.Or, .. beside]);
    }

    private SortedDictionary<string, AttributeCondition> Copy()
    {
        var copy = new SortedDictionary<string, AttributeCondition>(StringComparer.Ordinal);
        foreach (var (name, value) in Conditions)
        {
            copy[name] = value;
        }

        return copy;
    }
}
