using InteRec.Numerics;
using InteRec.Search;

namespace InteRec.Ranking;

/// <summary>
/// A trained ranker bound to one catalogue snapshot: everything here speaks catalogue indexes. Immutable; a turn takes one reference and
/// keeps it.
/// <para>
/// <b>Scale.</b> All scores are standardised: how many standard deviations an item lies above the average item for this history. Scores of
/// all links of the chain are on this scale, so lists that mix them can be sorted; <see cref="ToUnit"/> brings one to 0..1 for show.
/// </para>
/// <para>
/// <b>Chain.</b> Personal (the ranker asked for) for items of the training; content (the learned map to factors, or plain similarity of
/// content where there is no map) for the others; popularity where the history says nothing.
/// </para>
/// </summary>
public sealed class BoundRanker
{
    private readonly TrainingItems _training;
    private readonly LinkChain _chain;
    private readonly ItemLikeness? _likeness;

    internal BoundRanker(TrainedRanker ranker, IReadOnlyList<string> catalogItemIds, IContentVectors? content)
    {
        if (content is not null && content.Count != catalogItemIds.Count)
        {
            var message = $"Content vectors of {content.Count} items for a catalogue of {catalogItemIds.Count}.";
            throw new ArgumentException(message, nameof(content));
        }

        Ranker = ranker;
        _training = new TrainingItems(ranker.ItemIds, catalogItemIds);
        var map = ranker.ContentMap is { } m && m.ContentDimensions == content?.Dimensions ? m : null;
        Factors = ranker.Ials is { } ials ? ContentMap.Extend(ials.Items, _training.OfCatalog, map, content) : null;
        var popularity = new PopularityLink(ranker, _training);
        _chain = new LinkChain(
            ranker,
            _training,
            popularity,
            content is null ? null : new ContentLink(content, popularity),
            map is null || Factors is null ? null : new FactorLink(ranker.Ials!, Factors, popularity)
        );
        _likeness = Factors is null ? null : new ItemLikeness(ranker, Factors, _training, popularity);
    }

    private BoundRanker(BoundRanker other, TrainedRanker ranker)
    {
        Ranker = ranker;
        (_training, Factors, _likeness) = (other._training, other.Factors, other._likeness);
        _chain = other._chain.With(ranker, _training);
    }

    /// <summary>The artefact behind it.</summary>
    public TrainedRanker Ranker { get; }

    /// <summary>What the artefact says of itself.</summary>
    public RankerManifest Manifest => Ranker.Manifest;

    /// <summary>Catalogue items.</summary>
    public int ItemCount => _training.Count;

    /// <summary>Catalogue items that training knew.</summary>
    public int KnownItemCount => _training.KnownCount;

    /// <summary>Whether items outside the training have factors from their content.</summary>
    public bool HasContentFactors => _chain.HasFactors;

    /// <summary>
    /// Factors by catalogue item (zeros where nothing is known), for diversity and similarity; null without matrix factorisation.
    /// </summary>
    internal FactorMatrix? Factors { get; }

    /// <summary>Standardised log-popularity of each catalogue item; items outside the training are at the bottom.</summary>
    public ReadOnlySpan<float> Popularity => _chain.Popularity.Scores;

    /// <summary>Whether training knew this catalogue item.</summary>
    public bool Knows(int item) => _training[item] >= 0;

    /// <summary>The same rankers over the same catalogue, blended by other weights.</summary>
    internal BoundRanker WithBlend(IReadOnlyDictionary<string, double> weights) => new(this, Ranker.WithBlend(weights));

    /// <summary>Brings a score to 0..1, keeping the order: 0.5 is this user's average item, 0.8 lies 1.5 deviations above it.</summary>
    public static float ToUnit(float score) => 0.5f + (0.5f * score / (1 + MathF.Abs(score)));

    /// <summary>Scores catalogue items for a history.</summary>
    /// <param name="rankerName">
    /// <c>blend</c> (the default for null), <c>ials</c>, <c>ease</c>, <c>knn</c>, <c>content</c> or <c>popularity</c>. One that this
    /// artefact does not have is answered by the blend, and the answer says so.
    /// </param>
    /// <param name="history">Liked and disliked catalogue items, an item at most once; may be empty.</param>
    /// <param name="items">Catalogue items to score, in any order.</param>
    /// <param name="scores">One place for each of <paramref name="items"/>, overwritten.</param>
    /// <exception cref="IndexOutOfRangeException">An index is not of this catalogue.</exception>
    public RankAnswer Score(string? rankerName, ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> scores)
    {
        using var bound = new BoundHistory(history, _training);
        return _chain.Score(rankerName, bound, items, scores);
    }

    /// <summary>Takes the scores of several items apart; one after the other it would cost many times as much.</summary>
    /// <param name="rankerName">As in <see cref="Score"/>.</param>
    /// <param name="history">As in <see cref="Score"/>.</param>
    /// <param name="items">Catalogue items.</param>
    public IReadOnlyList<ScoreAttribution> Attribute(string? rankerName, ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items)
    {
        using var bound = new BoundHistory(history, _training);
        return _chain.Attribute(rankerName, bound, items);
    }

    /// <summary>Takes the score of one item apart.</summary>
    /// <param name="rankerName">As in <see cref="Score"/>.</param>
    /// <param name="history">As in <see cref="Score"/>.</param>
    /// <param name="item">A catalogue item.</param>
    public ScoreAttribution Attribute(string? rankerName, ReadOnlySpan<SignedItem> history, int item) =>
        Attribute(rankerName, history, [item])[0];

    /// <summary>
    /// Scores catalogue items by their likeness to some items and unlikeness to others: cosine of factors and, where the artefact has it,
    /// the item-item weights of EASE, each standardised; content where training knows neither side.
    /// </summary>
    /// <param name="liked">Items to be like; at least one of liked and disliked.</param>
    /// <param name="disliked">Items to be unlike.</param>
    /// <param name="items">Catalogue items to score.</param>
    /// <param name="scores">One place for each of <paramref name="items"/>, overwritten, on the scale of <see cref="Score"/>.</param>
    public RankAnswer Similar(ReadOnlySpan<int> liked, ReadOnlySpan<int> disliked, ReadOnlySpan<int> items, Span<float> scores)
    {
        var history = new SignedItem[liked.Length + disliked.Length];
        for (var j = 0; j < history.Length; j++)
        {
            history[j] = j < liked.Length ? new SignedItem(liked[j], 1) : new SignedItem(disliked[j - liked.Length], -1);
        }

        using var bound = new BoundHistory(history, _training);
        return _likeness?.CanScore(history) == true ? _likeness.Score(bound, items, scores) : _chain.ScoreByContent(bound, items, scores);
    }

    /// <summary>
    /// The cosine of each item's factors to those of a history, -1 to 1; 0 for an item without factors, and for all where the artefact has
    /// none.
    /// </summary>
    /// <param name="history">Liked and disliked catalogue items.</param>
    /// <param name="items">Catalogue items.</param>
    /// <param name="cosines">One place for each of <paramref name="items"/>, overwritten.</param>
    internal void Cosines(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> cosines)
    {
        cosines[..items.Length].Clear();
        _likeness?.Cosines(history, items, cosines);
    }
}
