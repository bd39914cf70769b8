using System.Numerics.Tensors;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// The knobs of a list, each from 0 (no change, exactly) to 1. Scores are standardised, as <see cref="BoundRanker"/> gives them.
/// </summary>
internal static class ListShaping
{
    /// <summary>
    /// Novelty and popularity: <c>score += (popularity - novelty) p</c>, where p is the item's standardised log-popularity. At 1, one
    /// deviation of popularity weighs as much as one deviation of taste.
    /// </summary>
    /// <param name="ranker">Gives the popularity.</param>
    /// <param name="items">Catalogue items.</param>
    /// <param name="scores">Their scores, changed in place.</param>
    /// <param name="novelty">0 to 1: less known items first. Default 0.</param>
    /// <param name="popularity">0 to 1: better known items first. Default 0.</param>
    public static void Apply(BoundRanker ranker, ReadOnlySpan<int> items, Span<float> scores, float novelty, float popularity)
    {
        var weight = popularity - novelty;
        if (weight == 0)
        {
            return;
        }

        for (var i = 0; i < items.Length; i++)
        {
            scores[i] += weight * ranker.Popularity[items[i]];
        }
    }

    /// <summary>
    /// Greedy maximal marginal relevance (Carbonell and Goldstein 1998): next comes the item with the greatest
    /// <c>(1 - diversity) relevance - diversity likeness</c>, where relevance is the score brought to 0..1 over the given list and likeness
    /// the greatest cosine (at least 0) to an item already chosen.
    /// </summary>
    /// <param name="ranker">Gives the vectors: factors where an item has them.</param>
    /// <param name="ranked">Items best first; a few times more than are wanted, since only these can be chosen.</param>
    /// <param name="count">Items wanted.</param>
    /// <param name="diversity">0 to 1. 0 gives the first items unchanged.</param>
    /// <returns>Places in <paramref name="ranked"/>, in the new order.</returns>
    public static int[] Diversify(BoundRanker ranker, ReadOnlySpan<ScoredItem> ranked, int count, float diversity)
    {
        var wanted = Math.Min(count, ranked.Length);
        if (diversity <= 0 || ranker.Factors is not { } factors || ranked.Length < 2)
        {
            return [.. Enumerable.Range(0, wanted)];
        }

        var (vectors, relevance) = (Directions(factors, ranked), Relevance(ranked));
        var likeness = new float[ranked.Length];
        var chosen = new int[wanted];
        for (var place = 0; place < wanted; place++)
        {
            var best = -1;
            for (var i = 0; i < ranked.Length; i++)
            {
                if (!float.IsNaN(likeness[i]) && (best < 0 || Marginal(i) > Marginal(best)))
                {
                    best = i;
                }
            }

            chosen[place] = best;
            likeness[best] = float.NaN;
            for (var i = 0; i < ranked.Length; i++)
            {
                // NaN marks the chosen and stays: the maximum of NaN and a number is NaN.
                likeness[i] = MathF.Max(likeness[i], VectorMath.Dot(vectors.Row(i), vectors.Row(best)));
            }
        }

        return chosen;

        float Marginal(int i) => ((1 - diversity) * relevance[i]) - (diversity * likeness[i]);
    }

    private static FactorMatrix Directions(FactorMatrix factors, ReadOnlySpan<ScoredItem> ranked)
    {
        var directions = new FactorMatrix(ranked.Length, factors.Dimensions);
        for (var i = 0; i < ranked.Length; i++)
        {
            var row = factors.Row(ranked[i].Item);
            var norm = TensorPrimitives.Norm<float>(row);
            if (norm > 0)
            {
                TensorPrimitives.Divide(row, norm, directions.Row(i));
            }
        }

        return directions;
    }

    private static float[] Relevance(ReadOnlySpan<ScoredItem> ranked)
    {
        float best = float.NegativeInfinity,
            worst = float.PositiveInfinity;
        foreach (var (_, score) in ranked)
        {
            (best, worst) = (MathF.Max(best, score), MathF.Min(worst, score));
        }

        var relevance = new float[ranked.Length];
        for (var i = 0; i < relevance.Length; i++)
        {
            relevance[i] = best > worst ? (ranked[i].Score - worst) / (best - worst) : 1;
        }

        return relevance;
    }
}
