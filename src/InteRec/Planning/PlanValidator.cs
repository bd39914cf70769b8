using System.Globalization;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What is wrong with a plan, and where.</summary>
/// <param name="Path">The place, such as <c>lists[0].steps[1].where.year.from</c>.</param>
/// <param name="Text">A sentence that says what is wrong and what would be right.</param>
public sealed record PlanProblem(string Path, string Text)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Text}";
}

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

/// <summary>Collects problems, with the checks that texts and lists have in common.</summary>
internal sealed class ProblemList(PlanLimits limits)
{
    private const int Most = 50;
    private readonly List<PlanProblem> _found = [];

    public IReadOnlyList<PlanProblem> Found => _found;

    /// <summary>A caller's own words inside a problem: cut, so that a problem stays a sentence.</summary>
    public static string Cut(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    public void Add(string path, string text)
    {
        if (_found.Count < Most)
        {
            _found.Add(new PlanProblem(path, text));
        }
    }

    /// <summary>False, with a problem, where the list is null or too long.</summary>
    public bool Size<T>(string path, IReadOnlyList<T>? list, int most, string what)
    {
        if (list is null)
        {
            Add(path, "is null; a list is needed.");
            return false;
        }

        if (list.Count > most)
        {
            Add(path, $"has {list.Count} {what}; at most {most} are allowed.");
            return false;
        }

        return true;
    }

    public void Text(string path, string? text, int most)
    {
        if (text is not null && text.Length > most)
        {
            Add(path, $"has {text.Length} characters; at most {most} are allowed.");
        }
    }

    public void Names(string path, IReadOnlyList<string>? names, int most)
    {
        if (!Size(path, names, most, "names"))
        {
            return;
        }

        for (var i = 0; i < names!.Count; i++)
        {
            var place = $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]";
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                Add(place, "is empty; a name is needed.");
            }

            Text(place, names[i], limits.NameLength);
        }
    }
}
