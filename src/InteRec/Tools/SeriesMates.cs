namespace InteRec.Tools;

/// <summary>
/// Who likes an item knows its sequels, so a list of what is like it has few of them: of its first n items at most 1 + n / 10 are of the
/// series of those it is to be like, which are those that it names, else those of <see cref="FewItems"/>. The others come as soon as there is
/// place for them. An order that is asked for, by popularity, quality or a number, has no such limit.
/// </summary>
internal static class SeriesMates
{
    private const int Apart = 10;

    /// <summary>The other items of the series of some items.</summary>
    public static HashSet<int> Of(ServingState serving, IReadOnlyList<int> like)
    {
        var mates = new HashSet<int>();
        foreach (var item in like)
        {
            mates.UnionWith(serving.Series.Mates(item));
        }

        mates.ExceptWith(like);
        return mates;
    }

    /// <summary>Ordered candidates with the items of the series apart. Scores are cut so that they do not rise along the list.</summary>
    public static CandidateSet Limit(CandidateSet ordered, HashSet<int> mates)
    {
        if (mates.Count == 0)
        {
            return ordered;
        }

        var (items, scores, waiting) = (new int[ordered.Count], new float[ordered.Count], new Queue<int>());
        var (next, taken) = (0, 0);
        for (var place = 0; place < ordered.Count; place++)
        {
            if (mates.Contains(ordered.Items[place]))
            {
                waiting.Enqueue(place);
            }
            else
            {
                Take(place);
            }

            while (waiting.Count > 0 && taken < 1 + (next / Apart))
            {
                taken++;
                Take(waiting.Dequeue());
            }
        }

        while (waiting.Count > 0)
        {
            Take(waiting.Dequeue());
        }

        return new CandidateSet(ordered.Catalog, items, scores, isOrdered: true);

        void Take(int place)
        {
            items[next] = ordered.Items[place];
            scores[next] = Math.Min(ordered.Scores[place], next > 0 ? scores[next - 1] : ordered.Scores[place]);
            next++;
        }
    }
}
