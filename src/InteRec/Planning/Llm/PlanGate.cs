using System.Text.Json;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.Llm;

/// <summary>A plan that was checked.</summary>
/// <param name="Plan">The plan, its values and items as the catalogue has them.</param>
/// <param name="Problems">Sentences for the model; empty when the plan can run.</param>
/// <param name="Notices">What grounding changed.</param>
internal sealed record GatedPlan(Plan Plan, IReadOnlyList<string> Problems, IReadOnlyList<Notice> Notices);

/// <summary>What a model's plan has to pass before it counts: the schema, the validator, and the grounding of its names.</summary>
internal sealed class PlanGate(Func<CatalogSnapshot, JsonElement> schema, Func<Plan, PlanningInput, GatedPlan> check)
{
    public JsonElement Schema(CatalogSnapshot catalog) => schema(catalog);

    public GatedPlan Check(Plan plan, PlanningInput input) => check(plan, input);
}
