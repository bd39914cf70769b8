using System.Globalization;
using System.Text;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>What a plan's result shows, where something about it is off.</summary>
/// <param name="Why">What is off, for the trace.</param>
/// <param name="Text">What the model is shown: counts by step, titles, what was read how, what is unknown.</param>
internal sealed record SeenResult(string Why, string Text);

/// <summary>
/// Runs a plan as a try and says what a planner would want to know of it: only where it gave too little, or read a name otherwise than
/// written.
/// </summary>
internal sealed class PlanLook(PlanRunner runner)
{
    /// <summary>What is off, or null where the result is as asked; and what was tried.</summary>
    /// <exception cref="InvalidPlanException">Completed, the plan is beyond a limit.</exception>
    public (SeenResult? Off, TriedPlan Tried) At(Plan plan, PlanningInput input, CancellationToken cancellationToken)
    {
        plan = plan.Completed(input);
        var grounded = runner.Prepare(plan, input.Serving);
        var result = runner.Run(grounded, input.Serving, input.Profile, input.State.Asked, cancellationToken);
        var why = Why(grounded.Notices, grounded.Plan, result).ToList();
        var off = why.Count == 0 ? null : new SeenResult(string.Join(", ", why), Text(grounded.Notices, input, result));
        return (off, new TriedPlan(plan, grounded, result));
    }

    private static IEnumerable<string> Why(IReadOnlyList<Notice> notices, Plan plan, ExecutionResult result)
    {
        if (notices.Any(n => n.Code is NoticeCodes.UnknownItem or NoticeCodes.UnknownValue))
        {
            yield return "an unknown name";
        }

        if (notices.Any(n => n.Code == NoticeCodes.Corrected))
        {
            yield return "a name read as another";
        }

        // Items asked for by name are as many as they are.
        var named = plan.Lists.Any(l => l.Steps.OfType<FilterStep>().Any(f => f.Items is not null));
        if (!named && result.Lists.Any(l => l.Items.Count == 0))
        {
            yield return "an empty list";
        }
        else if (!named && result.Lists.Any(l => l.Items.Count < Enough(l.Asked)))
        {
            yield return "fewer than asked";
        }
    }

    /// <summary>A number that was asked for counts in full; of a list of the usual length a few are enough.</summary>
    private static int Enough(int asked) => asked == new PlanList().Count ? RelaxationReport.Few : asked;

    private static string Text(IReadOnlyList<Notice> notices, PlanningInput input, ExecutionResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(
            string.Join("; ", result.Trace.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Tool}: {t.Took}, {t.Gave}")))
        );
        foreach (var list in result.Lists)
        {
            text.AppendLine(TurnText.List(list.Label, list.Items.Items.ToArray(), input.Serving));
        }

        foreach (var notice in notices.Concat(result.Notices))
        {
            text.AppendLine(DataBlock.Line(notice.Text, 300));
        }

        return text.ToString();
    }
}
