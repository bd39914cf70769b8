using System.Globalization;
using InteRec.Catalog;
using InteRec.Search;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// Reads the caller's conditions. Programs write them, so nothing is guessed as it is for a person: an attribute or a value that is not
/// there is refused, with the nearest that is.
/// </summary>
/// <param name="serving">The catalogue and its readers.</param>
/// <param name="limits">What they may weigh.</param>
/// <param name="path">Where they stand in the request, such as <c>within.</c>.</param>
internal sealed class CallerScopeReader(ServingState serving, PlanLimits limits, string path = "")
{
    private const int Examples = 5;
    private const int MostUsers = 20;
    private readonly ProblemList _problems = new(limits);

    /// <summary>The conditions in the catalogue's words.</summary>
    /// <exception cref="CallerConditionsException">Something in them cannot be read.</exception>
    public CallerScope Read(CallerConditions? conditions)
    {
        if (conditions is null || conditions.IsEmpty)
        {
            return CallerScope.None;
        }

        var where = conditions.Where ?? ItemFilter.Empty;
        new ConditionRules(serving.Catalog.Schema, limits, _problems).Check($"{path}where", where);
        _problems.Names($"{path}exclude", conditions.Exclude ?? [], limits.Names);
        _problems.Names($"{path}userIds", conditions.UserIds ?? [], MostUsers);
        Refuse();
        where = Grounded($"{path}where", where);
        Refuse();
        var (exclude, unknown) = Items(conditions.Exclude ?? []);
        var read = new CallerConditions
        {
            Where = where.IsEmpty ? null : where,
            Exclude = exclude.Count > 0 ? exclude : null,
            UserIds = conditions.UserIds is { Count: > 0 } users ? [.. users.Distinct(StringComparer.Ordinal)] : null,
        };
        return new CallerScope(read, ElementaryCondition.Of(where), unknown);
    }

    private void Refuse()
    {
        if (_problems.Found.Count > 0)
        {
            throw new CallerConditionsException(_problems.Found);
        }
    }

    private ItemFilter Grounded(string at, ItemFilter filter)
    {
        var grounded = ItemFilter.Empty;
        foreach (var (name, condition) in filter.Conditions)
        {
            var attribute = serving.Catalog.Schema.Find(name)!;
            grounded = ItemFilter.Both(grounded, ItemFilter.Empty.With(attribute.Name, Condition($"{at}.{name}", attribute, condition)));
        }

        return grounded.WithOr([
            .. grounded.Or,
            .. filter.Or.Select((group, g) => Alternatives(ConditionRules.Place(at, filter, g), group)),
        ]);
    }

    private IReadOnlyList<ItemFilter> Alternatives(string at, IReadOnlyList<ItemFilter> group) =>
        [.. group.Select((a, i) => Grounded(string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), a))];

    private AttributeCondition Condition(string at, AttributeDefinition attribute, AttributeCondition condition) =>
        condition with
        {
            Any = Values($"{at}.any", attribute, condition.Any),
            All = Values($"{at}.all", attribute, condition.All),
            None = Values($"{at}.none", attribute, condition.None),
        };

    private List<string>? Values(string at, AttributeDefinition attribute, IReadOnlyList<string>? texts) =>
        texts
            ?.Select((text, i) => Value(string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), attribute, text))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();

    /// <summary>The value as the catalogue writes it; one that the dataset declares may have no item yet.</summary>
    private string? Value(string at, AttributeDefinition attribute, string text)
    {
        if (serving.Values.Of(attribute.Name)?.Read(text, guess: false) is { Kind: ReadingKind.Same or ReadingKind.Variant } reading)
        {
            return reading.Value;
        }

        if (attribute.Values.Keys.FirstOrDefault(v => string.Equals(v, text, StringComparison.OrdinalIgnoreCase)) is { } declared)
        {
            return declared;
        }

        _problems.Add(at, $"there is no {attribute.DisplayName} \"{ProblemList.Cut(text)}\"; {Nearest(attribute, text)}.");
        return null;
    }

    private string Nearest(AttributeDefinition attribute, string text)
    {
        if (serving.Values.Of(attribute.Name)?.Read(text) is { } near)
        {
            return $"the nearest is \"{near.Value}\"";
        }

        var column = serving.Catalog.Categories(attribute.Name);
        var most = column?.Values.OrderByDescending(v => column.CountOf(column.ValueId(v))).Take(Examples).ToList() ?? [];
        return most.Count > 0
            ? $"there are {column!.Values.Count.ToString("#,0", CultureInfo.InvariantCulture)}, such as "
                + $"{string.Join(", ", most.Select(v => $"\"{v}\""))}"
            : "no item has a value";
    }

    private (List<string> Ids, List<string> Unknown) Items(IReadOnlyList<string> names)
    {
        var (ids, unknown) = (new List<string>(names.Count), new List<string>());
        foreach (var name in names)
        {
            var found = serving.Catalog.IndexOf(name) is >= 0 and var item ? [item] : serving.ItemReader.Named(name);
            (found.Count > 0 ? ids : unknown).AddRange(found.Count > 0 ? found.Select(serving.Catalog.ItemId) : [name]);
        }

        return ([.. ids.Distinct(StringComparer.Ordinal)], unknown);
    }
}
