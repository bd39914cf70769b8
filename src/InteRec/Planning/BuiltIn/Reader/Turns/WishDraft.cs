using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>A request while the conditions of its wish are added.</summary>
/// <param name="topic">The topic attribute, or null where the dataset has none.</param>
internal sealed class WishDraft(string? topic)
{
    private readonly Dictionary<Condition, string> _measured = new(ReferenceEqualityComparer.Instance);

    /// <summary>What is not a condition.</summary>
    public OpenRequest Request { get; set; } = new();

    /// <summary>Hard conditions.</summary>
    public ItemFilter Where { get; set; } = ItemFilter.Empty;

    /// <summary>Preferences.</summary>
    public ItemFilter Prefer { get; set; } = ItemFilter.Empty;

    /// <summary>How old the youngest are who watch, in years, or null.</summary>
    public int? Age { get; set; }

    /// <summary>How a phrase orders, or null.</summary>
    public string? By { get; private set; }

    /// <summary>The end it begins with, or null.</summary>
    public string? Order { get; private set; }

    /// <summary>Words to search for; some may be empty.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>What the catalogue could not make anything of.</summary>
    public List<Condition> Unknown { get; } = [];

    /// <summary>Adds what was said together: one thing, or alternatives.</summary>
    public void Close(List<Meaning> group)
    {
        Prefer = Preferring(group.Aggregate(ItemFilter.Empty, (prefer, meaning) => prefer.And(meaning.Prefer)));
        foreach (var meaning in group)
        {
            Texts.Add(meaning.Text ?? string.Empty);
            (By, Order) = meaning.By is null ? (By, Order) : (meaning.By, meaning.Order);
        }

        Where = group.Count > 1 ? Alternatives(group) : group.Aggregate(Where, (where, meaning) => where.And(meaning.Where));
        group.Clear();
    }

    /// <summary>Topics that are not alternatives are each to be met, so that the values of the second are a group of their own.</summary>
    private ItemFilter Preferring(ItemFilter added) =>
        topic is not null && added[topic] is { } about
            ? ItemFilter.Both(Prefer.And(added.With(topic, null)), ItemFilter.Empty.With(topic, about))
            : Prefer.And(added);

    private ItemFilter Alternatives(List<Meaning> group)
    {
        // A matter of taste is met by what it had best have: "a comedy or something light".
        var firm = group.Select(m => m.Where.IsEmpty ? m.Prefer : m.Where).Where(f => !f.IsEmpty).ToList();
        if (firm.Count < group.Count || group.TrueForAll(m => m.Where.IsEmpty))
        {
            return Where;
        }

        var names = firm.SelectMany(f => f.Conditions.Keys).Distinct(StringComparer.Ordinal).ToList();
        if (names is not [var name] || firm.Exists(f => f.Or.Count > 0))
        {
            return Where.WithOr(Where.Or.Append(firm));
        }

        var conditions = firm.Select(f => f[name]!).ToList();
        List<string> values = [.. conditions.SelectMany(c => (c.Any ?? []).Concat(c.All ?? [])).Distinct(StringComparer.Ordinal)];
        return values.Count > 0
            ? Where.And(ItemFilter.Empty.With(name, new AttributeCondition { Any = values }))
            : conditions.Aggregate(
                Where,
                (where, c) =>
                    (c.Ranges ?? [new NumberRange(c.From, c.To)]).Aggregate(where, (joined, range) => joined.OrWithin(name, range))
            );
    }

    /// <summary>"Newer" is newer than what is shown now, whatever is shown later: from here on it is the range.</summary>
    public void Measure(Condition condition, NumberRange range)
    {
        if (condition.Value is "more" or "less")
        {
            _measured[condition] = RangeLabel.Write(range);
        }
    }

    /// <summary>A condition as it holds from here on.</summary>
    public Condition Said(Condition condition) =>
        _measured.TryGetValue(condition, out var value) ? condition with { Value = value } : condition;
}
