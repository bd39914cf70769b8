namespace InteRec.Tools;

/// <summary>
/// Maximal marginal relevance (Carbonell and Goldstein 1998): each next item is the one with the greatest
/// (1 - l) score - l max likeness to the items before it, with l = 0.6 diversity. Only the head of the list is reordered.
/// </summary>
internal static class Diversity
{
    private const float Strength = 0.6f;
    private const int Considered = 150;
    private const int Chosen = 50;

    /// <summary>The candidates in their new order. Scores are cut so that they do not rise along the list.</summary>
    public static CandidateSet Reorder(CandidateSet ordered, ContentOverlap overlap, float diversity, CancellationToken cancellationToken)
    {
        var (head, weight) = (Math.Min(Considered, ordered.Count), Strength * diversity);
        var items = ordered.Items.ToArray();
        var scores = ordered.Scores.ToArray();
        var likeness = new float[head];
        for (var next = 0; next < Math.Min(Chosen, head); next++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var best = next;
            for (var i = next; i < head; i++)
            {
                var gain = ((1 - weight) * scores[i]) - (weight * likeness[i]);
                best = gain > ((1 - weight) * scores[best]) - (weight * likeness[best]) ? i : best;
            }

            MoveTo(next, best, items, scores, likeness);
            for (var i = next + 1; i < head; i++)
            {
                likeness[i] = Math.Max(likeness[i], overlap.Between(items[i], items[next]));
            }
        }

        for (var i = 1; i < scores.Length; i++)
        {
            scores[i] = Math.Min(scores[i], scores[i - 1]);
        }

        return new CandidateSet(ordered.Catalog, items, scores, isOrdered: true);
    }

    /// <summary>Moves one place to an earlier one; what lies between moves down, so that the rest keeps its order.</summary>
    private static void MoveTo(int to, int from, int[] items, float[] scores, float[] likeness)
    {
        var (item, score, alike) = (items[from], scores[from], likeness[from]);
        for (var i = from; i > to; i--)
        {
            (items[i], scores[i], likeness[i]) = (items[i - 1], scores[i - 1], likeness[i - 1]);
        }

        (items[to], scores[to], likeness[to]) = (item, score, alike);
    }
}
