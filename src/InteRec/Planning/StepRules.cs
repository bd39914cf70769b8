using InteRec.Catalog;
using InteRec.Search;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What each kind of step has to keep to.</summary>
internal sealed class StepRules(DatasetSchema schema, PlanLimits limits, ProblemList problems, ToolBox tools)
{
    private const int MostKept = 1_000;

    public void Check(string path, PlanStep? step)
    {
        switch (step)
        {
            case null:
                problems.Add(path, "is null; a step with a tool is needed.");
                break;
            case FilterStep filter:
                Filter(path, filter);
                break;
            case SearchStep search:
                Search(path, search);
                break;
            case SimilarStep similar:
                Similar(path, similar);
                break;
            case RankStep rank:
                Rank(path, rank);
                break;
            case LookupStep lookup:
                Lookup(path, lookup);
                break;
            case ExplainStep explain:
                Needed($"{path}.items", explain.Items);
                break;
            case var own when tools.Find(own.ToolName) is { } tool && tool.StepType == own.GetType():
                foreach (var problem in tool.Problems(own, schema))
                {
                    problems.Add(problem.Path.Length == 0 ? path : $"{path}.{problem.Path}", problem.Text);
                }

                break;
            default:
                problems.Add(path, $"there is no tool \"{step.ToolName}\".");
                break;
        }
    }

    private void Filter(string path, FilterStep step)
    {
        Conditions($"{path}.where", step.Where);
        Optional($"{path}.items", step.Items);
        Optional($"{path}.exclude", step.Exclude);
        Optional($"{path}.excludeSeries", step.ExcludeSeries);
    }

    private void Search(string path, SearchStep step)
    {
        if (string.IsNullOrWhiteSpace(step.Text))
        {
            problems.Add($"{path}.text", "is empty; say what to look for.");
        }

        problems.Text($"{path}.text", step.Text, limits.TextLength);
        Keep(path, step.Keep);
    }

    private void Similar(string path, SimilarStep step)
    {
        Needed($"{path}.to", step.To);
        Optional($"{path}.unlike", step.Unlike);
        Keep(path, step.Keep);
    }

    private void Rank(string path, RankStep step)
    {
        if (
            step.By is null
            || !(
                RankTool.Orders.Contains(step.By, StringComparer.OrdinalIgnoreCase)
                || tools.Ranker(step.By.ToLowerInvariant()) is not null
                || IsNumber(schema.Find(step.By))
            )
        )
        {
            problems.Add(
                $"{path}.by",
                $"is one of {string.Join(", ", RankTool.Orders.Concat(tools.OwnRankers))} or a number attribute; there is no "
                    + $"\"{ProblemList.Cut(step.By ?? "null")}\"."
            );
        }

        if (step.Order is not (null or "asc" or "desc"))
        {
            problems.Add($"{path}.order", "is asc, desc or null.");
        }

        Between($"{path}.fit", step.Fit, 0, 1);
        Between($"{path}.diversity", step.Diversity, 0, 1);
        Between($"{path}.novelty", step.Novelty, -1, 1);
        Conditions($"{path}.prefer", step.Prefer);
    }

    private void Lookup(string path, LookupStep step)
    {
        if (step.Question is null || !LookupTool.Questions.Contains(step.Question, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{path}.question", $"is one of {string.Join(", ", LookupTool.Questions)}.");
        }

        Optional($"{path}.items", step.Items);
        if (step.Attributes is { } attributes && problems.Size($"{path}.attributes", attributes, limits.Values, "attributes"))
        {
            for (var i = 0; i < attributes.Count; i++)
            {
                if (attributes[i] is null || schema.Find(attributes[i]) is null)
                {
                    var names = schema.Attributes.Select(a => a.Name).ToList();
                    var name = attributes[i] ?? "null";
                    problems.Add(
                        $"{path}.attributes[{i}]",
                        $"there is no attribute \"{ProblemList.Cut(name)}\".{NearestName.Question(name, names)} "
                            + $"There are {string.Join(", ", names)}."
                    );
                }
            }
        }
    }

    private void Conditions(string path, ItemFilter? filter) =>
        new ConditionRules(schema, limits, problems).Check(path, filter ?? ItemFilter.Empty);

    private void Optional(string path, IReadOnlyList<string>? names)
    {
        if (names is not null)
        {
            problems.Names(path, names, limits.Names);
        }
    }

    private void Needed(string path, IReadOnlyList<string>? names)
    {
        problems.Names(path, names, limits.Names);
        if (names is { Count: 0 })
        {
            problems.Add(path, "is empty; at least one item is needed.");
        }
    }

    private void Keep(string path, int? keep)
    {
        if (keep is < 1 or > MostKept)
        {
            problems.Add($"{path}.keep", $"is {keep}; 1 to {MostKept} can be kept.");
        }
    }

    private void Between(string path, double value, double from, double to)
    {
        if (!(value >= from && value <= to))
        {
            problems.Add(path, $"is not a number from {from} to {to}.");
        }
    }

    private static bool IsNumber(AttributeDefinition? attribute) => attribute?.Type is AttributeType.Number or AttributeType.Date;
}
