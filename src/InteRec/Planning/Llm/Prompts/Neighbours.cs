using InteRec.Planning.Grounding;

namespace InteRec.Planning.Llm.Prompts;

/// <summary>
/// What a model cannot know of this catalogue's people: which items are liked together with those that a message mentions. It is told as a
/// hint, out of the same tool that plans call.
/// </summary>
internal sealed class Neighbours(PlanRunner runner, LlmOptions options)
{
    private const int MostMentioned = 3;

    /// <summary>A line for each liked or neutral item that is mentioned; empty where there is none.</summary>
    public string Of(PlanningInput input, PlanningResult reading, CancellationToken cancellationToken)
    {
        var mentioned = reading.Understood.Mentioned.Where(m => m.Sentiment is "liked" or "neutral").DistinctBy(m => m.ItemId).Take(MostMentioned).ToList();
        if (options.Neighbours == 0 || mentioned.Count == 0)
        {
            return string.Empty;
        }

        var lists = mentioned.Select(m => new PlanList { Label = m.Title, Count = options.Neighbours, Steps = [new SimilarStep { To = [m.ItemId], Keep = options.Neighbours }] });
        var plan = new GroundedPlan(new Plan { Intent = Intent.Similar, Lists = [.. lists] }, [], [], []);
        var catalog = input.Serving.Catalog;
        return string.Join('\n', runner.Run(plan, input.Serving, input.Profile, [], cancellationToken).Lists
            .Where(l => l.Items.Count > 0)
            .Select(l => $"liked with {DataBlock.Line(l.Label!)}: {string.Join("; ", l.Items.Items.ToArray().Select(i => DataBlock.Line(catalog.Title(i))))}"));
    }
}
