using InteRec.Planning.Grounding;
using InteRec.Serving;

namespace InteRec.Planning.Llm;

/// <summary>A plan that was checked.</summary>
/// <param name="Grounded">The plan, its values and items as the catalogue has them, with what was read as another and what is unknown; the plan as it came where it has problems.</param>
/// <param name="Problems">Sentences for the model; empty when the plan can run.</param>
internal sealed record GatedPlan(GroundedPlan Grounded, IReadOnlyList<string> Problems)
{
    /// <summary>A plan that cannot run.</summary>
    public GatedPlan(Plan plan, IReadOnlyList<string> problems) : this(new GroundedPlan(plan, [], [], []), problems)
    {
    }

    /// <summary>The plan.</summary>
    public Plan Plan => Grounded.Plan;
}

/// <summary>
/// What a model's plan has to pass before it counts: the validator, and the grounding of its names. A hard condition on a name that nobody
/// knows stays, and its list is empty: what the person asked for is not there, and something else would be no answer.
/// </summary>
internal static class PlanGate
{
    /// <summary>Checks and grounds a plan.</summary>
    public static GatedPlan Check(Plan plan, ServingState serving, PlanRunner runner) => runner.Validate(plan, serving) is { Count: > 0 } problems
        ? new GatedPlan(plan, [.. problems.Select(p => p.ToString())])
        : new GatedPlan(PlanGrounding.Ground(plan, serving), []);
}
