using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>How long to tune, and from where to draw.</summary>
/// <param name="Limit">No trial begins after this time.</param>
/// <param name="Seed">Seed of what is tried. Default 1.</param>
internal sealed record TuningRequest(TimeSpan Limit, int Seed = 1)
{
    /// <summary>The most minutes that may be asked for: a day.</summary>
    public const int MostMinutes = 1440;

    /// <summary>True for minutes that may be asked for.</summary>
    public static bool IsPossible(double minutes) => minutes is > 0 and <= MostMinutes;
}

/// <summary>What tuning gave.</summary>
/// <param name="Options">The options with the best parameters found.</param>
/// <param name="Trials">What was tried, best first.</param>
internal sealed record TuningResult(TrainingOptions Options, IReadOnlyList<TuningTrial> Trials);

/// <summary>
/// Finds parameters on the validation users; the test users are never looked at. Successive halving (Jamieson and Talwalkar 2016): a round
/// draws nine configurations of one ranker, trains them with few epochs on one split, the best three with more on more splits, and the
/// best of these in full. Rounds go on, in turn for each ranker, until the time is up. Half of a round's draws are neighbours of the best
/// so far. What is tried depends on the seed, the log, what its items share and the settings, so the journal of a stopped tuning is gone on
/// with.
/// </summary>
/// <param name="options">The other parameters, and where to begin; nothing may be left open.</param>
/// <param name="time">Says when the time is up.</param>
internal sealed class ParameterTuner(TrainingOptions options, TimeProvider time)
{
    /// <summary>Share of a whole run that tuning is told to be.</summary>
    public const double Share = 0.3;

    /// <summary>How often the field is cut before the last are trained in full.</summary>
    public const int Rungs = 3;

    private const int Drawn = 9;
    private const int Halving = 3;
    private const int MostSplits = 4;
    private const int MostRounds = 1000;

    // Splits are added until so many validation users are in them: the mean of fewer says little.
    private const int EnoughUsers = 600;

    /// <param name="log">The whole log.</param>
    /// <param name="request">How long.</param>
    /// <param name="journalPath">Where trials are kept; null: nowhere.</param>
    /// <param name="progress">Told the share of the time and the best so far.</param>
    /// <param name="cancellationToken">Stops within a trial; the trials made are kept.</param>
    /// <exception cref="TrainingException">There are too few users to hold any out.</exception>
    public TuningResult Run(
        InteractionMatrix log,
        TuningRequest request,
        string? journalPath,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var splits = Splits(log);
        var journal = TuningJournal.Open(journalPath, Fingerprint(log));
        string[] rankers = options.Ease.Enabled ? ["ials", "ease"] : ["ials"];
        ParameterSearch[] searches = [.. rankers.Select(name => new ParameterSearch(name, Current(name), request.Seed))];
        var started = time.GetTimestamp();
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Round(searches[round % searches.Length], splits, journal, () => Spent() < 1, Tell, cancellationToken))
            {
                break;
            }
        }

        return Best(searches);

        double Spent() => time.GetElapsedTime(started) / request.Limit;

        void Tell() => progress?.Report(new TrainingProgress("tune", Share * Math.Min(1, Spent()), Told(searches)));
    }

    private TuningResult Best(ParameterSearch[] searches)
    {
        var best = searches.SelectMany(s => s.Best).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        var trials = searches.SelectMany(s => s.Trials).OrderByDescending(t => t.Rung).ThenByDescending(t => t.Ndcg100);
        return new TuningResult(TunedParameter.Apply(options, best), [.. trials]);
    }

    private static string Told(ParameterSearch[] searches)
    {
        var found = searches
            .Where(s => s.BestNdcg > 0)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Ranker} {s.BestNdcg:F4}"));
        var trials = searches.Sum(s => s.Trials.Count);
        return string.Create(CultureInfo.InvariantCulture, $"Tuning: {trials} trials, best NDCG@100 {string.Join(", ", found)}");
    }

    /// <summary>
    /// All that a trial depends on but for the parameters that are tried: the log, what its items share, and the other parameters.
    /// </summary>
    private string Fingerprint(InteractionMatrix log)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(log.Facts.Starts));
        hash.AppendData(MemoryMarshal.AsBytes(log.Facts.AllColumns));
        var others = ParameterList
            .Of(options)
            .Where(p => TunedParameter.All.All(t => t.Name != p.Key))
            .Select(p => FormattableString.Invariant($"{p.Key}={p.Value:R}"));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('|', others.Order(StringComparer.Ordinal).Prepend(log.Fingerprint))));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private List<HashSplit> Splits(InteractionMatrix log)
    {
        var splits = new List<HashSplit>();
        var test = HoldOut.TestBuckets(log);
        foreach (var bucket in Enumerable.Range(0, HashSplit.Buckets).Except(test).Take(MostSplits))
        {
            if (splits.Sum(s => s.Validation.Count) < EnoughUsers)
            {
                splits.Add(HashSplit.Create(log, test, bucket));
            }
        }

        var validation = splits.Sum(s => s.Validation.Count);
        return validation >= options.MinimumHeldOutUsers
            ? splits
            : throw new TrainingException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Tuning needs at least {options.MinimumHeldOutUsers} validation users; this log has {validation}."
                )
            );
    }

    /// <summary>False where the time is up.</summary>
    private bool Round(
        ParameterSearch search,
        List<HashSplit> splits,
        TuningJournal journal,
        Func<bool> hasTime,
        Action tell,
        CancellationToken cancellationToken
    )
    {
        var field = search.Draw(Drawn);
        for (var rung = 0; rung < Rungs; rung++)
        {
            var measured = new List<(Dictionary<string, double> Parameters, double Ndcg100)>();
            foreach (var parameters in field)
            {
                if (!hasTime())
                {
                    return false;
                }

                var trial = journal.Find(parameters, rung);
                if (trial is null)
                {
                    trial = Try(search.Ranker, parameters, rung, splits, cancellationToken);
                    journal.Add(trial);
                }

                search.Add(trial);
                measured.Add((parameters, trial.Ndcg100));
                tell();
            }

            field = [.. measured.OrderByDescending(m => m.Ndcg100).Take(Math.Max(1, field.Count / Halving)).Select(m => m.Parameters)];
        }

        return true;
    }

    private TuningTrial Try(
        string ranker,
        Dictionary<string, double> parameters,
        int rung,
        List<HashSplit> splits,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var tried = TunedParameter.Apply(options, parameters);
        tried.Ials.Epochs = Math.Max(1, tried.Ials.Epochs * (rung + 1) / Rungs);
        var users = new List<UserMetrics>();
        foreach (var split in splits.Take(Math.Max(1, splits.Count * (rung + 1) / Rungs)))
        {
            var (trained, _) = new RankerTrainers(tried).Train(ranker, split.Training, [], null, null, cancellationToken);
            users.AddRange(RankingMetrics.Measure(trained!, split.Validation, tried.EffectiveThreads, cancellationToken));
        }

        var seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
        return new TuningTrial(parameters, Math.Round(users.Average(u => u.Ndcg100), 6), seconds, rung);
    }

    private Dictionary<string, double> Current(string ranker)
    {
        var all = ParameterList.Of(options);
        return TunedParameter.Of(ranker).ToDictionary(p => p.Name, p => all[p.Name], StringComparer.Ordinal);
    }
}
