using InteRec.Ranking;
using InteRec.Search;

namespace InteRec.Training;

/// <summary>The rankers of one artefact, not yet with a manifest.</summary>
internal sealed record RankerSet(
    IReadOnlyList<string> ItemIds,
    IReadOnlyList<IRanker> Rankers,
    ContentMap? ContentMap,
    IReadOnlyList<string> Warnings
)
{
    public TrainedRanker ToTrained(RankerManifest manifest) => new(manifest, ItemIds, Rankers, ContentMap);
}

/// <summary>Trains rankers on one matrix: one by its name, or all that the options ask for. The one list of what there is.</summary>
/// <param name="options">Parameters.</param>
/// <param name="start">Item factors that <c>ials</c> begins with; null: random ones.</param>
internal sealed class RankerTrainers(TrainingOptions options, StartFactors? start = null)
{
    /// <summary>Those of an artefact, in the order in which they are trained; the map from content is learned on the first.</summary>
    private IEnumerable<string> Names(InteractionMatrix data) =>
        [
            "ials",
            .. options.Ease.Enabled ? ["ease"] : Array.Empty<string>(),
            .. options.Knn.Enabled ? ["knn"] : Array.Empty<string>(),
            "popularity",
            .. data.MayRepeat ? [RepeatRanker.RankerName] : Array.Empty<string>(),
        ];

    /// <summary>Trains one ranker.</summary>
    /// <param name="name"><c>ials</c>, <c>ease</c>, <c>knn</c>, <c>popularity</c>, <c>repeat</c> or <c>content</c>.</param>
    /// <param name="data">The training matrix.</param>
    /// <param name="contentItemIds">Item ids by content index.</param>
    /// <param name="content">Content vectors; without them there is no content ranker.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The ranker, null where it cannot be trained; and a sentence for the operator, null where all is well.</returns>
    public (IRanker? Ranker, string? Warning) Train(
        string name,
        InteractionMatrix data,
        IReadOnlyList<string> contentItemIds,
        IContentVectors? content,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var threads = options.EffectiveThreads;
        return name switch
        {
            "ials" => (IalsTrainer.Train(data, options.Ials, threads, progress, start, cancellationToken), null),
            "ease" => EaseTrainer.Train(data, options.Ease, threads, progress, cancellationToken),
            "knn" => (ItemKnnTrainer.Train(data, options.Knn, threads, cancellationToken), null),
            "popularity" => (PopularityTrainer.Train(data, options.PopularityHalfLifeDays), null),
            RepeatRanker.RankerName => (new RepeatRanker(data.ItemCount), null),
            "content" when content is null => (null, "The content ranker needs content vectors: it was left out."),
            "content" => (ContentRanker.Create(content, ItemIndexes.Of(data.ItemIds, contentItemIds)), null),
            _ => throw new ArgumentException($"There is no ranker {name}.", nameof(name)),
        };
    }

    /// <summary>Trains every ranker of the options, and the map from content to factors.</summary>
    /// <param name="data">The training matrix.</param>
    /// <param name="catalogItemIds">Item ids by catalogue index.</param>
    /// <param name="content">Content vectors by catalogue index; null: no content map.</param>
    /// <param name="clock">Collects the seconds of each ranker.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public RankerSet TrainAll(
        InteractionMatrix data,
        IReadOnlyList<string> catalogItemIds,
        IContentVectors? content,
        PhaseClock clock,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var rankers = new List<IRanker>();
        var warnings = new List<string>();
        string[] names = [.. Names(data)];
        foreach (var (k, name) in names.Index())
        {
            var part = progress.Part((double)k / names.Length, 1.0 / names.Length);
            var (ranker, warning) = clock.Measure(name, () => Train(name, data, catalogItemIds, content, part, cancellationToken));
            rankers.Add(ranker!);
            Garbage.Collect();
            if (warning is not null)
            {
                warnings.Add(warning);
            }
        }

        var ials = (IalsRanker)rankers[0];
        var map = content is null
            ? null
            : clock.Measure(
                "content map",
                () =>
                    ContentMapTrainer.Train(
                        ials.Items,
                        data.Likes.CountColumns(),
                        content,
                        ItemIndexes.Of(data.ItemIds, catalogItemIds),
                        options.ContentRidge
                    )
            );
        return new RankerSet(data.ItemIds, rankers, map, warnings);
    }
}
