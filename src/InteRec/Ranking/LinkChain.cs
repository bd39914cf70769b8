namespace InteRec.Ranking;

/// <summary>
/// The cold-start chain of one ranker over one catalogue: at which link an answer begins, and who scores what that link leaves. Immutable.
/// </summary>
internal sealed class LinkChain
{
    private readonly Dictionary<string, IChainLink> _starts;
    private readonly IChainLink _blend;
    private readonly ContentLink? _content;
    private readonly FactorLink? _factors;

    /// <param name="ranker">Gives the personal links, each under its name.</param>
    /// <param name="training">What the catalogue's items are to the training.</param>
    /// <param name="popularity">The last link.</param>
    /// <param name="content">Plain content; null without vectors.</param>
    /// <param name="factors">Content by way of factors, which goes before plain content; null without a map.</param>
    public LinkChain(TrainedRanker ranker, TrainingItems training, PopularityLink popularity, ContentLink? content, FactorLink? factors)
    {
        (Popularity, _content, _factors) = (popularity, content, factors);
        var outside = (IChainLink?)factors ?? (IChainLink?)content ?? popularity;
        _blend = new PersonalLink(ranker.Blend, training, outside);
        _starts = ranker.Rankers.ToDictionary(r => r.Name, r => (IChainLink)new PersonalLink(r, training, outside), StringComparer.Ordinal);
        _starts[popularity.Ranker] = popularity;
        if (content is not null)
        {
            _starts[content.Ranker] = content;
        }
    }

    /// <summary>The last link.</summary>
    public PopularityLink Popularity { get; }

    /// <summary>Whether items outside the training are scored by factors.</summary>
    public bool HasFactors => _factors is not null;

    /// <summary>The same links for the same rankers, blended otherwise.</summary>
    public LinkChain With(TrainedRanker ranker, TrainingItems training) => new(ranker, training, Popularity, _content, _factors);

    /// <summary>Scores items by the chain that begins at a ranker.</summary>
    /// <param name="ranker">Its name; null and any that is not there mean the blend.</param>
    /// <param name="history">May be empty.</param>
    /// <param name="items">Catalogue items.</param>
    /// <param name="scores">One place for each of <paramref name="items"/>, overwritten.</param>
    /// <param name="scoredBy">As long, nulls before: gets the link that scored each item. Empty: nobody asks.</param>
    public RankAnswer Score(
        string? ranker,
        in BoundHistory history,
        ReadOnlySpan<int> items,
        Span<float> scores,
        Span<IChainLink?> scoredBy = default
    )
    {
        var start =
            history.Items.IsEmpty ? Popularity
            : ranker is null ? _blend
            : _starts.GetValueOrDefault(ranker, _blend);
        return Score(start, history, items, scores, scoredBy);
    }

    /// <summary>Scores items by likeness of content, or where there is none, by popularity.</summary>
    public RankAnswer ScoreByContent(in BoundHistory history, ReadOnlySpan<int> items, Span<float> scores) =>
        Score((IChainLink?)_content ?? Popularity, history, items, scores, default);

    /// <summary>Takes the scores of items apart: every link those that it gave.</summary>
    /// <param name="ranker">A name, as where they are scored.</param>
    /// <param name="history">May be empty.</param>
    /// <param name="items">Catalogue items.</param>
    public ScoreAttribution[] Attribute(string? ranker, in BoundHistory history, ReadOnlySpan<int> items)
    {
        var scores = new float[items.Length];
        var scoredBy = new IChainLink?[items.Length];
        var answer = Score(ranker, history, items, scores, scoredBy);
        var result = new ScoreAttribution[items.Length];
        foreach (var own in Enumerable.Range(0, items.Length).GroupBy(i => scoredBy[i]!))
        {
            int[] places = [.. own];
            var shares = Shares(own.Key, history, items, places);
            for (var p = 0; p < places.Length; p++)
            {
                var row = shares.AsSpan(p * history.Items.Length, history.Items.Length);
                result[places[p]] = ScoreAttribution.Of(answer.Ranker, own.Key.Kind, scores[places[p]], history.Items, row);
            }
        }

        return result;
    }

    private static float[] Shares(IChainLink link, in BoundHistory history, ReadOnlySpan<int> items, int[] places)
    {
        var own = new int[places.Length];
        for (var p = 0; p < own.Length; p++)
        {
            own[p] = items[places[p]];
        }

        var shares = new float[own.Length * history.Items.Length];
        link.Attribute(history, own, shares);
        return shares;
    }

    private static RankAnswer Score(
        IChainLink start,
        in BoundHistory history,
        ReadOnlySpan<int> items,
        Span<float> scores,
        Span<IChainLink?> scoredBy
    )
    {
        var leader = start;
        var scored = leader.Score(history, items, scores, leads: true);
        while (scored is null)
        {
            leader = leader.Next!;
            scored = leader.Score(history, items, scores, leads: true);
        }

        Span<int> counts = stackalloc int[(int)RankerLink.Popularity + 1];
        counts[(int)leader.Kind] = scored.Value;
        Sign(leader, scores, scoredBy);
        var left = items.Length - scored.Value;
        for (var link = leader.Next; left > 0; link = link.Next)
        {
            var rest = link!.Score(history, items, scores, leads: false)!.Value;
            counts[(int)link.Kind] += rest;
            Sign(link, scores, scoredBy);
            left -= rest;
        }

        return RankAnswer.Of(
            leader.Ranker ?? start.Ranker!,
            counts[(int)RankerLink.Personal],
            counts[(int)RankerLink.Content],
            counts[(int)RankerLink.Popularity]
        );
    }

    private static void Sign(IChainLink link, ReadOnlySpan<float> scores, Span<IChainLink?> scoredBy)
    {
        for (var i = 0; i < scoredBy.Length; i++)
        {
            scoredBy[i] ??= float.IsNaN(scores[i]) ? null : link;
        }
    }
}
