using InteRec.Planning;
using InteRec.Search;

namespace InteRec.Tools;

/// <summary>Keeps the candidates that meet hard conditions. Exact; the order and scores of the candidates stay.</summary>
internal sealed class FilterTool : ITool
{
    private const int MostTold = 5;

    public string Name => FilterStep.Tool;

    public string Description =>
        "Keeps the items that meet hard conditions on attributes: any, all or none of values, ranges of numbers, has a value; only or "
        + "never certain items.";

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
            keep.AndNot(context.Serving.Series.Match(name).Items);
        }

        return new ToolResult(candidates.Where(keep)) { Note = Told(filter.ExcludeSeries ?? [], context.Serving) };
    }

    /// <summary>
    /// How the names of series were matched: "without alien: 9 by name; first blood: 2 by name, by kin Rambo, Rambo III".
    /// </summary>
    private static string? Told(IReadOnlyList<string> names, ServingState serving)
    {
        var told = names
            .Select(n => (Name: n, Match: serving.Series.Match(n)))
            .Where(s => s.Match.ByName.Count > 0)
            .Take(MostTold)
            .Select(s => $"{s.Name}: {s.Match.ByName.Count} by name{(Kin(s.Match) is { Length: > 0 } kin ? $", by kin {kin}" : "")}")
            .ToList();
        return told.Count > 0 ? $"without {string.Join("; ", told)}" : null;

        string Kin(SeriesMatch match) =>
            string.Join(", ", match.ByKin.Where(i => serving.Catalog.Available[i]).Take(MostTold).Select(serving.Catalog.Title));
    }
}
