using InteRec.Catalog;

namespace InteRec.Planning.Llm.Audit;

/// <summary>Turns hard conditions that nothing supports into preferences.</summary>
internal sealed class Softener(CatalogSnapshot catalog, Support support, List<string> verdicts)
{
    public PlanList Soften(PlanList list)
    {
        var (where, prefer) = (list.Where(), list.Prefer());
        foreach (var (name, condition) in where.Conditions.ToList())
        {
            if (catalog.Schema.Find(name) is not { } attribute)
            {
                continue;
            }

            var hard = Supported(attribute, condition);
            if (!Equal(hard, condition))
            {
                verdicts.Add($"{name} made a preference: nothing said asks for it");
                where = where.With(name, hard);
                prefer = prefer.With(name, ListConditions.And(prefer[name], Rest(condition, hard)));
            }
        }

        return Items(list.WithWhere(where).WithPrefer(prefer));
    }

    private AttributeCondition Supported(AttributeDefinition attribute, AttributeCondition condition) => new()
    {
        Any = Supported(attribute, condition.Any),
        All = Supported(attribute, condition.All),
        None = Supported(attribute, condition.None),
        From = condition.From is { } from && support.Of(attribute, from) ? from : null,
        To = condition.To is { } to && support.Of(attribute, to) ? to : null,
        Has = condition.Has is { } has && support.OfPresence(attribute) ? has : null,
    };

    private string[]? Supported(AttributeDefinition attribute, IReadOnlyList<string>? values) =>
        values?.Where(v => support.Of(attribute, v)).ToArray() is { Length: > 0 } supported ? supported : null;

    /// <summary>An item nobody named cannot be the only one allowed, and is not worth a ban.</summary>
    private PlanList Items(PlanList list)
    {
        var steps = new List<PlanStep>(list.Steps.Count);
        foreach (var step in list.Steps)
        {
            if (step is not FilterStep filter)
            {
                steps.Add(step);
                continue;
            }

            var known = filter with
            {
                Items = Known(filter.Items),
                Exclude = Known(filter.Exclude),
                ExcludeSeries = filter.ExcludeSeries?.Where(support.Says).ToArray() is { Length: > 0 } series ? series : null,
            };
            if (known is not { Where: null, Items: null, Exclude: null, ExcludeSeries: null })
            {
                steps.Add(known);
            }
        }

        return list with { Steps = steps };
    }

    private string[]? Known(IReadOnlyList<string>? itemIds)
    {
        var known = itemIds?.Where(support.OfItem).ToArray();
        if (known?.Length < itemIds?.Count)
        {
            verdicts.Add($"{itemIds!.Count - known!.Length} items left out of a condition: nobody named them");
        }

        return known is { Length: > 0 } ? known : null;
    }

    private static AttributeCondition Rest(AttributeCondition condition, AttributeCondition hard) => new()
    {
        Any = [.. (condition.Any ?? []).Concat(condition.All ?? []).Except((hard.Any ?? []).Concat(hard.All ?? []), StringComparer.OrdinalIgnoreCase)],
        None = [.. (condition.None ?? []).Except(hard.None ?? [], StringComparer.OrdinalIgnoreCase)],
        From = hard.From is null ? condition.From : null,
        To = hard.To is null ? condition.To : null,
        Has = hard.Has is null ? condition.Has : null,
    };

    private static bool Equal(AttributeCondition one, AttributeCondition other) =>
        one.Any?.Count == Count(other.Any) && one.All?.Count == Count(other.All) && one.None?.Count == Count(other.None)
        && one.From.Equals(other.From) && one.To.Equals(other.To) && one.Has == other.Has;

    private static int? Count(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values.Count : null;
}
