using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using InteRec.Ranking;
using InteRec.Training.Tuning;

namespace InteRec.Training;

/// <summary>
/// One training, from the log to a promoted artefact: read, train without the test users and measure on them, train on everybody, save,
/// promote if not worse. Until the artefact is renamed into place nothing of the run can be seen, so cancelling leaves nothing half done.
/// </summary>
/// <param name="store">Where the artefact goes.</param>
/// <param name="options">Parameters.</param>
/// <param name="time">Dates the artefact.</param>
internal sealed class TrainingRun(RankerStore store, TrainingOptions options, TimeProvider time)
{
    private const string Kind = "blend";

    /// <summary>Runs on a pool thread; one run at a time is up to the caller.</summary>
    /// <param name="input">The log and the content.</param>
    /// <param name="request">What this run is asked for; null: as the options say.</param>
    /// <param name="progress">Told every phase; called on the thread that works.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="TrainingException">There is nothing to train on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is changed.</exception>
    public async Task<TrainingOutcome> RunAsync(
        TrainingInput input, TrainingRequest? request = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var clock = new PhaseClock();
        var started = Stopwatch.GetTimestamp();
        progress?.Report(new TrainingProgress("read", 0, "Reading the interaction log"));
        var builder = new InteractionMatrixBuilder(PairRule.Latest);
        await foreach (var interaction in input.Interactions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            builder.Add(interaction);
        }

        clock.Add("read", Stopwatch.GetElapsedTime(started));
        return await Task.Run(() => Train(builder.Build().With(input.Facts), input, request ?? TrainingRequest.Default, clock, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private TrainingOutcome Train(
        InteractionMatrix log, TrainingInput input, TrainingRequest request, PhaseClock clock, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        // Apart from the promotion, which loads the artefact to check it: by then nothing of the training is referenced any more.
        var (manifest, promote) = TrainAndSave(log, input, request, clock, progress, cancellationToken);
        Garbage.Collect();
        if (promote)
        {
            store.Promote(manifest.RankerId, manifest.Verdict);
        }

        progress?.Report(new TrainingProgress("done", 1, manifest.Verdict));
        return new TrainingOutcome(manifest, promote);
    }

    private (RankerManifest Manifest, bool Promote) TrainAndSave(
        InteractionMatrix log, TrainingInput input, TrainingRequest request, PhaseClock clock, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var (data, _) = MatrixSelection.Users(log, [.. Enumerable.Range(0, log.UserCount).Where(u => log.Likes.Length(u) > 0)]);
        if (data.Likes.Count == 0)
        {
            throw new TrainingException("The log has no likes: there is nothing to train on.");
        }

        var tuned = request.Tuning is { } tuning
            ? clock.Measure("tune", () => new RankerTuner(options, time).Run(log, tuning, store.TuningJournal, progress, cancellationToken))
            : new TuningResult(options, []);
        progress = request.Tuning is null ? progress : new LaterProgress(progress, RankerTuner.Share);
        var (used, warm, cold) = Begin(tuned.Options, request, input.Deletions);
        var holdOut = new HoldOutRun(new RankerTrainer(used, warm?.HoldOut), store, used).Run(log, input, clock, progress, cancellationToken);
        Garbage.Collect();
        progress?.Report(new TrainingProgress("train", 0.5, string.Create(CultureInfo.InvariantCulture, $"Training on all {data.UserCount:N0} users and {data.ItemCount:N0} items")));
        var set = new RankerTrainer(used, warm?.Everybody).Train(data, input.CatalogItemIds, input.Content, clock, Part(progress, "train", "Training on everybody", 0.5, 0.95), cancellationToken);

        Garbage.Collect();
        progress?.Report(new TrainingProgress("save", 0.95, "Writing the artefact"));
        var current = store.RegistryOrEmpty().Current is { } id && store.Problem(id, digests: true) is null ? id : null;
        var (promote, verdict) = Judge(holdOut.Report, current);
        var manifest = new RankerManifest
        {
            RankerId = store.NextId(Kind),
            Kind = Kind,
            Created = time.GetUtcNow(),
            CodeVersion = typeof(TrainingRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Parameters = ParameterList.Of(used),
            Trials = tuned.Trials,
            StartedFrom = warm?.RankerId,
            Deletions = input.Deletions,
            Counts = new RankerCounts(data.UserCount, data.ItemCount, log.InteractionCount, data.Likes.Count, data.Dislikes.Count),
            DataFingerprint = data.Fingerprint,
            BlendWeights = holdOut.BlendWeights,
            HoldOut = holdOut.Report,
            Verdict = verdict,
            Seconds = clock.Seconds,
            Warnings = [.. cold, .. holdOut.Warnings.Concat(set.Warnings).Distinct()],
        };
        cancellationToken.ThrowIfCancellationRequested();
        return (store.Save(set.ToTrained(manifest), holdOut.Set?.ToTrained(manifest)), promote);
    }

    /// <summary>What the training begins with, and a sentence where that is not what was asked for.</summary>
    private (TrainingOptions Used, WarmStart? Warm, IReadOnlyList<string> Cold) Begin(TrainingOptions parameters, TrainingRequest request, long deletions)
    {
        if (!(request.WarmStart ?? parameters.WarmStart))
        {
            return (parameters, null, []);
        }

        var (warm, reason) = WarmStart.Open(store, parameters.Ials.Dimensions, deletions);
        if (warm is null)
        {
            return (parameters, null, [$"Trained from nothing, not from the factors in use: {reason}."]);
        }

        var used = parameters.Copy();
        used.Ials.Epochs = used.WarmEpochs;
        return (used, warm, []);
    }

    /// <summary>Why the ranker cannot be loaded, or null.</summary>
    private string? Refusal(string rankerId)
    {
        try
        {
            store.Load(rankerId);
            return null;
        }
        catch (RankerRejectedException e)
        {
            return e.Message;
        }
    }

    private (bool Promote, string Verdict) Judge(HoldOutReport? report, string? current)
    {
        if (current is null)
        {
            return (true, "Promoted: it is the first ranker that can answer.");
        }

        if (report?.Current is not { } old)
        {
            return (true, "Promoted without comparison: there are too few held-out users, or the current ranker has no hold-out twin.");
        }

        var measured = report.Rankers[Kind].Ndcg100;
        var better = measured >= (1 - options.Tolerance) * old.Ndcg100;
        if (!better && Refusal(current) is { } refusal)
        {
            return (true, $"Promoted although {current} measured better, since that cannot answer. {refusal}");
        }

        return (better, string.Create(
            CultureInfo.InvariantCulture,
            $"{(better ? "Promoted" : "Not promoted")}: NDCG@100 {measured:F4} on {report.Users} held-out users, {current} has {old.Ndcg100:F4} (tolerance {options.Tolerance:P0})."));
    }

    internal static IProgress<double>? Part(IProgress<TrainingProgress>? progress, string phase, string message, double from, double to) =>
        progress is null ? null : new PartialProgress(progress, phase, message, from, to);

    private sealed class PartialProgress(IProgress<TrainingProgress> target, string phase, string message, double from, double to) : IProgress<double>
    {
        public void Report(double value) => target.Report(new TrainingProgress(phase, from + ((to - from) * value), message));
    }

    /// <summary>Progress of what comes after a part of the run.</summary>
    private sealed class LaterProgress(IProgress<TrainingProgress>? target, double from) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => target?.Report(value with { Fraction = from + ((1 - from) * value.Fraction) });
    }
}
