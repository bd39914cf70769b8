using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using InteRec.Ranking;

namespace InteRec.Training.Tuning;

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
/// best of these in full. Rounds go on, in turn for each ranker, until the time is up. Half of a round's draws are neighbours of the best so
/// far. What is tried depends on the seed, the log, what its items share and the settings, so the journal of a stopped tuning is gone on with.
/// </summary>
internal sealed class RankerTuner(TrainingOptions options, TimeProvider time)
{
    /// <summary>Share of a whole run that tuning is told to be.</summary>
    public const double Share = 0.3;

    private const int TestBucket = 0, Drawn = 9, Halving = 3, Rungs = 3, MostSplits = 4;

    // Splits are added until so many validation users are in them: the mean of fewer says little.
    private const int EnoughUsers = 600;

    /// <param name="log">The whole log.</param>
    /// <param name="request">How long.</param>
    /// <param name="journalPath">Where trials are kept; null: nowhere.</param>
    /// <param name="progress">Told the share of the time and the best so far.</param>
    /// <param name="cancellationToken">Stops within a trial; the trials made are kept.</param>
    /// <exception cref="TrainingException">There are too few users to hold any out.</exception>
    public TuningResult Run(InteractionMatrix log, TuningRequest request, string? journalPath, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var splits = Splits(log);
        var validation = splits.Sum(s => s.Validation.Count);
        if (validation < options.MinimumHeldOutUsers)
        {
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"Tuning needs at least {options.MinimumHeldOutUsers} validation users; this log has {validation}."));
        }

        var journal = TuningJournal.Open(journalPath, Fingerprint(log));
        string[] rankers = options.Ease.Enabled ? ["ials", "ease"] : ["ials"];
        var searches = rankers.Select(name => new Search(name, Current(name), request.Seed)).ToList();
        var started = time.GetTimestamp();
        for (var round = 0; ; round++)
        {
            var search = searches[round % searches.Count];
            var made = Round(search, splits, journal, () => time.GetElapsedTime(started) < request.Limit, Tell, cancellationToken);
            if (!made || round > 1000)
            {
                break;
            }
        }

        var best = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var parameter in searches.SelectMany(s => s.Best))
        {
            best[parameter.Key] = parameter.Value;
        }

        return new TuningResult(TunedParameter.Apply(options, best), [.. searches.SelectMany(s => s.Trials).OrderByDescending(t => t.Rung).ThenByDescending(t => t.Ndcg100)]);

        void Tell()
        {
            var share = Math.Min(1, time.GetElapsedTime(started) / request.Limit);
            var found = string.Join(", ", searches.Where(s => s.BestNdcg > 0).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Ranker} {s.BestNdcg:F4}")));
            progress?.Report(new TrainingProgress("tune", Share * share, string.Create(CultureInfo.InvariantCulture, $"Tuning: {searches.Sum(s => s.Trials.Count)} trials, best NDCG@100 {found}")));
        }
    }

    /// <summary>All that a trial depends on but for the parameters that are tried: the log, what its items share, and the other parameters.</summary>
    private string Fingerprint(InteractionMatrix log)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(log.Facts.Starts));
        hash.AppendData(MemoryMarshal.AsBytes(log.Facts.AllColumns));
        var others = ParameterList.Of(options).Where(p => TunedParameter.All.All(t => t.Name != p.Key)).Select(p => FormattableString.Invariant($"{p.Key}={p.Value:R}"));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('|', others.Order(StringComparer.Ordinal).Prepend(log.Fingerprint))));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<HashSplit> Splits(InteractionMatrix log)
    {
        var splits = new List<HashSplit>();
        for (var bucket = TestBucket + 1; bucket <= MostSplits && splits.Sum(s => s.Validation.Count) < EnoughUsers; bucket++)
        {
            splits.Add(HashSplit.Create(log, TestBucket, bucket));
        }

        return splits;
    }

    /// <summary>False where the time is up.</summary>
    private bool Round(Search search, List<HashSplit> splits, TuningJournal journal, Func<bool> hasTime, Action tell, CancellationToken cancellationToken)
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

    private TuningTrial Try(string ranker, Dictionary<string, double> parameters, int rung, List<HashSplit> splits, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var tried = TunedParameter.Apply(options, parameters);
        tried.Ials.Epochs = Math.Max(1, tried.Ials.Epochs * (rung + 1) / Rungs);
        var users = new List<UserMetrics>();
        foreach (var split in splits.Take(Math.Max(1, splits.Count * (rung + 1) / Rungs)))
        {
            var (trained, _) = new RankerFactory(tried).Train(ranker, split.Training, [], null, null, cancellationToken);
            users.AddRange(RankingMetrics.Measure(trained!, split.Validation, tried.EffectiveThreads, cancellationToken));
        }

        return new TuningTrial(parameters, Math.Round(users.Average(u => u.Ndcg100), 6), Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2), rung);
    }

    private Dictionary<string, double> Current(string ranker)
    {
        var all = ParameterList.Of(options);
        return TunedParameter.Of(ranker).ToDictionary(p => p.Name, p => all[p.Name], StringComparer.Ordinal);
    }

    /// <summary>The search for one ranker's parameters.</summary>
    private sealed class Search(string ranker, Dictionary<string, double> start, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly IReadOnlyList<TunedParameter> _space = TunedParameter.Of(ranker);
        private bool _begun;

        public string Ranker => ranker;

        public List<TuningTrial> Trials { get; } = [];

        public Dictionary<string, double> Best { get; private set; } = start;

        /// <summary>Of the best that was trained in full; 0 before there is one.</summary>
        public double BestNdcg { get; private set; }

        public void Add(TuningTrial trial)
        {
            Trials.Add(trial);
            if (trial.Rung == Rungs - 1 && trial.Ndcg100 > BestNdcg)
            {
                (Best, BestNdcg) = (new Dictionary<string, double>(trial.Parameters, StringComparer.Ordinal), trial.Ndcg100);
            }
        }

        /// <summary>Configurations, each once; the first round has the options as they are among them.</summary>
        public List<Dictionary<string, double>> Draw(int count)
        {
            var drawn = new List<Dictionary<string, double>>();
            if (!_begun)
            {
                drawn.Add(Best);
            }

            _begun = true;
            for (var attempt = 0; drawn.Count < count && attempt < 100 * count; attempt++)
            {
                var candidate = drawn.Count % 2 == 0 ? Anywhere() : Neighbour();
                if (!drawn.Exists(d => d.All(p => candidate[p.Key].Equals(p.Value))))
                {
                    drawn.Add(candidate);
                }
            }

            return drawn;
        }

        private Dictionary<string, double> Anywhere() =>
            _space.ToDictionary(p => p.Name, p => p.Values[_random.Next(p.Values.Length)], StringComparer.Ordinal);

        /// <summary>The best so far with each parameter a step up, a step down or as it is.</summary>
        private Dictionary<string, double> Neighbour() => _space.ToDictionary(p => p.Name, p =>
        {
            var at = Array.FindIndex(p.Values, v => v >= Best[p.Name]);
            at = (at < 0 ? p.Values.Length - 1 : at) + _random.Next(3) - 1;
            return p.Values[Math.Clamp(at, 0, p.Values.Length - 1)];
        }, StringComparer.Ordinal);
    }
}
