using System.Diagnostics;
using InteRec.Ranking;
using InteRec.Training;

namespace InteRec.Evaluation;

/// <summary>
/// Measures rankers on a log. Each is trained on the training part only; blend weights are fitted on the validation users of each split;
/// the test users are read once a ranker.
/// </summary>
internal sealed class RankingEvaluation(RankingEvaluationOptions options)
{
    private const int ValidationBucket = 1;
    private readonly Dictionary<string, MeasuredRanker> _measured = new(StringComparer.Ordinal);
    private readonly List<SplitSummary> _splits = [];
    private readonly List<string> _notices = [];
    private int _repeats,
        _targets;

    /// <param name="log">The whole log.</param>
    /// <param name="progress">Told what is being measured, in a sentence.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public RankingEvaluationResult Run(InteractionMatrix log, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (options.Protocol == RankingProtocol.Last)
        {
            var split = LastItemSplit.Create(log);
            MeasureSplit(-1, split.Training, split.Test, split.TuningTraining, split.Validation, progress, cancellationToken);
        }
        else
        {
            foreach (var bucket in Enumerable.Range(0, options.Pooled ? HashSplit.Buckets : 1).Where(b => b != ValidationBucket))
            {
                var split = HashSplit.Create(log, bucket, ValidationBucket);
                MeasureSplit(bucket, split.Training, split.Test, split.Training, split.Validation, progress, cancellationToken);
            }
        }

        if (_targets > 0)
        {
            _notices.Add(FormattableString.Invariant($"{(double)_repeats / _targets:P1} of the targets are repeats."));
        }

        using var process = Process.GetCurrentProcess();
        var protocol =
            options.Protocol == RankingProtocol.Last ? "last"
            : options.Pooled ? "strong pooled"
            : "strong";
        var names = options.Rankers.Where(_measured.ContainsKey).ToList();
        return new RankingEvaluationResult(
            Path.GetFileName(options.Log),
            protocol,
            _splits.Sum(s => s.TestUsers),
            _splits,
            [.. names.Select(n => _measured[n].ToFigures(n, n == names[0] ? null : _measured[names[0]], options.BootstrapDraws))],
            process.PeakWorkingSet64 / 1048576.0,
            [.. _notices.Distinct(StringComparer.Ordinal)]
        );
    }

    private void MeasureSplit(
        int bucket,
        InteractionMatrix training,
        HeldOutUsers test,
        InteractionMatrix tuningTraining,
        HeldOutUsers validation,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        _splits.Add(
            new SplitSummary(
                bucket,
                training.UserCount,
                training.ItemCount,
                training.Likes.Count,
                test.Count,
                test.Targets.Count,
                SplitDigest.Of(training.Likes, training.UserIds, training.ItemIds),
                SplitDigest.Of(test.Targets, test.UserIds, training.ItemIds)
            )
        );
        if (test.Count == 0)
        {
            _notices.Add($"Test bucket {bucket} has no users with a history and a target.");
            return;
        }

        if (test.MayRepeat)
        {
            _repeats += test.Repeats;
            _targets += test.Targets.Count;
        }

        var where = bucket < 0 ? "" : $" (test bucket {bucket})";
        var parameters = Choose(tuningTraining, validation, progress, cancellationToken);
        var trained = Train(training, parameters, where, progress, cancellationToken);
        if (trained.Count > 0 && options.Rankers.Contains("blend", StringComparer.Ordinal))
        {
            progress?.Report($"Fitting the blend{where}");
            var apart = ReferenceEquals(training, tuningTraining) ? null : tuningTraining;
            trained.Add(Blend(trained, apart, parameters, validation, cancellationToken));
        }

        var byItem = training.Likes.Transpose();
        foreach (var (ranker, seconds) in trained)
        {
            progress?.Report($"Measuring {ranker.Name}{where}");
            var started = Stopwatch.GetTimestamp();
            var users = RankingMetrics.Measure(ranker, test, options.Training.EffectiveThreads, cancellationToken);
            var milliseconds =
                Stopwatch.GetElapsedTime(started).TotalMilliseconds * Math.Min(options.Training.EffectiveThreads, test.Count);
            MeasuredOf(ranker).Add(users, training, byItem, seconds, milliseconds);
        }
    }

    /// <summary>What the settings leave open, chosen for each split as a first training chooses it.</summary>
    private TrainingOptions Choose(
        InteractionMatrix training,
        HeldOutUsers validation,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var chooser = new ParameterChooser(options.Training);
        var (parameters, choice) = options.Rankers.Contains("ials", StringComparer.Ordinal)
            ? chooser.Choose(training, training, validation, (_, sentence) => progress?.Report(sentence), cancellationToken)
            : chooser.Choose(training);
        if (choice is not null && _splits.Count == 1)
        {
            _notices.Add($"{choice} (first split)");
        }

        return parameters;
    }

    private List<(IRanker Ranker, double Seconds)> Train(
        InteractionMatrix training,
        TrainingOptions parameters,
        string where,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var trained = new List<(IRanker, double)>();
        var trainers = new RankerTrainers(parameters);
        foreach (var name in options.Rankers.Where(n => n != "blend"))
        {
            progress?.Report($"Training {name}{where}");
            var started = Stopwatch.GetTimestamp();
            var (ranker, warning) = trainers.Train(name, training, options.ContentItemIds, options.Content, null, cancellationToken);
            if (warning is not null)
            {
                _notices.Add(warning);
            }

            if (ranker is not null)
            {
                trained.Add((ranker, Stopwatch.GetElapsedTime(started).TotalSeconds));
            }
        }

        return trained;
    }

    /// <summary>
    /// Fits on rankers that did not see the validation targets: for strong generalisation those of the test, for last-item twins trained
    /// without the last two items.
    /// </summary>
    private (IRanker Ranker, double Seconds) Blend(
        List<(IRanker Ranker, double Seconds)> trained,
        InteractionMatrix? tuningTraining,
        TrainingOptions parameters,
        HeldOutUsers validation,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var fitted = tuningTraining is null ? trained : Train(tuningTraining, parameters, " (tuning)", null, cancellationToken);
        var (weights, _) = BlendFitter.Fit(
            [.. fitted.Select(t => t.Ranker)],
            validation,
            options.Training.EffectiveThreads,
            cancellationToken
        );
        var blend = new BlendRanker(trained.Select((t, k) => (t.Ranker, (float)weights[k])));
        return (blend, trained.Sum(t => t.Seconds) + Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private MeasuredRanker MeasuredOf(IRanker ranker)
    {
        if (!_measured.TryGetValue(ranker.Name, out var measured))
        {
            var weights = (ranker as BlendRanker)?.Parts.ToDictionary(
                p => p.Ranker.Name,
                p => Math.Round((double)p.Weight, 4),
                StringComparer.Ordinal
            );
            _measured[ranker.Name] = measured = new MeasuredRanker(weights ?? []);
        }

        return measured;
    }
}
