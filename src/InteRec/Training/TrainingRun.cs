using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// One training, from the log to a promoted artefact: read, look for parameters where that is asked for, train without the test users and
/// measure on them, train on everybody, save, promote if <see cref="PromotionRule"/> says so. Until the artefact is renamed into place
/// nothing of the run can be seen, so cancelling leaves nothing half done.
/// </summary>
/// <param name="store">Where the artefact goes.</param>
/// <param name="options">Parameters.</param>
/// <param name="time">Dates the artefact.</param>
internal sealed class TrainingRun(RankerStore store, TrainingOptions options, TimeProvider time)
{
    private const string Kind = "blend";

    // Share of a run that choosing parameters is told to be.
    private const double ChoiceShare = 0.05;

    private static string CodeVersion =>
        typeof(TrainingRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Runs on a pool thread; one run at a time is up to the caller.</summary>
    /// <param name="input">The log and the content.</param>
    /// <param name="request">What this run is asked for; null: as the options say.</param>
    /// <param name="progress">Told every phase; called on the thread that works.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="TrainingException">There is nothing to train on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is changed.</exception>
    public async Task<TrainingOutcome> RunAsync(
        TrainingInput input,
        TrainingRequest? request = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var work = new Work(input, request ?? TrainingRequest.Default, new PhaseClock(), progress, cancellationToken);
        var read = await ReadAsync(work).ConfigureAwait(false);
        return await Task.Run(() => Train(read.Build().With(input.Facts), work), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<InteractionMatrixBuilder> ReadAsync(Work work)
    {
        var started = Stopwatch.GetTimestamp();
        work.Tell("read", 0, "Reading the interaction log");
        var builder = new InteractionMatrixBuilder(PairRule.Latest, work.Input.MayRepeat);
        await foreach (var interaction in work.Input.Interactions.WithCancellation(work.Stop).ConfigureAwait(false))
        {
            builder.Add(interaction);
        }

        work.Clock.Add("read", Stopwatch.GetElapsedTime(started));
        return builder;
    }

    private TrainingOutcome Train(InteractionMatrix log, Work work)
    {
        // Apart from the promotion, which loads the artefact to check it: by then nothing of the training is referenced any more.
        var (manifest, promote) = TrainAndSave(log, work);
        Garbage.Collect();
        if (promote)
        {
            store.Promote(manifest.RankerId, manifest.Verdict);
        }

        work.Tell("done", 1, manifest.Verdict);
        return new TrainingOutcome(manifest, promote);
    }

    private (RankerManifest Manifest, bool Promote) TrainAndSave(InteractionMatrix log, Work work)
    {
        var (data, _) = MatrixSelection.Users(log, [.. Enumerable.Range(0, log.UserCount).Where(u => log.Likes.Length(u) > 0)]);
        if (data.Likes.Count == 0)
        {
            throw new TrainingException("The log has no likes: there is nothing to train on.");
        }

        var users = new HoldOut(store, options, log);
        var (whole, choice) = Choose(log, users, work);
        var tuned = Tune(log, whole, work);
        if (work.Request.Tuning is not null)
        {
            work = work with { Progress = work.Progress.After(ParameterTuner.Share) };

            // Tuned parameters are this ranker's alone: a part of them, with the settings for the rest, nobody has measured.
            choice = null;
        }

        var start = TrainingStart.Of(store, tuned.Options, work.Request.WarmStart, users.Buckets, work.Input.Deletions);
        var holdOut = MeasureHeldOut(users, start, work);
        Garbage.Collect();
        var set = TrainEverybody(data, start, work);
        Garbage.Collect();
        work.Tell("save", 0.95, "Writing the artefact");
        var (promote, verdict) = new PromotionRule(store, options.Tolerance).Decide(holdOut.Report);
        var manifest = new RankerManifest
        {
            RankerId = store.NextId(Kind),
            Kind = Kind,
            Created = time.GetUtcNow(),
            CodeVersion = CodeVersion,
            Parameters = ParameterList.Of(start.Options),
            Chosen = choice,
            Trials = tuned.Trials,
            StartedFrom = start.Warm?.RankerId,
            Deletions = work.Input.Deletions,
            Counts = new RankerCounts(data.UserCount, data.ItemCount, log.InteractionCount, data.Likes.Count, data.Dislikes.Count),
            DataFingerprint = data.Fingerprint,
            BlendWeights = holdOut.BlendWeights,
            HoldOut = holdOut.Report,
            Verdict = verdict,
            Seconds = work.Clock.Seconds,
            Warnings = [.. start.Warnings, .. holdOut.Warnings.Concat(set.Warnings).Distinct()],
        };
        work.Stop.ThrowIfCancellationRequested();
        return (store.Save(set.ToTrained(manifest), holdOut.Set?.ToTrained(manifest)), promote);
    }

    /// <summary>What the settings leave open: as the ranker in use has it where that fits, or else chosen for this log.</summary>
    private (TrainingOptions Options, ParameterChoice? Choice) Choose(InteractionMatrix log, HoldOut users, Work work)
    {
        var chooser = new ParameterChooser(options);
        if (chooser.CarryOn(Earlier(), log, users.Validation.Count) is { } carried)
        {
            return carried;
        }

        if (work.Request.Tuning is not null)
        {
            return chooser.Choose(log);
        }

        var (whole, choice) = work.Clock.Measure(
            "choose",
            () =>
                chooser.Choose(
                    log,
                    users.Training,
                    users.Validation,
                    (share, sentence) => work.Tell("choose", ChoiceShare * share, sentence),
                    work.Stop
                )
        );
        if (choice is not null)
        {
            work.Tell("choose", ChoiceShare, choice.ToString());
        }

        return (whole, choice);
    }

    /// <summary>What was chosen for the ranker in use.</summary>
    private ParameterChoice? Earlier()
    {
        try
        {
            return store.RegistryOrEmpty().Current is { } current && store.ReadManifest(current).Chosen is { } chosen
                ? chosen with
                {
                    KeptFrom = chosen.KeptFrom ?? current,
                }
                : null;
        }
        catch (RankerRejectedException)
        {
            return null;
        }
    }

    private TuningResult Tune(InteractionMatrix log, TrainingOptions whole, Work work) =>
        work.Request.Tuning is { } tuning
            ? work.Clock.Measure(
                "tune",
                () => new ParameterTuner(whole, time).Run(log, tuning, store.TuningJournal, work.Progress, work.Stop)
            )
            : new TuningResult(whole, []);

    private HoldOutResult MeasureHeldOut(HoldOut holdOut, TrainingStart start, Work work)
    {
        if (holdOut.TooFew is { } reason)
        {
            return HoldOutResult.Unmeasured(reason);
        }

        work.Tell("hold-out", ChoiceShare, string.Create(CultureInfo.InvariantCulture, $"Training without {holdOut.Users} held-out users"));
        var part = work.Progress.Part("hold-out", "Training without the held-out users", ChoiceShare, 0.4);
        var set = new RankerTrainers(start.Options, start.Warm?.HoldOut).TrainAll(
            holdOut.Training,
            work.Input.CatalogItemIds,
            work.Input.Content,
            work.Clock,
            part,
            work.Stop
        );
        work.Tell("measure", 0.4, string.Create(CultureInfo.InvariantCulture, $"Measuring on {holdOut.TestUsers} users"));
        return holdOut.Measure(set, work.Clock, work.Stop);
    }

    private static RankerSet TrainEverybody(InteractionMatrix data, TrainingStart start, Work work)
    {
        work.Tell(
            "train",
            0.5,
            string.Create(CultureInfo.InvariantCulture, $"Training on all {data.UserCount:N0} users and {data.ItemCount:N0} items")
        );
        var part = work.Progress.Part("train", "Training on everybody", 0.5, 0.95);
        return new RankerTrainers(start.Options, start.Warm?.Everybody).TrainAll(
            data,
            work.Input.CatalogItemIds,
            work.Input.Content,
            work.Clock,
            part,
            work.Stop
        );
    }

    /// <summary>What every step of a run has at hand.</summary>
    private sealed record Work(
        TrainingInput Input,
        TrainingRequest Request,
        PhaseClock Clock,
        IProgress<TrainingProgress>? Progress,
        CancellationToken Stop
    )
    {
        public void Tell(string phase, double fraction, string message) => Progress?.Report(new TrainingProgress(phase, fraction, message));
    }
}
