using System.Diagnostics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>The rankers of one artefact, not yet with a manifest.</summary>
internal sealed record RankerSet(
    IReadOnlyList<string> ItemIds, IReadOnlyList<IRanker> Rankers, ContentMap? ContentMap, IReadOnlyList<string> Warnings)
{
    public TrainedRanker ToTrained(RankerManifest manifest) => new(manifest, ItemIds, Rankers, ContentMap);
}

/// <summary>Trains every ranker of the options on one matrix.</summary>
/// <param name="options">Parameters.</param>
/// <param name="start">Item factors that the matrix factorisation begins with; null: random ones.</param>
internal sealed class RankerTrainer(TrainingOptions options, StartFactors? start = null)
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
        var factory = new RankerFactory(options, start);
        var rankers = new List<IRanker>();
        var warnings = new List<string>();
        string[] names = ["ials", .. options.Ease.Enabled ? ["ease"] : Array.Empty<string>(), .. options.Knn.Enabled ? ["knn"] : Array.Empty<string>(), "popularity"];
        for (var k = 0; k < names.Length; k++)
        {
            var part = progress is null ? null : new Share(progress, (double)k / names.Length, 1.0 / names.Length);
            var (ranker, warning) = clock.Measure(names[k], () => factory.Train(names[k], data, catalogItemIds, content, part, cancellationToken));
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
            : clock.Measure("content map", () => ContentMapTrainer.Train(
                ials.Items, data.Likes.CountColumns(), content, RankerFactory.CatalogItems(data.ItemIds, catalogItemIds), options.ContentRidge));
        return new RankerSet(data.ItemIds, rankers, map, warnings);
    }

    private sealed class Share(IProgress<double> target, double from, double size) : IProgress<double>
    {
        public void Report(double value) => target.Report(from + (size * value));
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
