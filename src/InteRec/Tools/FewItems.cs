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
/// the cosine of the texts above that of the average candidate. Each counts from 0 to 1 for the best candidate; one that tells nothing
/// leaves its weight to the others. Where only dislikes are known the ranker's score stays as it is.</para>
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
    /// <returns>
    /// Whether anything was mixed in: not where many past items are known, none of them is liked, or no view of them tells anything.
    /// </returns>
    public static bool Mix(float[] personal, ReadOnlySpan<int> items, ToolContext context, double novelty)
    {
        if (!Counts(context) || items.IsEmpty)
        {
            return false;
        }

        // What is not liked tells less of what is.
        SignedItem[] taste = [.. context.Taste.Select(t => t.Weight > 0 ? t : t with { Weight = DislikeWeight * t.Weight })];
        var serving = context.Serving;
        var rented = ArrayPool<float>.Shared.Rent(2 * items.Length);
        Span<float> view = rented.AsSpan(0, items.Length),
            likeness = rented.AsSpan(items.Length, items.Length);
        likeness.Clear();
        var weight = LikenessViews.People(serving, taste, items, view) ? LikenessViews.Add(view, ByPeople, likeness) : 0;
        LikenessViews.Values(serving, taste, items, view);
        for (var i = 0; i < view.Length; i++)
        {
            view[i] = MathF.Sqrt(Math.Max(0, view[i]));
        }

        weight += LikenessViews.Add(view, ByValues, likeness);
        weight += LikenessViews.Meaning(serving, taste, items, view) ? LikenessViews.Add(view, ByMeaning, likeness) : 0;
        if (weight > 0)
        {
            weight += AddKnown(serving, items, ByKnown * (float)(1 - Math.Max(0, novelty)), view, likeness);
            var share = 1 - ((float)context.Taste.Count / Many);
            TensorPrimitives.Multiply(likeness, share / weight, likeness);
            TensorPrimitives.MultiplyAdd(personal, 1 - share, likeness, personal);
        }

        ArrayPool<float>.Shared.Return(rented);
        return weight > 0;
    }

    /// <summary>Whether so few past items are known, and one of them liked: of dislikes alone nothing is like what is liked.</summary>
    public static bool Counts(ToolContext context) => context.Taste.Count < Many && context.Taste.Any(t => t.Weight > 0);

    /// <summary>The liked items that may be named and that likeness is to; none where many past items are known.</summary>
    public static List<int> Liked(ToolContext context) =>
        Counts(context) ? [.. context.Taste.Where(t => t.Weight > 0 && context.Serving.Catalog.Available[t.Item]).Select(t => t.Item)] : [];

    private static float AddKnown(ServingState serving, ReadOnlySpan<int> items, float weight, Span<float> view, Span<float> likeness)
    {
        if (serving.Ranker is not { } ranker)
        {
            return 0;
        }

        for (var i = 0; i < view.Length; i++)
        {
            view[i] = ranker.Popularity[items[i]];
        }

        return LikenessViews.Add(view, weight, likeness);
    }
}
