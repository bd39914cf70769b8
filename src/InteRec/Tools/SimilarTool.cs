using System.Buffers;
using InteRec.Catalog;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// Scores the candidates by likeness to items. Three views, each brought to 0..1 over the candidates: what people who liked them like
/// (0.3), the meaning of their texts (0.4) and the values they share (0.3); a view that knows nothing leaves its weight to the others. Of the
/// series of the items few are listed: <see cref="SeriesMates"/>.
/// </summary>
internal sealed class SimilarTool : ITool
{
    private const int DefaultKeep = 200;
    private const float ByPeople = 0.3f;
    private const float ByMeaning = 0.4f;
    private const float ByValues = 0.3f;
    private const float DislikeWeight = 0.5f;

    public string Name => SimilarStep.Tool;

    public string Description =>
        "Finds items similar to the given ones and unlike others, by what people like together and by what the items are about.";

    public Type StepType => typeof(SimilarStep);

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var similar = (SimilarStep)step;
        cancellationToken.ThrowIfCancellationRequested();
        var catalog = context.Serving.Catalog;
        var (liked, disliked) = (ItemNames.Indexes(catalog, similar.To), ItemNames.Indexes(catalog, similar.Unlike));
        if (liked.Count == 0)
        {
            throw new ToolException("None of the items to be like is in the catalogue.");
        }

        candidates = candidates.Where(catalog.Available.Copy().AndNot(Bitmap.Of(catalog.Count, [.. liked, .. disliked])));
        var scores = new float[candidates.Count];
        var view = ArrayPool<float>.Shared.Rent(candidates.Count);
        var (note, weight) = AddViews(candidates, context.Serving, liked, disliked, view.AsSpan(0, candidates.Count), scores);
        ArrayPool<float>.Shared.Return(view);
        cancellationToken.ThrowIfCancellationRequested();
        Blend(scores, weight, candidates);
        var order = ScoreOrder.Descending(scores);
        var kept = order.AsSpan(0, Math.Min(similar.Keep ?? DefaultKeep, order.Length));
        var ordered = candidates.With(scores).At(kept, isOrdered: true);
        return new ToolResult(SeriesMates.Limit(ordered, SeriesMates.Of(context.Serving, liked))) { Note = note };
    }

    private static (string? Note, float Weight) AddViews(
        CandidateSet candidates,
        ServingState serving,
        List<int> liked,
        List<int> disliked,
        Span<float> view,
        float[] scores
    )
    {
        var items = candidates.Items;
        var (note, weight) = ((string?)null, 0f);
        if (serving.Ranker is { } ranker && !items.IsEmpty)
        {
            // Not the cosines alone: the artefact's item-item weights know more of what is liked together.
            var answer = ranker.Similar([.. liked], [.. disliked], items, view);
            note = $"{answer.Ranker}, {answer.Link.ToString().ToLowerInvariant()}";
            weight = LikenessViews.Add(view, ByPeople, scores);
        }

        var means = Signed(1f / liked.Count, -DislikeWeight / Math.Max(1, disliked.Count));
        weight += LikenessViews.Meaning(serving, means, items, view) ? LikenessViews.Add(view, ByMeaning, scores) : 0;
        LikenessViews.Values(serving, Signed(1, -DislikeWeight), items, view);
        weight += LikenessViews.Add(view, ByValues, scores);
        return (note, weight);

        SignedItem[] Signed(float like, float dislike) =>
            [.. liked.Select(item => new SignedItem(item, like)), .. disliked.Select(item => new SignedItem(item, dislike))];
    }

    /// <summary>Likeness to 0..1; half and half with the score of an earlier step, where there was one.</summary>
    private static void Blend(float[] scores, float weight, CandidateSet candidates)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = weight > 0 ? Math.Min(1, scores[i] / weight) : 0;
            scores[i] = candidates.IsOrdered ? 0.5f * (scores[i] + candidates.Scores[i]) : scores[i];
        }
    }
}
