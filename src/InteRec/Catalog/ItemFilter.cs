using System.Text.Json.Serialization;

namespace InteRec.Catalog;

/// <summary>
/// What one attribute has to meet. All parts that are set must hold. An item without a value in the attribute fails
/// <c>any</c>, <c>all</c>, <c>from</c> and <c>to</c> and meets <c>none</c>.
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

    /// <summary>True: the item has a value (a flag: is set); false: it has none (a flag: is not set).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Has { get; init; }

    /// <summary>True when nothing is asked for.</summary>
    [JsonIgnore]
    public bool IsEmpty => Any is not { Count: > 0 } && All is not { Count: > 0 } && None is not { Count: > 0 } && From is null && To is null && Has is null;
}

/// <summary>
/// Typed conditions by attribute name. In JSON: <c>{ "genres": { "all": ["Sci-Fi"] }, "year": { "from": 1990 }, "not": { "moods": ["gory"] } }</c>;
/// <c>not</c> is read as <c>none</c>, and a bare value or list as <c>any</c>.
/// </summary>
[JsonConverter(typeof(ItemFilterJsonConverter))]
public sealed class ItemFilter(IReadOnlyDictionary<string, AttributeCondition> conditions)
{
    /// <summary>The filter that every item meets.</summary>
    public static ItemFilter Empty { get; } = new(new SortedDictionary<string, AttributeCondition>(StringComparer.Ordinal));

    /// <summary>The conditions by attribute name.</summary>
    public IReadOnlyDictionary<string, AttributeCondition> Conditions { get; } = conditions;

    /// <summary>True when every item meets it.</summary>
    public bool IsEmpty => Conditions.Count == 0;

    /// <summary>The condition on an attribute, or null.</summary>
    public AttributeCondition? this[string attribute] => Conditions.GetValueOrDefault(attribute);

    /// <summary>This filter with one attribute's condition replaced; a null or empty condition drops the attribute.</summary>
    public ItemFilter With(string attribute, AttributeCondition? condition)
    {
        var next = new SortedDictionary<string, AttributeCondition>(StringComparer.Ordinal);
        foreach (var (name, value) in Conditions)
        {
            next[name] = value;
        }

        if (condition is null || condition.IsEmpty)
        {
            next.Remove(attribute);
        }
        else
        {
            next[attribute] = condition;
        }

        return new ItemFilter(next);
    }
}
