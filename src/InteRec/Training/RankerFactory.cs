using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>Trains one ranker by its name: the one list of what there is.</summary>
/// <param name="options">Parameters.</param>
/// <param name="start">Item factors that <c>ials</c> begins with; null: random ones.</param>
internal sealed class RankerFactory(TrainingOptions options, StartFactors? start = null)
{
    /// <param name="name"><c>ials</c>, <c>ease</c>, <c>knn</c>, <c>popularity</c> or <c>content</c>.</param>
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
        CancellationToken cancellationToken)
    {
        var threads = options.EffectiveThreads;
        switch (name)
        {
            case "ials":
                return (IalsTrainer.Train(data, options.Ials, threads, progress, start, cancellationToken), null);
            case "ease":
                return EaseTrainer.Train(data, options.Ease, threads, progress, cancellationToken);
            case "knn":
                return (ItemKnnTrainer.Train(data, options.Knn, threads, cancellationToken), null);
            case "popularity":
                return (PopularityTrainer.Train(data, options.PopularityHalfLifeDays), null);
            case "content":
                return content is null
                    ? (null, "The content ranker needs content vectors: it was left out.")
                    : (ContentRanker.Create(content, CatalogItems(data.ItemIds, contentItemIds)), null);
            default:
                throw new ArgumentException($"There is no ranker {name}.", nameof(name));
        }
    }

    /// <summary>The catalogue index of each training item, -1 where the catalogue does not have it.</summary>
    public static int[] CatalogItems(IReadOnlyList<string> trainingIds, IReadOnlyList<string> catalogIds)
    {
        var indexes = new Dictionary<string, int>(catalogIds.Count, StringComparer.Ordinal);
        for (var i = 0; i < catalogIds.Count; i++)
        {
            indexes[catalogIds[i]] = i;
        }

        return [.. trainingIds.Select(id => indexes.GetValueOrDefault(id, -1))];
    }
}
