using System.Globalization;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// Checks a plan against the catalogue's attributes and the limits: everything that can be wrong before a name is looked up. It reports all
/// problems at once, so that a model or a caller can mend them in one go.
/// </summary>
/// <param name="schema">The attributes.</param>
/// <param name="limits">The limits.</param>
/// <param name="tools">The tools; null: ours alone.</param>
internal sealed class PlanValidator(DatasetSchema schema, PlanLimits limits, ToolBox? tools = null)
{
    /// <summary>All problems; empty when the plan can run.</summary>
    public IReadOnlyList<PlanProblem> Validate(Plan? plan)
    {
        var problems = new ProblemList(limits);
        if (plan is null)
        {
            problems.Add("", "a plan is needed.");
            return problems.Found;
        }

        if (!Enum.IsDefined(plan.Intent))
        {
            problems.Add("intent", "is not one of the intents.");
        }

        if (problems.Size("lists", plan.Lists, limits.Lists, "lists"))
        {
            for (var i = 0; i < plan.Lists.Count; i++)
            {
                List(problems, $"lists[{i.ToString(CultureInfo.InvariantCulture)}]", plan.Lists[i]);
            }
        }

        Change(problems, "remember", plan.Remember);
        Change(problems, "forget", plan.Forget);
        if (plan.Ask is { } ask && ask != AskBack.Auto && schema.Find(ask) is not { Filterable: true })
        {
            problems.Add("ask", $"is \"auto\", null or an attribute that can be filtered on; there is no \"{ProblemList.Cut(ask)}\".");
        }

        return problems.Found;
    }

    /// <summary>All problems of one step by itself.</summary>
    public IReadOnlyList<PlanProblem> Validate(PlanStep? step)
    {
        var problems = new ProblemList(limits);
        new StepRules(schema, limits, problems, tools ?? ToolBox.BuiltIn).Check("step", step);
        return problems.Found;
    }

    private void List(ProblemList problems, string path, PlanList? list)
    {
        if (list is null)
        {
            problems.Add(path, "is null; a list is needed.");
            return;
        }

        problems.Text($"{path}.label", list.Label, limits.NameLength);
        if (list.Count < 1 || list.Count > limits.Count)
        {
            problems.Add($"{path}.count", $"is {list.Count}; 1 to {limits.Count} can be asked for.");
        }

        if (problems.Size($"{path}.steps", list.Steps, limits.Steps, "steps"))
        {
            var rules = new StepRules(schema, limits, problems, tools ?? ToolBox.BuiltIn);
            for (var i = 0; i < list.Steps.Count; i++)
            {
                rules.Check($"{path}.steps[{i.ToString(CultureInfo.InvariantCulture)}]", list.Steps[i]);
            }

            if (list.Steps.Count == 0)
            {
                problems.Add($"{path}.steps", "is empty; a list needs at least one step.");
            }
        }
    }

    private void Change(ProblemList problems, string path, ProfileChange? change)
    {
        if (change is not null)
        {
            problems.Names($"{path}.liked", change.Liked, limits.Names);
            problems.Names($"{path}.disliked", change.Disliked, limits.Names);
            problems.Names($"{path}.seen", change.Seen, limits.Names);
            problems.Names($"{path}.unwanted", change.Unwanted, limits.Names);
            problems.Names($"{path}.preferred", change.Preferred, limits.Names);
        }
    }
}
