using System.Diagnostics;
using System.Globalization;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Chooses what the settings leave open: by the shape of the log (<see cref="LogDefaults"/>), and the regularisation of iALS by a few
/// trials on validation users, since no shape of a log tells it. From its usual value the search goes down or up, in steps of a factor,
/// as long as a step gains more than the standard error of the paired difference; half the epochs tell that. It is
/// counted and seeded, not timed: the same log gives the same parameters on every machine.
/// </summary>
/// <param name="options">The settings; what they say is not touched.</param>
internal sealed class ParameterChooser(TrainingOptions options)
{
    private const string Searched = "ials.regularization";
    private const double Step = 2;

    // In one direction.
    private const int MostSteps = 2;

    // The usual value, a step in vain, and the other direction.
    private const int MostTrials = 2 + MostSteps;

    // A log that has grown or shrunk by more than this factor is another one.
    private const double SameSize = 2;

    /// <summary>Chooses by the log and, where there are enough of them, by validation users.</summary>
    /// <param name="log">The whole log, whose size says for how long the choice holds.</param>
    /// <param name="training">Without the validation users and those of the test.</param>
    /// <param name="validation">Users to measure trials on.</param>
    /// <param name="tell">Told after each trial the share done and a sentence.</param>
    /// <param name="cancellationToken">Stops within a trial.</param>
    /// <returns>The options with nothing left open, and what was chosen; null where nothing was open.</returns>
    public (TrainingOptions Options, ParameterChoice? Choice) Choose(
        InteractionMatrix log,
        InteractionMatrix training,
        HeldOutUsers validation,
        Action<double, string>? tell = null,
        CancellationToken cancellationToken = default
    )
    {
        var trials = new List<TuningTrial>();
        var whole = LogDefaults.Of(options, training);
        if (CanTry(validation.Count))
        {
            whole = Search(whole, training, validation, trials, tell, cancellationToken);
        }

        return (whole, ChoiceOf(whole, log, trials.Count == 0 ? 0 : validation.Count, trials));
    }

    /// <summary>Chooses by the log alone.</summary>
    public (TrainingOptions Options, ParameterChoice? Choice) Choose(InteractionMatrix log)
    {
        var whole = LogDefaults.Of(options, log);
        return (whole, ChoiceOf(whole, log, 0, []));
    }

    /// <summary>
    /// What an earlier training chose, with what the settings say now; null where it left something open that is open now, was made for a
    /// log of another size, or without the trials that there are users for now.
    /// </summary>
    /// <param name="earlier">What the ranker in use was trained with.</param>
    /// <param name="log">The whole log.</param>
    /// <param name="users">Validation users of it.</param>
    public (TrainingOptions Options, ParameterChoice? Choice)? CarryOn(ParameterChoice? earlier, InteractionMatrix log, int users)
    {
        var size = earlier is null ? 0 : (double)log.Likes.Count / Math.Max(1, earlier.Likes);
        string[] open = [.. Open()];
        if (
            earlier is null
            || size is < 1 / SameSize or > SameSize
            || !open.All(earlier.Parameters.ContainsKey)
            || (earlier.Users == 0 && CanTry(users))
        )
        {
            return null;
        }

        var kept = open.ToDictionary(name => name, name => earlier.Parameters[name], StringComparer.Ordinal);
        return (LogDefaults.Of(TunedParameter.Apply(options, kept), log), open.Length == 0 ? null : earlier with { Parameters = kept });
    }

    private bool CanTry(int users) => options.Ials.Regularization is null && users >= options.MinimumHeldOutUsers;

    private ParameterChoice? ChoiceOf(TrainingOptions whole, InteractionMatrix log, int users, IReadOnlyList<TuningTrial> trials)
    {
        var all = ParameterList.Of(whole);
        var chosen = Open().ToDictionary(name => name, name => all[name], StringComparer.Ordinal);
        return chosen.Count == 0
            ? null
            : new ParameterChoice(chosen, log.Likes.Count, LogDefaults.Significant(LogDefaults.Density(log)), users, trials);
    }

    private IEnumerable<string> Open() =>
        TunedParameter.All.Where(parameter => parameter.IsOpen(options)).Select(parameter => parameter.Name);

    private TrainingOptions Search(
        TrainingOptions whole,
        InteractionMatrix training,
        HeldOutUsers validation,
        List<TuningTrial> trials,
        Action<double, string>? tell,
        CancellationToken cancellationToken
    )
    {
        var best = whole.Ials.Regularization!.Value;
        var bestUsers = Try(best);
        foreach (var factor in new[] { 1 / Step, Step })
        {
            var from = best;
            for (var step = 0; step < MostSteps; step++)
            {
                var tried = Math.Round(best * factor, 6);
                var users = Try(tried);
                var gain = PairedDifference.Of(users, bestUsers);
                if (gain is null || gain.Mean <= gain.StandardError)
                {
                    break;
                }

                (best, bestUsers) = (tried, users);
            }

            if (best != from)
            {
                break;
            }
        }

        return With(best);

        TrainingOptions With(double regularization) =>
            TunedParameter.Apply(whole, new Dictionary<string, double>(StringComparer.Ordinal) { [Searched] = regularization });

        double[] Try(double regularization)
        {
            var started = Stopwatch.GetTimestamp();
            var tried = With(regularization).Ials;
            tried.Epochs = Math.Max(1, tried.Epochs / 2);
            var ranker = IalsTrainer.Train(training, tried, options.EffectiveThreads, cancellationToken: cancellationToken);
            var users = RankingMetrics.Measure(ranker, validation, options.EffectiveThreads, cancellationToken);
            double[] ndcg = [.. users.Select(u => u.Ndcg100)];
            var parameters = new Dictionary<string, double>(StringComparer.Ordinal) { [Searched] = regularization };
            var seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
            trials.Add(new TuningTrial(parameters, Math.Round(ndcg.Average(), 6), seconds, ParameterTuner.Rungs - 1));
            tell?.Invoke(
                (double)trials.Count / MostTrials,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Choosing parameters: {trials.Count} trials, best NDCG@100 {trials.Max(t => t.Ndcg100):F4}"
                )
            );
            return ndcg;
        }
    }
}
