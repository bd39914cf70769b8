using System.Buffers;
using System.Numerics.Tensors;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// The personal score where few past items are known. The rankers fold a history in as if it were a sample of everything that the person
/// likes: of two or three titles that leaves what everybody likes, and of what the titles are about nothing.
/// <para>With a share <c>t = 1 - n / 25</c> for n past items, none from 25 on, personal becomes
/// <c>(1 - t) personal + t (0.5 (0.7 people + 0.3 known) + 0.5 (0.7 values + 0.3 meaning))</c>: people is the cosine of the factors, which
/// does not grow with popularity as the product does; known the log-popularity; values the root of <see cref="ContentOverlap"/>; meaning
/// the cosine of the texts above that of the average candidate. Each counts from 0 to 1 for the best candidate.</para>
/// <para>The share of content is the greatest with which held-out users of the bundled log lost nothing beyond the noise, however much of
/// their history was given (tests/InteRec.Benchmarks/README.md); log-popularity counts less the more <c>novelty</c> is asked for.</para>
/// </summary>
internal static class FewItems
{
    /// <summary>Past items from which on the ranker alone counts.</summary>
    private const int Many = 25;
    private const float ByPeople = 0.35f;
    private const float ByKnown = 0.15f;
    private const float ByValues = 0.35f;
    private const float ByMeaning = 0.15f;
    private const float DislikeWeight = 0.5f;

    /// <summary>Mixes likeness to the past items into the personal scores.</summary>
    /// <param name="personal">The ranker's scores, 0 to 1; changed in place.</param>
    /// <param name="items">The candidates.</param>
    /// <param name="context">The person.</param>
    /// <param name="novelty">As the step asks for it.</param>
    /// <returns>Whether anything was mixed in: not where many past items are known.</returns>
    public static bool Mix(float[] personal, ReadOnlySpan<int> items, ToolContext context, double novelty)
    {
        var share = 1 - ((float)context.Taste.Count / Many);
        if (share <= 0 || items.IsEmpty)
        {
            return false;
        }

        // What is not liked tells less of what is.
        SignedItem[] taste = [.. context.Taste.Select(t => t.Weight > 0 ? t : t with { Weight = DislikeWeight * t.Weight })];
        TensorPrimitives.Multiply(personal, 1 - share, personal);
        var rented = ArrayPool<float>.Shared.Rent(items.Length);
        var view = rented.AsSpan(0, items.Length);
        if (context.Serving.Ranker is { } ranker)
        {
            ranker.Cosines(taste, items, view);
            Add(view, share * ByPeople, personal);
            for (var i = 0; i < view.Length; i++)
            {
                view[i] = ranker.Popularity[items[i]];
            }

            Add(view, share * ByKnown * (float)(1 - Math.Max(0, novelty)), personal);
        }

        Values(taste, items, context, view);
        Add(view, share * ByValues, personal);
        if (Meaning(taste, items, context, view))
        {
            Add(view, share * ByMeaning, personal);
        }

        ArrayPool<float>.Shared.Return(rented);
        return true;
    }

    /// <summary>The liked items that may be named and that likeness is to; none where many past items are known.</summary>
    public static List<int> Liked(ToolContext context) =>
        context.Taste.Count >= Many
            ? []
            : [.. context.Taste.Where(t => t.Weight > 0 && context.Serving.Catalog.Available[t.Item]).Select(t => t.Item)];

    private static void Values(SignedItem[] taste, ReadOnlySpan<int> items, ToolContext context, Span<float> view)
    {
        var rented = ArrayPool<float>.Shared.Rent(context.Serving.Catalog.Count);
        context.Serving.Overlap.Score(taste, rented);
        for (var i = 0; i < items.Length; i++)
        {
            view[i] = MathF.Sqrt(Math.Max(0, rented[items[i]]));
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static bool Meaning(SignedItem[] taste, ReadOnlySpan<int> items, ToolContext context, Span<float> view)
    {
        if (context.Serving.Search?.Vectors is not { } vectors)
        {
            return false;
        }

        var (query, vector) = (new float[vectors.Dimensions], new float[vectors.Dimensions]);
        foreach (var (item, weight) in taste)
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

    /// <summary>Nothing below 0 counts, and the best gets all of the weight.</summary>
    private static void Add(ReadOnlySpan<float> view, float weight, float[] scores)
    {
        var best = TensorPrimitives.Max(view);
        for (var i = 0; best > 0 && i < scores.Length; i++)
        {
            scores[i] += weight * Math.Max(0, view[i]) / best;
        }
    }
}
