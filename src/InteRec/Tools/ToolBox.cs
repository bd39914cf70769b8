using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>The tools by name.</summary>
internal sealed class ToolBox
{
    private readonly Dictionary<string, ITool> _byName;

    /// <summary>All tools that a plan may call.</summary>
    public ToolBox() => _byName = new ITool[] { new FilterTool(), new SearchTool(), new SimilarTool(), new RankTool(), new LookupTool(), new ExplainTool() }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>All tools, in the order in which plans tend to use them.</summary>
    public IReadOnlyCollection<ITool> All => _byName.Values;

    /// <summary>The tool of that name, or null.</summary>
    public ITool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The tool that a step calls.</summary>
    public ITool Of(PlanStep step) => Find(step.ToolName) ?? throw new ToolException($"There is no tool \"{step.ToolName}\".");
}
