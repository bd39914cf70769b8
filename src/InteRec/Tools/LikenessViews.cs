using System.Numerics.Tensors;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// How like candidates are to some items and unlike others, as seen by what people like, by the values that they share and by what their
/// texts mean. <see cref="Add"/> joins the views.
/// </summary>
internal static class LikenessViews
{
    /// <summary>The cosine of the factors: it does not grow with popularity as their product does. False without a ranker.</summary>
    public static bool People(ServingState serving, ReadOnlySpan<SignedItem> signed, ReadOnlySpan<int> items, Span<float> view)
    {
        serving.Ranker?.Cosines(signed, items, view);
        return serving.Ranker is not null;
    }

    /// <summary>The values in common: <see cref="ContentOverlap"/>.</summary>
    public static void Values(ServingState serving, ReadOnlySpan<SignedItem> signed, ReadOnlySpan<int> items, Span<float> view) =>
        serving.Overlap.Score(signed, items, view);

    /// <summary>
    /// The cosine of the texts with the signed sum of those of the items, above that of the average candidate. False where there are no
    /// vectors, or none of these items.
    /// </summary>
    public static bool Meaning(ServingState serving, ReadOnlySpan<SignedItem> signed, ReadOnlySpan<int> items, Span<float> view)
    {
        if (serving.Search?.Vectors is not { } vectors || items.IsEmpty)
        {
            return false;
        }

        Span<float> query = new float[vectors.Dimensions],
            vector = new float[vectors.Dimensions];
        foreach (var (item, weight) in signed)
        {
            vectors.CopyTo(item, vector);
            TensorPrimitives.MultiplyAdd(vector, weight, query, query);
        }

        var norm = TensorPrimitives.Norm<float>(query);
        if (norm == 0)
        {
            return false;
        }

        TensorPrimitives.Divide(query, norm, query);
        vectors.Cosines(query, items, view);
        TensorPrimitives.Subtract(view, TensorPrimitives.Average<float>(view), view);
        return true;
    }

    /// <summary>
    /// Adds a view to the scores, brought to 0 to <paramref name="weight"/>: nothing below 0 counts, and the best gets all.
    /// </summary>
    /// <returns>The weight, or 0 where the view tells nothing.</returns>
    public static float Add(ReadOnlySpan<float> view, float weight, Span<float> scores)
    {
        var best = view.IsEmpty ? 0 : TensorPrimitives.Max(view);
        for (var i = 0; best > 0 && i < scores.Length; i++)
        {
            scores[i] += weight * Math.Max(0, view[i]) / best;
        }

        return best > 0 ? weight : 0;
    }
}
