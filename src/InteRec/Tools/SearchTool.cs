namespace InteRec.Tools;

/// <summary>
/// Scores the candidates by how well words and meaning of their texts fit a text, and keeps the best. A text of which nothing is known
/// leaves the candidates as they are: it says nothing about any of them.
/// </summary>
internal sealed class SearchTool : ITool
{
    private const int DefaultKeep = 100;

    public string Name => SearchStep.Tool;

    public string Description => "Finds items by free text: plot, mood, theme.";

    public Type StepType => typeof(SearchStep);

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var search = (SearchStep)step;
        cancellationToken.ThrowIfCancellationRequested();
        if (context.Serving.Search is not { } index)
        {
            throw new ToolException("Free text cannot be searched: the service runs without a search index.");
        }

        var catalog = context.Serving.Catalog;
        var keep = search.Keep ?? DefaultKeep;
        var hits = index.Search(search.Text, candidates.ToBitmap().And(catalog.Available), candidates.IsOrdered ? candidates.Count : keep);
        cancellationToken.ThrowIfCancellationRequested();
        if (hits.Count == 0)
        {
            return new ToolResult(candidates) { Note = "no known word" };
        }

        var found = new float[catalog.Count];
        foreach (var hit in hits)
        {
            found[hit.Item] = Math.Clamp(hit.Score, 0, 1);
        }

        var scores = new float[candidates.Count];
        for (var place = 0; place < scores.Length; place++)
        {
            // Half and half with the score of an earlier step, where there was one.
            var fit = found[candidates.Items[place]];
            scores[place] = candidates.IsOrdered ? 0.5f * (fit + candidates.Scores[place]) : fit;
        }

        var order = ScoreOrder.Descending(scores);
        var kept = hits.Count < LeastKept(context.Reading) ? scores.Length : hits.Count;
        return new ToolResult(candidates.With(scores).At(order.AsSpan(0, Math.Min(keep, kept)), isOrdered: true));
    }

    /// <summary>
    /// Where conditions already say what is wanted, words only order: with fewer hits than are asked for the other candidates stay behind
    /// them.
    /// Over the whole catalogue a hit is all there is.
    /// </summary>
    private static int LeastKept(ListReading? reading) => reading is { Where.Count: > 0 } or { OnlyItems: true } ? reading.Count : 0;
}
