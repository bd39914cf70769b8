using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Planning;

/// <summary>A plan cannot run; the problems say what is wrong and where.</summary>
public sealed class InvalidPlanException(IReadOnlyList<PlanProblem> problems) : Exception(string.Join(" ", problems))
{
    /// <summary>All problems, at least one.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; } = problems;
}

/// <summary>Takes a plan from anywhere through validation, grounding and execution.</summary>
internal sealed class PlanRunner(ToolBox tools, IOptions<PlanLimits> limits, TimeProvider time)
{
    /// <summary>Items that a list may ask for.</summary>
    public int MostItems => limits.Value.Count;

    /// <summary>What is wrong with a plan; empty when it can run.</summary>
    public IReadOnlyList<PlanProblem> Validate(Plan? plan, ServingState serving) =>
        new PlanValidator(serving.Catalog.Schema, limits.Value, tools).Validate(plan);

    /// <summary>Reads what the caller sets.</summary>
    /// <param name="conditions">The conditions, or null.</param>
    /// <param name="serving">The whole state.</param>
    /// <param name="path">Where they stand in the request, such as <c>within.</c>.</param>
    /// <exception cref="CallerConditionsException">They cannot be read.</exception>
    public CallerScope Scope(CallerConditions? conditions, ServingState serving, string path = "") =>
        new CallerScopeReader(serving, limits.Value, path).Read(conditions);

    /// <summary>Checks a plan and puts it into the catalogue's own words.</summary>
    /// <exception cref="InvalidPlanException">The plan cannot run.</exception>
    public GroundedPlan Prepare(Plan? plan, ServingState serving) =>
        Validate(plan, serving) is { Count: > 0 } problems
            ? throw new InvalidPlanException(problems)
            : PlanGrounding.Ground(plan!, serving);

    /// <summary>Runs a prepared plan for a person, with what the plan remembers and forgets already in force.</summary>
    public ExecutionResult Run(
        GroundedPlan grounded,
        ServingState serving,
        Profile profile,
        IReadOnlyList<string> asked,
        CancellationToken cancellationToken
    )
    {
        var update = ProfileChanges.Of(grounded.Plan.Remember, grounded.Plan.Forget, serving.Catalog, time.GetUtcNow(), "plan");
        var context = new ToolContext(serving, ProfileChanges.Apply(profile, update));
        var result = new PlanExecutor(tools, context, time, limits.Value, cancellationToken).Execute(grounded.Plan, asked);
        return result.Lists.Count > 0 && serving.Trouble?.Tell(serving.RankerId) is { } notice
            ? result with
            {
                Notices = [.. result.Notices, notice],
            }
            : result;
    }
}
