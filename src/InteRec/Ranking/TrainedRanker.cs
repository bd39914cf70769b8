using InteRec.Search;

namespace InteRec.Ranking;

/// <summary>
/// An immutable artefact of training: item ids, the rankers over them, and the manifest. <see cref="Bind"/> makes it speak the indexes of
/// a catalogue.
/// </summary>
public sealed class TrainedRanker
{
    private readonly Dictionary<string, IRanker> _rankers;

    /// <param name="manifest">What it is.</param>
    /// <param name="itemIds">Item ids by training index.</param>
    /// <param name="rankers">The rankers, each over all of these items, in the order in which the blend adds them.</param>
    /// <param name="contentMap">From content to the factors of the iALS ranker; null without.</param>
    /// <exception cref="ArgumentException">A ranker has another number of items.</exception>
    internal TrainedRanker(RankerManifest manifest, IReadOnlyList<string> itemIds, IReadOnlyList<IRanker> rankers, ContentMap? contentMap)
    {
        foreach (var ranker in rankers)
        {
            if (ranker.ItemCount != itemIds.Count)
            {
                throw new ArgumentException(
                    $"The ranker {ranker.Name} has {ranker.ItemCount} items, the artefact {itemIds.Count}.",
                    nameof(rankers)
                );
            }
        }

        Manifest = manifest;
        ItemIds = itemIds;
        Rankers = rankers;
        ContentMap = contentMap;
        _rankers = rankers.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var parts = rankers.Select(r => (r, (float)manifest.BlendWeights.GetValueOrDefault(r.Name))).Where(p => p.Item2 != 0).ToList();
        Blend = parts.Count > 0 ? new BlendRanker(parts) : new BlendRanker([(rankers[0], 1f)]);
    }

    private TrainedRanker(TrainedRanker other, BlendRanker blend)
    {
        (Manifest, ItemIds, Rankers, ContentMap, _rankers) = (
            other.Manifest,
            other.ItemIds,
            other.Rankers,
            other.ContentMap,
            other._rankers
        );
        Blend = blend;
    }

    /// <summary>What it is.</summary>
    public RankerManifest Manifest { get; }

    /// <summary>Item ids by training index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    internal IReadOnlyList<IRanker> Rankers { get; }

    internal BlendRanker Blend { get; }

    internal ContentMap? ContentMap { get; }

    internal IalsRanker? Ials => _rankers.GetValueOrDefault("ials") as IalsRanker;

    /// <summary>A ranker by name, <c>blend</c> among them; null where this artefact does not have it.</summary>
    internal IRanker? Find(string name) => name == Blend.Name ? Blend : _rankers.GetValueOrDefault(name);

    /// <summary>
    /// The same rankers, blended by other weights. What this artefact does not have is left out; itself where nothing is left.
    /// </summary>
    /// <param name="weights">Weight by ranker.</param>
    internal TrainedRanker WithBlend(IReadOnlyDictionary<string, double> weights)
    {
        var parts = Rankers.Select(r => (r, (float)weights.GetValueOrDefault(r.Name))).Where(p => p.Item2 > 0).ToList();
        return parts.Count > 0 ? new TrainedRanker(this, new BlendRanker(parts)) : this;
    }

    /// <summary>
    /// Maps the ranker onto a catalogue. Costs one pass over the catalogue; the result serves that catalogue snapshot only.
    /// </summary>
    /// <param name="catalogItemIds">Item ids by catalogue index.</param>
    /// <param name="content">Content vectors by catalogue index; null: items outside the training get no personal score.</param>
    public BoundRanker Bind(IReadOnlyList<string> catalogItemIds, IContentVectors? content = null) => new(this, catalogItemIds, content);
}
