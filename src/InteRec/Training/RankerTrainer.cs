using System.Diagnostics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>The rankers of one artefact, not yet with a manifest.</summary>
internal sealed record RankerSet(IReadOnlyList<string> ItemIds, IReadOnlyList<IRanker> Rankers, ContentMap? ContentMap)
{
    public TrainedRanker ToTrained(RankerManifest manifest) => new(manifest, ItemIds, Rankers, ContentMap);
}

/// <summary>Trains every ranker of the options on one matrix.</summary>
internal sealed class RankerTrainer(TrainingOptions options)
{
    /// <param name="data">The training matrix.</param>
    /// <param name="catalogItemIds">Item ids by catalogue index.</param>
    /// <param name="content">Content vectors by catalogue index; null: no content map.</param>
    /// <param name="clock">Collects the seconds of each ranker.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public RankerSet Train(
        InteractionMatrix data,
        IReadOnlyList<string> catalogItemIds,
        IContentVectors? content,
        PhaseClock clock,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var threads = options.EffectiveThreads;
        var ials = clock.Measure("ials", () => IalsTrainer.Train(data, options.Ials, threads, progress, cancellationToken));
        var popularity = PopularityTrainer.Train(data, options.PopularityHalfLifeDays);
        var map = content is null
            ? null
            : clock.Measure("content map", () => ContentMapTrainer.Train(
                ials.Items, data.Likes.CountColumns(), content, CatalogItems(data.ItemIds, catalogItemIds), options.ContentRidge));
        return new RankerSet(data.ItemIds, [ials, popularity], map);
    }

    private static int[] CatalogItems(IReadOnlyList<string> trainingIds, IReadOnlyList<string> catalogIds)
    {
        var indexes = new Dictionary<string, int>(catalogIds.Count, StringComparer.Ordinal);
        for (var i = 0; i < catalogIds.Count; i++)
        {
            indexes[catalogIds[i]] = i;
        }

        return [.. trainingIds.Select(id => indexes.GetValueOrDefault(id, -1))];
    }
}

/// <summary>Seconds by phase; a phase measured twice is summed.</summary>
internal sealed class PhaseClock
{
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public T Measure<T>(string phase, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Add(phase, Stopwatch.GetElapsedTime(started));
        }
    }

    public void Add(string phase, TimeSpan elapsed) => _seconds[phase] = Math.Round(_seconds.GetValueOrDefault(phase) + elapsed.TotalSeconds, 3);
}
