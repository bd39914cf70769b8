using System.Globalization;
using InteRec.Catalog;
using InteRec.Search;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What conditions have to keep to.</summary>
internal sealed class ConditionRules(DatasetSchema schema, PlanLimits limits, ProblemList problems)
{
    private const int MostAlternatives = 50;

    /// <summary>Checks conditions and their alternatives.</summary>
    public void Check(string path, ItemFilter filter)
    {
        All(path, filter);
        foreach (var (at, group) in filter.Or.Index())
        {
            var place = Place(path, filter, at);
            if (problems.Size(place, group, MostAlternatives, "alternatives"))
            {
                Alternatives(place, group);
            }
        }
    }

    /// <summary>Where a group of alternatives stands: one is written without its number.</summary>
    public static string Place(string path, ItemFilter filter, int group) =>
        filter.Or.Count == 1 ? $"{path}.or" : string.Create(CultureInfo.InvariantCulture, $"{path}.or[{group}]");

    private void Alternatives(string path, IReadOnlyList<ItemFilter> group)
    {
        foreach (var (at, alternative) in group.Index())
        {
            var place = $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]";
            if (alternative.Or.Count > 0)
            {
                problems.Add(place, "has an or within an or; write the alternatives beside each other.");
            }
            else if (alternative.IsEmpty)
            {
                problems.Add(place, "is empty, so every item meets it; an alternative needs a condition.");
            }

            All(place, alternative);
        }
    }

    private void All(string path, ItemFilter filter)
    {
        foreach (var (name, condition) in filter.Conditions)
        {
            var place = $"{path}.{ProblemList.Cut(name)}";
            if (schema.Find(name) is not { Filterable: true } attribute)
            {
                var filterable = schema.Attributes.Where(a => a.Filterable).Select(a => a.Name).ToList();
                problems.Add(
                    place,
                    $"there is no attribute \"{ProblemList.Cut(name)}\" to filter on.{NearestName.Question(name, filterable)} There are "
                        + $"{string.Join(", ", filterable)}."
                );
            }
            else if (condition is null)
            {
                problems.Add(place, "is null; a condition is needed.");
            }
            else
            {
                Condition(place, attribute, condition);
            }
        }
    }

    private void Condition(string path, AttributeDefinition attribute, AttributeCondition condition)
    {
        var hasValues = condition.Any is not null || condition.All is not null || condition.None is not null;
        if (hasValues && attribute.Type is not (AttributeType.Category or AttributeType.Categories))
        {
            problems.Add(path, $"is a {TypeName(attribute)}; any, all and none need an attribute with values.");
        }

        if ((condition.IsBounding || condition.Outside is not null) && attribute.Type is not (AttributeType.Number or AttributeType.Date))
        {
            problems.Add(path, $"is a {TypeName(attribute)}; from, to, ranges and outside need a number or a date.");
        }

        Values($"{path}.any", condition.Any);
        Values($"{path}.all", condition.All);
        Values($"{path}.none", condition.None);
        Range(path, new NumberRange(condition.From, condition.To));
        Ranges($"{path}.ranges", condition.Ranges);
        Ranges($"{path}.outside", condition.Outside);
    }

    private void Values(string path, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            problems.Names(path, values, limits.Values);
        }
    }

    private void Ranges(string path, IReadOnlyList<NumberRange>? ranges)
    {
        if (ranges is null || !problems.Size(path, ranges, limits.Values, "ranges"))
        {
            return;
        }

        foreach (var (at, range) in ranges.Index())
        {
            var place = $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]";
            if (range is null or { From: null, To: null })
            {
                problems.Add(place, "is no range; from, to or both are needed.");
            }
            else
            {
                Range(place, range);
            }
        }
    }

    private void Range(string path, NumberRange range)
    {
        Finite($"{path}.from", range.From);
        Finite($"{path}.to", range.To);
        if (range.From > range.To)
        {
            problems.Add(path, FormattableString.Invariant($"from {range.From} is above to {range.To}; no item can meet that."));
        }
    }

    private void Finite(string path, double? value)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            problems.Add(path, "is not a finite number.");
        }
    }

    private static string TypeName(AttributeDefinition attribute) => attribute.Type.ToString().ToLowerInvariant();
}
