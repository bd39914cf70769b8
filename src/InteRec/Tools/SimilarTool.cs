using System.Buffers;
using System.Numerics.Tensors;
using InteRec.Catalog;

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
        var note = AddPeople(candidates, context, liked, disliked, scores, out var weight);
        cancellationToken.ThrowIfCancellationRequested();
        weight += AddMeaning(candidates, context, liked, disliked, scores);
        weight += AddValues(candidates, context, liked, disliked, scores);
        Blend(scores, weight, candidates);
        var order = ScoreOrder.Descending(scores);
        var kept = order.AsSpan(0, Math.Min(similar.Keep ?? DefaultKeep, order.Length));
        var ordered = candidates.With(scores).At(kept, isOrdered: true);
        return new ToolResult(SeriesMates.Limit(ordered, SeriesMates.Of(context.Serving, liked))) { Note = note };
    }

    private static string? AddPeople(
        CandidateSet candidates,
        ToolContext context,
        List<int> liked,
        List<int> disliked,
        float[] scores,
        out float weight
    )
    {
        weight = 0;
        if (context.Serving.Ranker is not { } ranker || candidates.Count == 0)
        {
            return null;
        }

        var answer = ranker.Similar([.. liked], [.. disliked], candidates.Items, scores);
        weight = Normalise(scores, ByPeople);
        return $"{answer.Ranker}, {answer.Link.ToString().ToLowerInvariant()}";
    }

    /// <summary>The cosine of the texts with the mean of the liked ones, away from the disliked; 0 is the average candidate.</summary>
    private static float AddMeaning(CandidateSet candidates, ToolContext context, List<int> liked, List<int> disliked, float[] scores)
    {
        if (context.Serving.Search?.Vectors is not { } vectors || candidates.Count == 0)
        {
            return 0;
        }

        var query = new float[vectors.Dimensions];
        var vector = new float[vectors.Dimensions];
        foreach (var (items, sign) in new[] { (liked, 1f / liked.Count), (disliked, -0.5f / Math.Max(1, disliked.Count)) })
        {
            foreach (var item in items)
            {
                vectors.CopyTo(item, vector);
                TensorPrimitives.MultiplyAdd(vector, sign, query, query);
            }
        }

        var norm = TensorPrimitives.Norm<float>(query);
        if (norm == 0)
        {
            return 0;
        }

        TensorPrimitives.Divide(query, norm, query);
        var cosines = new float[candidates.Count];
        vectors.Cosines(query, candidates.Items, cosines);
        TensorPrimitives.Subtract(cosines, TensorPrimitives.Average<float>(cosines), cosines);
        var weight = Normalise(cosines, ByMeaning);
        TensorPrimitives.Add(scores, cosines, scores);
        return weight;
    }

    private static float AddValues(CandidateSet candidates, ToolContext context, List<int> liked, List<int> disliked, float[] scores)
    {
        var count = context.Serving.Catalog.Count;
        var rented = ArrayPool<float>.Shared.Rent(count);
        var likeness = rented.AsSpan(0, count);
        likeness.Clear();
        foreach (var item in liked)
        {
            context.Serving.Overlap.Add(item, 1, likeness);
        }

        foreach (var item in disliked)
        {
            context.Serving.Overlap.Add(item, -0.5f, likeness);
        }

        var shares = new float[candidates.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = likeness[candidates.Items[i]];
        }

        ArrayPool<float>.Shared.Return(rented);
        var weight = Normalise(shares, ByValues);
        for (var i = 0; i < shares.Length; i++)
        {
            scores[i] += shares[i];
        }

        return weight;
    }

    /// <summary>
    /// Brings a view to 0..weight: nothing below the average counts, the best gets all. Gives the weight, or 0 where there is nothing.
    /// </summary>
    private static float Normalise(float[] scores, float weight)
    {
        var best = 0f;
        foreach (var score in scores)
        {
            best = Math.Max(best, score);
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = best > 0 ? weight * Math.Max(0, scores[i]) / best : 0;
        }

        return best > 0 ? weight : 0;
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
