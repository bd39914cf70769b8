using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>
/// Says why items fit the person. Facts of attribute <c>because</c> are past items with their exact share of the ranker's score in percent
/// (<see cref="Fact.Counts"/>); facts of attribute <c>reasons</c> are reasons in words.
/// </summary>
internal sealed class ExplainTool : ITool
{
    /// <summary>Attribute of facts that hold past items and their shares.</summary>
    public const string Because = "because";

    /// <summary>Attribute of facts that hold reasons in words.</summary>
    public const string Reasons = "reasons";

    private const int MostItems = 10;
    private const int MostShares = 3;

    public string Name => ExplainStep.Tool;

    public string Description =>
        "Explains why items fit the person: the exact share of each past item in the score, and what the items have in common with what "
        + "the person likes.";

    public Type StepType => typeof(ExplainStep);

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var explain = (ExplainStep)step;
        var catalog = context.Serving.Catalog;
        var facts = new List<Fact>();
        var reasons = new ReasonWriter(context, context.Reading ?? new ListReading(new PlanList { Steps = [explain] }));
        var (explained, withheld) = ItemNames.Shown(catalog, explain.Items);
        foreach (var item in explained.Take(MostItems))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Shares(item, context) is { Count: > 0 } shares)
            {
                facts.Add(
                    new Fact(catalog.ItemId(item), catalog.Title(item), Because, shares.ConvertAll(s => s.Title))
                    {
                        Counts = shares.ConvertAll(s => s.Percent),
                    }
                );
            }

            facts.Add(
                new Fact(
                    catalog.ItemId(item),
                    catalog.Title(item),
                    Reasons,
                    [.. reasons.All(item).Select(r => r.Text).Concat(Common(item, context))]
                )
            );
        }

        return new ToolResult(candidates) { Facts = facts, Notices = withheld is null ? [] : [withheld] };
    }

    /// <summary>The past items that speak most for the item, with their share of all that speaks for it.</summary>
    private static List<(string Title, int Percent)> Shares(int item, ToolContext context)
    {
        if (context.Serving.Ranker is not { } ranker || context.Taste.Count == 0 || context.Members.Count > 0)
        {
            return [];
        }

        var positive = ranker.Attribute(null, [.. context.Taste], item).Shares.Where(s => s.Share > 0 && s.Item != item).ToList();
        var total = positive.Sum(s => s.Share);
        return positive
            .Where(s => context.Serving.Catalog.Available[s.Item])
            .Take(MostShares)
            .Select(s => (context.Serving.Catalog.Title(s.Item), (int)Math.Round(100 * s.Share / total)))
            .Where(s => s.Item2 > 0)
            .ToList();
    }

    /// <summary>Values that the item shares with the liked items that it shares most with.</summary>
    private static IEnumerable<string> Common(int item, ToolContext context)
    {
        var serving = context.Serving;
        return context
            .Taste.Where(t => t.Weight > 0 && t.Item != item && serving.Catalog.Available[t.Item])
            .Select(t => (t.Item, Shared: serving.Overlap.Shared(item, t.Item, 2)))
            .Where(s => s.Shared.Count > 0)
            .OrderByDescending(s => s.Shared.Count)
            .ThenBy(s => s.Item)
            .Take(2)
            .Select(s =>
                string.Create(CultureInfo.InvariantCulture, $"like {serving.Catalog.Title(s.Item)}: {ConditionWordsOf(s.Shared, serving)}")
            );
    }

    private static string ConditionWordsOf(List<(CategoryColumn Column, string Value)> shared, ServingState serving) =>
        ConditionWords.And(shared.ConvertAll(s => ConditionWords.Value(serving.Catalog.Schema, s.Column.Definition.Name, s.Value)));
}
