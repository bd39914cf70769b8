namespace InteRec.Planning.Llm.Audit;

/// <summary>A plan after the audit.</summary>
/// <param name="Plan">The plan to run.</param>
/// <param name="IsReading">True when it is the built-in plan as it was: the model's was set aside.</param>
/// <param name="Verdicts">What was changed and why, in words for the trace.</param>
internal sealed record AuditedPlan(Plan Plan, bool IsReading, IReadOnlyList<string> Verdicts);

/// <summary>
/// Holds a model's plan against the built-in reading of the same message, so that the result is never worse than without a model:
/// what was said with certainty is in the plan, and nothing is a hard condition that nobody asked for.
/// </summary>
internal static class PlanAudit
{
    /// <summary>Audits a grounded plan.</summary>
    /// <param name="mode">How strictly.</param>
    /// <param name="input">What was planned for.</param>
    /// <param name="reading">What the built-in planner made of it.</param>
    /// <param name="plan">The model's plan, with values and items as the catalogue has them.</param>
    public static AuditedPlan Apply(AuditMode mode, PlanningInput input, PlanningResult reading, Plan plan) => mode switch
    {
        _ when ReferenceEquals(plan, reading.Plan) => new AuditedPlan(plan, IsReading: true, []),
        AuditMode.Off => new AuditedPlan(plan, IsReading: false, []),
        AuditMode.Light => LightAudit.Apply(input, reading, plan),
        _ => StrictAudit.Apply(input, reading, plan),
    };

    /// <summary>True for the intents that end in a list.</summary>
    public static bool MakesList(this Intent intent) => intent is Intent.Recommend or Intent.Refine or Intent.More or Intent.Similar;
}
