using InteRec.Catalog;
using InteRec.Planning.BuiltIn;

namespace InteRec.Planning.Llm.Audit;

/// <summary>
/// For strong models. The model's plan stays; what the built-in reading is certain of and the plan lacks is put back, and a hard
/// condition that nothing supports becomes a preference.
/// </summary>
internal static class LightAudit
{
    public static AuditedPlan Apply(PlanningInput input, PlanningResult reading, Plan plan)
    {
        if (reading.Plan.Intent.MakesList() && plan.Lists.Count == 0 && IsCertain(reading))
        {
            return new AuditedPlan(reading.Plan, IsReading: true, [$"intent {plan.Intent} set aside: the message names what a list should have"]);
        }

        if (plan.Intent.MakesList() && plan.Lists.Count < reading.Plan.Lists.Count)
        {
            return new AuditedPlan(reading.Plan, IsReading: true, [$"{plan.Lists.Count} lists set aside: the message asks for {reading.Plan.Lists.Count}"]);
        }

        var verdicts = new List<string>();
        var support = new Support(input, reading);
        var softener = new Softener(input.Serving.Catalog, support, verdicts);
        var lists = plan.Lists.Select(softener.Soften).ToList();
        if (plan.Intent.MakesList() && reading.Plan.Intent.MakesList() && lists.Count == reading.Plan.Lists.Count)
        {
            lists = [.. lists.Zip(reading.Plan.Lists, (list, own) => PutBack(list, own, input.Serving.Catalog, verdicts))];
        }

        return new AuditedPlan(plan with { Lists = lists, Remember = MemoryTurn.Joined(plan.Remember, reading.Plan.Remember), Forget = plan.Forget ?? reading.Plan.Forget }, IsReading: false, verdicts);
    }

    private static bool IsCertain(PlanningResult reading) =>
        !reading.Understood.Conditions.IsEmpty || reading.Understood.Mentioned.Count > 0 || reading.Plan.Intent is Intent.More or Intent.Refine;

    private static PlanList PutBack(PlanList list, PlanList own, CatalogSnapshot catalog, List<string> verdicts)
    {
        var where = list.Where();
        var prefer = list.Prefer();
        foreach (var (name, certain) in own.Where().Conditions)
        {
            // A value that the plan has on the other side ("none" for "any") is a contradiction: the words of the message win.
            var missing = Missing(certain, where[name], prefer[name]);
            if (!missing.IsEmpty)
            {
                verdicts.Add($"{name} put back: the message says it");
                where = where.With(name, ListConditions.And(Without(where[name], certain), missing));
            }
        }

        var steps = PutBackItems(list.WithWhere(where), own, catalog, verdicts);
        return steps with { Count = own.Count, Label = list.Label ?? own.Label };
    }

    private static AttributeCondition Missing(AttributeCondition certain, AttributeCondition? where, AttributeCondition? prefer) => new()
    {
        Any = certain.Any is { Count: > 0 } any && !any.Any(v => Has(where?.Any, v) || Has(where?.All, v) || Has(prefer?.Any, v)) ? any : null,
        All = certain.All?.Where(v => !Has(where?.All, v) && !(where?.Any is [var only] && Same(only, v))).ToArray() is { Length: > 0 } all ? all : null,
        None = certain.None?.Where(v => !Has(where?.None, v)).ToArray() is { Length: > 0 } none ? none : null,
        From = where?.From is { } from && from >= certain.From ? null : certain.From,
        To = where?.To is { } to && to <= certain.To ? null : certain.To,
        Has = where?.Has is null ? certain.Has : null,
    };

    private static AttributeCondition? Without(AttributeCondition? condition, AttributeCondition certain) => condition is null ? null : condition with
    {
        Any = Except(condition.Any, certain.None),
        All = Except(condition.All, certain.None),
        None = Except(condition.None, [.. certain.Any ?? [], .. certain.All ?? []]),
        From = certain.IsRange() ? null : condition.From,
        To = certain.IsRange() ? null : condition.To,
    };

    /// <summary>Items that were rejected stay out, and items that the list should be like are put back.</summary>
    private static PlanList PutBackItems(PlanList list, PlanList own, CatalogSnapshot catalog, List<string> verdicts)
    {
        var steps = list.Steps.ToList();
        foreach (var filter in own.Steps.OfType<FilterStep>().Where(f => f.Exclude is not null || f.ExcludeSeries is not null || f.Items is not null))
        {
            steps.Insert(0, filter with { Where = null });
        }

        var liked = own.Steps.OfType<SimilarStep>().SelectMany(s => s.To).Distinct(StringComparer.Ordinal).ToArray();
        var named = steps.OfType<SimilarStep>().SelectMany(s => s.To).ToHashSet(StringComparer.Ordinal);
        if (liked.Length > 0 && !liked.All(named.Contains))
        {
            verdicts.Add($"similar to {string.Join(", ", liked.Select(i => catalog.IndexOf(i) is >= 0 and var item ? catalog.Title(item) : i))} put back");
            var at = steps.FindLastIndex(s => s is FilterStep) + 1;
            steps.InsertRange(at, own.Steps.OfType<SimilarStep>());
        }

        return list with { Steps = steps };
    }

    private static IReadOnlyList<string>? Except(IReadOnlyList<string>? values, IReadOnlyList<string>? others) =>
        others is null || values is null ? values : values.Where(v => !Has(others, v)).ToArray() is { Length: > 0 } left ? left : null;

    private static bool Has(IReadOnlyList<string>? values, string value) => values?.Any(v => Same(v, value)) == true;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
