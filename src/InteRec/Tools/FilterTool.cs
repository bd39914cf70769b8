using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>Keeps the candidates that meet hard conditions. Exact; the order and scores of the candidates stay.</summary>
internal sealed class FilterTool : ITool
{
    public string Name => FilterStep.Tool;

    public string Description => "Keeps the items that meet hard conditions on attributes: any, all or none of values, ranges of numbers, has a value; only or never certain items.";

    public Type StepType => typeof(FilterStep);

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var filter = (FilterStep)step;
        cancellationToken.ThrowIfCancellationRequested();
        var keep = context.Serving.Catalog.Available.Copy();
        context.Serving.Filters.Apply(keep, filter.Where);
        if (filter.Items is not null)
        {
            keep.And(ItemNames.Set(context.Serving.Catalog, filter.Items));
        }

        keep.AndNot(ItemNames.Set(context.Serving.Catalog, filter.Exclude));
        foreach (var name in filter.ExcludeSeries ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            keep.AndNot(context.Serving.Series.Of(name));
        }

        return new ToolResult(candidates.Where(keep));
    }
}
