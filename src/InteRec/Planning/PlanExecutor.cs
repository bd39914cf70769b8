using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// Runs a grounded plan: its lists in order, each from the items that the person may see, each step on what the one before left. The same
/// plan on the same serving state and profile gives the same lists. A reply never has an item twice.
/// </summary>
internal sealed class PlanExecutor(ToolBox tools, PlanLimits limits, TimeProvider time)
{
    /// <summary>Runs the plan. Cancellation is passed on; a plan out of time gives the lists made so far with a notice.</summary>
    /// <param name="plan">A valid plan whose names are grounded.</param>
    /// <param name="context">Catalogue, ranker and profile, with what the plan remembers already in the profile.</param>
    /// <param name="asked">Attributes that were asked back about before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ExecutionResult Execute(Plan plan, ToolContext context, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        var run = new PlanRun(tools, context, time, limits, cancellationToken);
        for (var i = 0; i < plan.Lists.Count && !run.IsOutOfTime; i++)
        {
            run.List(i, plan.Lists[i]);
        }

        if (plan.Ask is { } ask)
        {
            run.Ask(plan, ask, asked);
        }

        return run.Result();
    }
}
