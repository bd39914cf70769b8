using System.Text.Json;
using System.Text.RegularExpressions;

namespace InteRec.Tools;

/// <summary>The tools by name and what <c>rank</c> can order by: ours, and those of the program around the recommender.</summary>
internal sealed partial class ToolBox
{
    /// <summary>Names of calls that are no steps.</summary>
    private static readonly string[] Reserved =
    [
        ToolNames.Remember,
        ToolNames.Forget,
        ToolNames.Ask,
        ToolNames.Plan,
        ToolNames.Recommend,
        ToolNames.Feedback,
    ];

    private readonly Dictionary<string, ITool> _byName;
    private readonly Dictionary<string, IItemRanker> _rankers;

    /// <summary>All tools that a plan may call.</summary>
    /// <param name="own">Tools of the program.</param>
    /// <param name="rankers">Rankers of the program.</param>
    /// <exception cref="InvalidOperationException">A name is taken or cannot be one, or a tool's step says another name.</exception>
    public ToolBox(IEnumerable<ITool>? own = null, IEnumerable<IItemRanker>? rankers = null)
    {
        _byName = new ITool[]
        {
            new FilterTool(),
            new SearchTool(),
            new SimilarTool(),
            new RankTool(),
            new LookupTool(),
            new ExplainTool(),
        }.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (var tool in own ?? [])
        {
            Check(tool.Name, "tool", Reserved.Contains(tool.Name, StringComparer.Ordinal) || !_byName.TryAdd(tool.Name, tool));
            if (
                !tool.StepType.IsSubclassOf(typeof(PlanStep))
                || tool.StepType.IsAbstract
                || _byName.Values.Count(t => t.StepType == tool.StepType) > 1
            )
            {
                throw new InvalidOperationException($"The tool {tool.Name} needs a step type of its own: a record derived from PlanStep.");
            }
        }

        _rankers = new Dictionary<string, IItemRanker>(StringComparer.Ordinal);
        foreach (var ranker in rankers ?? [])
        {
            Check(
                ranker.Name,
                "ranker",
                RankTool.Orders.Contains(ranker.Name, StringComparer.OrdinalIgnoreCase) || !_rankers.TryAdd(ranker.Name, ranker)
            );
        }

        Own = [.. own ?? []];
        (Strict, Lenient) =
            Own.Count == 0
                ? (PlanJson.Options, PlanJson.Lenient)
                : (PlanJson.With(PlanJson.Options, Own), PlanJson.With(PlanJson.Lenient, Own));
    }

    /// <summary>The tools without those of any program.</summary>
    public static ToolBox BuiltIn { get; } = new();

    /// <summary>All tools, in the order in which plans tend to use them.</summary>
    public IReadOnlyCollection<ITool> All => _byName.Values;

    /// <summary>The tools of the program.</summary>
    public IReadOnlyList<ITool> Own { get; }

    /// <summary>The names of the program's rankers.</summary>
    public IReadOnlyCollection<string> OwnRankers => _rankers.Keys;

    /// <summary>As <see cref="PlanJson.Options"/>, with the steps of these tools.</summary>
    public JsonSerializerOptions Strict { get; }

    /// <summary>As <see cref="PlanJson.Lenient"/>, with the steps of these tools.</summary>
    public JsonSerializerOptions Lenient { get; }

    /// <summary>The tool of that name, or null.</summary>
    public ITool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The program's ranker of that name, or null.</summary>
    public IItemRanker? Ranker(string name) => _rankers.GetValueOrDefault(name);

    /// <summary>The tool that a step calls.</summary>
    public ITool Of(PlanStep step) => Find(step.ToolName) ?? throw new ToolException($"There is no tool \"{step.ToolName}\".");

    private static void Check(string name, string what, bool isTaken)
    {
        if (isTaken || name is null || !Name().IsMatch(name))
        {
            throw new InvalidOperationException(
                isTaken
                    ? $"There is a {what} \"{name}\" already."
                    : $"\"{name}\" cannot be the name of a {what}: a letter, then lower-case letters, digits or _, 40 at most."
            );
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
