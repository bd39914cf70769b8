using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>What the steps of one list ask for together, whatever the number of steps that say it.</summary>
internal sealed class ListReading
{
    /// <summary>Reads a list.</summary>
    public ListReading(PlanList list)
    {
        var (where, prefer, items, exclude, series, like, texts) = (
            new List<ElementaryCondition>(),
            new List<ElementaryCondition>(),
            new List<string>(),
            new List<string>(),
            new List<string>(),
            new List<string>(),
            new List<string>()
        );
        foreach (var step in list.Steps)
        {
            switch (step)
            {
                case FilterStep filter:
                    where.AddRange(ElementaryCondition.Of(filter.Where));
                    OnlyItems |= filter.Items is not null;
                    items.AddRange(filter.Items ?? []);
                    exclude.AddRange(filter.Exclude ?? []);
                    series.AddRange(filter.ExcludeSeries ?? []);
                    break;
                case RankStep rank:
                    prefer.AddRange(ElementaryCondition.Of(rank.Prefer));
                    Rank = rank;
                    break;
                case SimilarStep similar:
                    like.AddRange(similar.To);
                    exclude.AddRange(similar.To);
                    exclude.AddRange(similar.Unlike ?? []);
                    break;
                case SearchStep search:
                    texts.Add(search.Text);
                    break;
            }
        }

        (Where, Prefer, Items, Exclude, ExcludeSeries, Like, Texts) = (where, prefer, items, exclude, series, like, texts);
        GivesItems = list.Steps is [.., not (LookupStep or ExplainStep)];
        OnlyAsks = list.Steps is [.., LookupStep or ExplainStep];
        Count = list.Count;
    }

    /// <summary>False for a list that only answers a question: its last step looks up or explains.</summary>
    public bool GivesItems { get; }

    /// <summary>True for a list that only answers a question.</summary>
    public bool OnlyAsks { get; }

    /// <summary>How many items are asked for.</summary>
    public int Count { get; }

    /// <summary>The hard conditions.</summary>
    public IReadOnlyList<ElementaryCondition> Where { get; }

    /// <summary>The preferences.</summary>
    public IReadOnlyList<ElementaryCondition> Prefer { get; }

    /// <summary>True when only the items of <see cref="Items"/> may be listed.</summary>
    public bool OnlyItems { get; }

    /// <summary>True when no item at all may be listed: what the list was to be of is unknown.</summary>
    public bool IsOfNothing => OnlyItems && Items.Count == 0;

    /// <summary>The items asked for by name: they may be listed even when the person knows them.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>Items never to list, the ones to be like included.</summary>
    public IReadOnlyList<string> Exclude { get; }

    /// <summary>Series never to list.</summary>
    public IReadOnlyList<string> ExcludeSeries { get; }

    /// <summary>Items to be like.</summary>
    public IReadOnlyList<string> Like { get; }

    /// <summary>What to look for in words.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The last rank step, or null.</summary>
    public RankStep? Rank { get; }
}
