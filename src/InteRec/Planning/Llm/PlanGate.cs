using InteRec.Catalog;
using InteRec.Planning.Grounding;
using InteRec.Planning.Llm.Audit;
using InteRec.Serving;

namespace InteRec.Planning.Llm;

/// <summary>A plan that was checked.</summary>
/// <param name="Plan">The plan, its values and items as the catalogue has them.</param>
/// <param name="Problems">Sentences for the model; empty when the plan can run.</param>
internal sealed record GatedPlan(Plan Plan, IReadOnlyList<string> Problems);

/// <summary>
/// What a model's plan has to pass before it counts: the validator, and the grounding of its names. A name of the model's own that the
/// catalogue does not have is left out in silence: the person never said it, so nobody is told that it is unknown.
/// </summary>
internal static class PlanGate
{
    /// <summary>Checks and grounds a plan.</summary>
    public static GatedPlan Check(Plan plan, ServingState serving, PlanRunner runner)
    {
        var problems = runner.Validate(plan, serving);
        if (problems.Count > 0)
        {
            return new GatedPlan(plan, [.. problems.Select(p => p.ToString())]);
        }

        var grounded = PlanGrounding.Ground(plan, serving).Plan;
        return new GatedPlan(grounded with { Lists = [.. grounded.Lists.Select(l => Known(l, serving.Catalog))] }, []);
    }

    private static PlanList Known(PlanList list, CatalogSnapshot catalog)
    {
        var (where, prefer) = (list.Where(), list.Prefer());
        return list.WithWhere(Known(where, catalog)).WithPrefer(Known(prefer, catalog));
    }

    private static ItemFilter Known(ItemFilter filter, CatalogSnapshot catalog) => filter.Conditions.Aggregate(filter, (known, c) =>
        catalog.Categories(c.Key) is { } column
            ? known.With(c.Key, c.Value with { Any = Known(c.Value.Any, column), All = Known(c.Value.All, column), None = Known(c.Value.None, column) })
            : known);

    private static string[]? Known(IReadOnlyList<string>? values, CategoryColumn column) =>
        values?.Where(v => column.ValueId(v) >= 0).ToArray() is { Length: > 0 } known ? known : null;
}
