using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Embedding.Tests;

/// <summary>What the shop knows and the catalogue does not.</summary>
internal sealed class Stock
{
    public int Of(string itemId) => Teas.All.Single(t => t.Id == itemId).Stock;
}

/// <summary>Arguments of <see cref="StockTool"/>.</summary>
[Description("Keeps what can be sent today.")]
public sealed record StockStep : PlanStep
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => "in_stock";

    /// <summary>At least so many.</summary>
    [Description("At least so many pieces.")]
    public int AtLeast { get; init; } = 1;
}

/// <summary>A tool of the shop.</summary>
internal sealed class StockTool(Stock stock) : ITool
{
    public string Name => "in_stock";

    public string Description => "Keeps what can be sent today.";

    public Type StepType => typeof(StockStep);

    public IEnumerable<PlanProblem> Problems(PlanStep step, DatasetSchema schema) =>
        ((StockStep)step).AtLeast < 1 ? [new PlanProblem("atLeast", "must be 1 or more.")] : [];

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var keep = new Bitmap(candidates.Catalog.Count);
        foreach (var item in candidates.Items)
        {
            if (stock.Of(candidates.Catalog.ItemId(item)) >= ((StockStep)step).AtLeast)
            {
                keep.Add(item);
            }
        }

        return new ToolResult(candidates.Where(keep)) { Note = "counted" };
    }
}

/// <summary>A ranker of the shop: what there is most of goes first.</summary>
internal sealed class StockRanker(Stock stock) : IItemRanker
{
    public string Name => "stock";

    public void Score(ToolContext context, ReadOnlySpan<int> items, Span<float> scores, CancellationToken cancellationToken)
    {
        for (var i = 0; i < items.Length; i++)
        {
            scores[i] = stock.Of(context.Serving.Catalog.ItemId(items[i])) is > 0 and var count ? count : float.NaN;
        }
    }
}
