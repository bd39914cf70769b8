namespace InteRec.Planning;

/// <summary>A plan that a planner has run as a try, and what it gave.</summary>
/// <param name="Plan">The plan, its names as they were written.</param>
/// <param name="Grounded">The plan in the catalogue's words.</param>
/// <param name="Execution">What it gave.</param>
internal sealed record TriedPlan(Plan Plan, GroundedPlan Grounded, ExecutionResult Execution);
