using System.Buffers;
using System.Numerics.Tensors;
using InteRec.Numerics;

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
    private const string BlendName = "blend", ContentName = "content", PopularityName = "popularity";
    private readonly int[] _trainingItem;
    private readonly FactorMatrix? _factors;
    private readonly IContentVectors? _content;
    private readonly ContentProfile? _contentProfile;
    private readonly float[] _popularity;
    private readonly ItemLikeness? _similarity;

    internal BoundRanker(TrainedRanker ranker, IReadOnlyList<string> catalogItemIds, IContentVectors? content)
    {
        if (content is not null && content.Count != catalogItemIds.Count)
        {
            throw new ArgumentException($"Content vectors of {content.Count} items for a catalogue of {catalogItemIds.Count}.", nameof(content));
        }

        Ranker = ranker;
        _content = content;
        _contentProfile = content is null ? null : new ContentProfile(content);
        _trainingItem = MapItems(ranker.ItemIds, catalogItemIds);
        KnownItemCount = _trainingItem.Count(i => i >= 0);
        var map = ranker.ContentMap is { } m && m.ContentDimensions == content?.Dimensions ? m : null;
        _factors = ranker.Ials is { } ials ? ContentMap.Extend(ials.Items, _trainingItem, map, content) : null;
        HasContentFactors = map is not null && _factors is not null;
        _similarity = ranker.Ials is null ? null : new ItemLikeness(ranker);
        _popularity = StandardizedPopularity(ranker, _trainingItem);
    }

    private BoundRanker(BoundRanker other, TrainedRanker ranker)
    {
        Ranker = ranker;
        (_trainingItem, _factors, _content, _contentProfile, _popularity, _similarity) = (other._trainingItem, other._factors, other._content, other._contentProfile, other._popularity, other._similarity);
        (KnownItemCount, HasContentFactors) = (other.KnownItemCount, other.HasContentFactors);
    }

    /// <summary>The artefact behind it.</summary>
    public TrainedRanker Ranker { get; }

    /// <summary>What the artefact says of itself.</summary>
    public RankerManifest Manifest => Ranker.Manifest;

    /// <summary>Catalogue items.</summary>
    public int ItemCount => _trainingItem.Length;

    /// <summary>Catalogue items that training knew.</summary>
    public int KnownItemCount { get; }

    /// <summary>Whether items outside the training have factors from their content.</summary>
    public bool HasContentFactors { get; }

    /// <summary>
    /// Factors by catalogue item (zeros where nothing is known), for diversity and similarity; null without matrix factorisation.
    /// </summary>
    internal FactorMatrix? Factors => _factors;

    /// <summary>Standardised log-popularity of each catalogue item; items outside the training are at the bottom.</summary>
    public ReadOnlySpan<float> Popularity => _popularity;

    /// <summary>Whether training knew this catalogue item.</summary>
    public bool Knows(int item) => _trainingItem[item] >= 0;

    /// <summary>The same rankers over the same catalogue, blended by other weights.</summary>
    internal BoundRanker WithBlend(IReadOnlyDictionary<string, double> weights) => new(this, Ranker.WithBlend(weights));

    /// <summary>Brings a score to 0..1, keeping the order: 0.5 is this user's average item, 0.8 lies 1.5 deviations above it.</summary>
    public static float ToUnit(float score) => 0.5f + (0.5f * score / (1 + MathF.Abs(score)));

    /// <summary>Scores catalogue items for a history.</summary>
    /// <param name="rankerName">
    /// <c>blend</c> (the default for null), <c>ials</c>, <c>ease</c>, <c>knn</c>, <c>content</c> or <c>popularity</c>. One that this artefact
    /// does not have is answered by the blend, and the answer says so.
    /// </param>
    /// <param name="history">Liked and disliked catalogue items, an item at most once; may be empty.</param>
    /// <param name="items">Catalogue items to score, in any order.</param>
    /// <param name="scores">One place for each of <paramref name="items"/>, overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not of this catalogue.</exception>
    public RankAnswer Score(string? rankerName, ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> scores)
    {
        var name = rankerName ?? BlendName;
        if (name == PopularityName || history.IsEmpty)
        {
            return ByPopularity(items, scores);
        }

        if (name == ContentName && _contentProfile is not null)
        {
            return ByContent(history, items, scores);
        }

        var ranker = Ranker.Find(name) ?? Ranker.Blend;
        var rented = ArrayPool<SignedItem>.Shared.Rent(history.Length);
        var known = ToTraining(history, rented);
        try
        {
            if (ranker.CanScore(known))
            {
                return Personal(ranker, history, known, items, scores);
            }

            return HasContentFactors ? ByFactors(ranker, history, items, scores)
                : _contentProfile is not null ? ByContent(history, items, scores)
                : ByPopularity(items, scores);
        }
        finally
        {
            ArrayPool<SignedItem>.Shared.Return(rented);
        }
    }

    /// <summary>Takes the scores of several items apart; one after the other it would cost many times as much.</summary>
    /// <param name="rankerName">As in <see cref="Score"/>.</param>
    /// <param name="history">As in <see cref="Score"/>.</param>
    /// <param name="items">Catalogue items.</param>
    public IReadOnlyList<ScoreAttribution> Attribute(string? rankerName, ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items)
    {
        var result = new ScoreAttribution[items.Length];
        var name = rankerName ?? BlendName;
        var ranker = name is PopularityName or ContentName ? null : Ranker.Find(name) ?? Ranker.Blend;
        var (known, places) = KnownIn(history);
        var personal = ranker is not null && ranker.CanScore(known) ? PersonalShares(ranker, known, items) : null;
        var scores = new float[items.Length];
        var answer = Score(rankerName, history, items, scores);
        var outside = personal is not null && HasContentFactors ? FactorShares(history, items) : null;
        for (var i = 0; i < items.Length; i++)
        {
            if (personal is null || (outside is null && _trainingItem[items[i]] < 0))
            {
                result[i] = Attribute(rankerName, history, items[i]);
                continue;
            }

            if (_trainingItem[items[i]] < 0)
            {
                result[i] = HasFactors(items[i])
                    ? Split(answer.Ranker, RankerLink.Content, scores[i], history, outside![i])
                    : new ScoreAttribution(answer.Ranker, RankerLink.Popularity, scores[i], scores[i], []);
                continue;
            }

            var shares = new float[history.Length];
            for (var j = 0; j < places.Count; j++)
            {
                shares[places[j]] = personal[i][j];
            }

            result[i] = Split(answer.Ranker, RankerLink.Personal, scores[i], history, shares);
        }

        return result;
    }

    /// <summary>Takes the score of one item apart.</summary>
    /// <param name="rankerName">As in <see cref="Score"/>.</param>
    /// <param name="history">As in <see cref="Score"/>.</param>
    /// <param name="item">A catalogue item.</param>
    public ScoreAttribution Attribute(string? rankerName, ReadOnlySpan<SignedItem> history, int item)
    {
        Span<float> score = stackalloc float[1];
        var answer = Score(rankerName, history, [item], score);
        if (answer.Link == RankerLink.Popularity)
        {
            return new ScoreAttribution(answer.Ranker, answer.Link, score[0], score[0], []);
        }

        var shares = new float[history.Length];
        if (answer.Link == RankerLink.Personal)
        {
            PersonalShares(Ranker.Find(answer.Ranker)!, history, item, shares);
        }
        else if (answer.Ranker != ContentName && HasContentFactors)
        {
            FactorShares(history, item, shares);
        }
        else
        {
            _contentProfile!.Attribute(history, item, shares);
        }

        return Split(answer.Ranker, answer.Link, score[0], history, shares);
    }

    private static ScoreAttribution Split(string ranker, RankerLink link, float score, ReadOnlySpan<SignedItem> history, float[] shares)
    {
        var list = new List<ItemShare>(history.Length);
        var rest = score;
        for (var j = 0; j < shares.Length; j++)
        {
            if (shares[j] != 0)
            {
                list.Add(new ItemShare(history[j].Item, shares[j]));
                rest -= shares[j];
            }
        }

        list.Sort(static (a, b) => b.Share.CompareTo(a.Share));
        return new ScoreAttribution(ranker, link, score, rest, list);
    }

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

        return _similarity is not null && Array.Exists(history, s => HasFactors(s.Item)) ? SimilarByItems(history, items, scores)
            : _contentProfile is not null ? ByContent(history, items, scores)
            : ByPopularity(items, scores);
    }

    private RankAnswer Personal(IRanker ranker, ReadOnlySpan<SignedItem> history, ReadOnlySpan<SignedItem> known, ReadOnlySpan<int> items, Span<float> scores)
    {
        var rented = ArrayPool<float>.Shared.Rent(ranker.ItemCount);
        var all = rented.AsSpan(0, ranker.ItemCount);
        ranker.Score(known, all);
        var scale = Standardization.Of(all);
        var outside = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var training = _trainingItem[items[i]];
            outside += training < 0 ? 1 : 0;
            scores[i] = training >= 0 ? scale.Apply(all[training]) : float.NaN;
        }

        ArrayPool<float>.Shared.Return(rented);
        var byContent = outside == 0 ? 0 : FillOutside(history, items, scores);
        return Answer(ranker.Name, items.Length - outside, byContent, outside - byContent);
    }

    /// <summary>Scores the items that training did not know by the next link that can.</summary>
    private int FillOutside(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> scores)
    {
        var filled = 0;
        var user = HasContentFactors ? Fold(history) : null;
        using var profile = user is null && _contentProfile is not null ? _contentProfile.Open(history) : null;
        for (var i = 0; i < items.Length; i++)
        {
            if (float.IsNaN(scores[i]))
            {
                var item = items[i];
                var hasContent = user is not null ? HasFactors(item) : profile is not null && profile.Has(item);
                filled += hasContent ? 1 : 0;
                scores[i] = !hasContent ? _popularity[item] : user is not null ? user.Score(_factors!.Row(item)) : profile!.Score(item);
            }
        }

        return filled;
    }

    /// <summary>Items of the training have the same factors in both tables: a history of them alone is folded in only once.</summary>
    private FoldedUser Fold(ReadOnlySpan<SignedItem> history)
    {
        var rented = ArrayPool<SignedItem>.Shared.Rent(history.Length);
        var known = ToTraining(history, rented);
        var user = known.Length == history.Length ? Ranker.Ials!.Fold(known, Ranker.Ials.Items) : Ranker.Ials!.Fold(history, _factors!);
        ArrayPool<SignedItem>.Shared.Return(rented);
        return user;
    }

    private RankAnswer ByFactors(IRanker ranker, ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> scores)
    {
        var user = Fold(history);
        if (user.IsZero)
        {
            return ByPopularity(items, scores);
        }

        for (var i = 0; i < items.Length; i++)
        {
            scores[i] = user.Score(_factors!.Row(items[i]));
        }

        return Answer(ranker.Name, 0, items.Length, 0);
    }

    private RankAnswer ByContent(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items, Span<float> scores)
    {
        using var profile = _contentProfile!.Open(history);
        if (profile.IsZero)
        {
            return ByPopularity(items, scores);
        }

        for (var i = 0; i < items.Length; i++)
        {
            scores[i] = profile.Score(items[i]);
        }

        return Answer(ContentName, 0, items.Length, 0);
    }

    private RankAnswer ByPopularity(ReadOnlySpan<int> items, Span<float> scores)
    {
        for (var i = 0; i < items.Length; i++)
        {
            scores[i] = _popularity[items[i]];
        }

        return Answer(PopularityName, 0, 0, items.Length);
    }

    private RankAnswer SimilarByItems(SignedItem[] history, ReadOnlySpan<int> items, Span<float> scores)
    {
        var rented = ArrayPool<SignedItem>.Shared.Rent(history.Length);
        using var likeness = _similarity!.Open(history, ToTraining(history, rented), _factors!);
        ArrayPool<SignedItem>.Shared.Return(rented);
        int known = 0, byContent = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var training = _trainingItem[items[i]];
            known += training >= 0 ? 1 : 0;
            byContent += training < 0 && HasFactors(items[i]) ? 1 : 0;
            scores[i] = training >= 0 ? likeness.OfTrained(training) : HasFactors(items[i]) ? likeness.OfVector(_factors!.Row(items[i])) : _popularity[items[i]];
        }

        return Answer(likeness.HasWeights ? BlendName : "ials", known, byContent, items.Length - known - byContent);
    }

    private void PersonalShares(IRanker ranker, ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        var (known, places) = KnownIn(history);
        var own = PersonalShares(ranker, known, [item])[0];
        for (var j = 0; j < own.Length; j++)
        {
            shares[places[j]] = own[j];
        }
    }

    /// <summary>A row of shares for each item, on the scale of <see cref="Score"/>; zeros for items that training did not know.</summary>
    private float[][] PersonalShares(IRanker ranker, SignedItem[] known, ReadOnlySpan<int> items)
    {
        var all = new float[ranker.ItemCount];
        ranker.Score(known, all);
        var scale = Standardization.Of(all);
        var rows = new float[items.Length][];
        var trained = new List<int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            rows[i] = new float[known.Length];
            if (_trainingItem[items[i]] >= 0)
            {
                trained.Add(i);
            }
        }

        var own = new float[trained.Count * known.Length];
        var training = new int[trained.Count];
        for (var t = 0; t < training.Length; t++)
        {
            training[t] = _trainingItem[items[trained[t]]];
        }

        ranker.Attribute(known, training, own);
        for (var t = 0; t < training.Length; t++)
        {
            TensorPrimitives.Divide(own.AsSpan(t * known.Length, known.Length), scale.Deviation, rows[trained[t]]);
        }

        return rows;
    }

    /// <summary>The part of the history that training knew, in its indexes, and where each stands in the history.</summary>
    private (SignedItem[] Known, List<int> Places) KnownIn(ReadOnlySpan<SignedItem> history)
    {
        var places = new List<int>(history.Length);
        return ([.. ToTraining(history, new SignedItem[history.Length], places)], places);
    }

    private void FactorShares(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        var user = Fold(history);
        Ranker.Ials!.Attribute(history, _factors!, _factors!.Vector(item), shares);
        TensorPrimitives.Divide(shares, user.Scale.Deviation, shares);
    }

    /// <summary>A row of shares for each item that training did not know and whose content gives it factors.</summary>
    private float[][] FactorShares(ReadOnlySpan<SignedItem> history, ReadOnlySpan<int> items)
    {
        var rows = new float[items.Length][];
        var places = new List<int>();
        for (var i = 0; i < items.Length; i++)
        {
            if (_trainingItem[items[i]] < 0 && HasFactors(items[i]))
            {
                places.Add(i);
            }
        }

        if (places.Count == 0)
        {
            return rows;
        }

        var chosen = new int[places.Count];
        for (var p = 0; p < chosen.Length; p++)
        {
            chosen[p] = items[places[p]];
        }

        var own = new float[chosen.Length * history.Length];
        Ranker.Ials!.Attribute(history, _factors!, chosen, own);
        var user = Fold(history);
        for (var p = 0; p < chosen.Length; p++)
        {
            rows[places[p]] = new float[history.Length];
            TensorPrimitives.Divide(own.AsSpan(p * history.Length, history.Length), user.Scale.Deviation, rows[places[p]]);
        }

        return rows;
    }

    private bool HasFactors(int item) => _factors is not null && _factors.Row(item).ContainsAnyExcept(0f);

    private ReadOnlySpan<SignedItem> ToTraining(ReadOnlySpan<SignedItem> history, SignedItem[] target, List<int>? places = null)
    {
        var count = 0;
        for (var j = 0; j < history.Length; j++)
        {
            var (item, weight) = history[j];
            if (weight != 0 && _trainingItem[item] >= 0)
            {
                target[count++] = new SignedItem(_trainingItem[item], weight);
                places?.Add(j);
            }
        }

        return target.AsSpan(0, count);
    }

    private static RankAnswer Answer(string ranker, int personal, int content, int popularity)
    {
        var link = personal > 0 && personal >= content && personal >= popularity ? RankerLink.Personal
            : content > 0 && content >= popularity ? RankerLink.Content
            : RankerLink.Popularity;
        return new RankAnswer(ranker, link, personal, content, popularity);
    }

    private static int[] MapItems(IReadOnlyList<string> trainingIds, IReadOnlyList<string> catalogIds)
    {
        var training = new Dictionary<string, int>(trainingIds.Count, StringComparer.Ordinal);
        for (var i = 0; i < trainingIds.Count; i++)
        {
            training[trainingIds[i]] = i;
        }

        var map = new int[catalogIds.Count];
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = training.GetValueOrDefault(catalogIds[i], -1);
        }

        return map;
    }

    private static float[] StandardizedPopularity(TrainedRanker ranker, int[] trainingItem)
    {
        var scores = new float[trainingItem.Length];
        if (ranker.Find(PopularityName) is PopularityRanker popularity)
        {
            var scale = Standardization.Of(popularity.Scores);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = scale.Apply(trainingItem[i] >= 0 ? popularity.Scores[trainingItem[i]] : 0);
            }
        }

        return scores;
    }
}
