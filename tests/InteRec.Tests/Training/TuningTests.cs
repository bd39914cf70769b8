using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class TuningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InteractionMatrix _log = TrainingData.Build(TrainingData.Random(3, 400, 80, 10));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_of_what_was_tried_in_full_becomes_the_options()
    {
        var result = Tune(calls: 60);

        var full = result.Trials.Where(t => t.Rung == 2 && t.Parameters.ContainsKey("ials.dimensions")).ToList();
        full.ShouldNotBeEmpty();
        var best = full.MaxBy(t => t.Ndcg100)!;
        result.Options.Ials.Dimensions.ShouldBe((int)best.Parameters["ials.dimensions"]);
        result.Options.Ials.UnobservedWeight.ShouldBe(best.Parameters["ials.unobservedWeight"]);
        result.Options.Ials.Epochs.ShouldBe(Options.Ials.Epochs, "fewer epochs are for the cheap rungs only");
        result.Trials.Count(t => t.Rung == 0).ShouldBeGreaterThan(full.Count);
    }

    [Fact]
    public void The_same_seed_tries_the_same_and_another_seed_something_else()
    {
        var first = Tried(Tune(calls: 30));

        Tried(Tune(calls: 30)).ShouldBe(first);
        Tried(Tune(calls: 30, seed: 2)).ShouldNotBe(first);
    }

    [Fact]
    public void A_tuning_that_was_stopped_goes_on_where_it_was()
    {
        var path = Path.Combine(_folder, "tuning.jsonl");
        var stopped = Tune(calls: 12, path);
        File.AppendAllText(path, "\n{\"fingerprint\":\"half a li");

        var resumed = Tune(calls: 40, path);

        Tried(resumed).ShouldBe(Tried(Tune(calls: 40)), "as if it had never been stopped");
        resumed.Trials.Count.ShouldBeGreaterThan(stopped.Trials.Count);
        File.ReadAllLines(path).Count(l => l.EndsWith('}')).ShouldBe(resumed.Trials.DistinctBy(Key).Count(), "nothing was tried twice");
    }

    [Fact]
    public void Trials_of_another_log_are_not_believed()
    {
        var path = Path.Combine(_folder, "tuning.jsonl");
        Tune(calls: 12, path);
        var before = File.ReadAllLines(path).Length;

        var other = TrainingData.Build(TrainingData.Random(4, 400, 80, 10));
        new ParameterTuner(LogDefaults.Of(Options, other), new CountingTime(12)).Run(other, Request(1), path, null, CancellationToken.None);

        File.ReadAllLines(path).Length.ShouldBeGreaterThan(before);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public void Trials_on_other_facts_or_with_other_settings_are_not_believed(bool hasFacts, int epochs)
    {
        var path = Path.Combine(_folder, "tuning.jsonl");
        Tune(calls: 12, path);
        var before = File.ReadAllLines(path).Length;
        var options = Options;
        options.Ials.Epochs = epochs;

        new ParameterTuner(LogDefaults.Of(options, _log), new CountingTime(12)).Run(
            hasFacts
                ? _log.With(
                    new ItemFacts(
                        _log.ItemIds,
                        [
                            [0, 1, 2],
                        ]
                    )
                )
                : _log,
            Request(1),
            path,
            null,
            CancellationToken.None
        );

        File.ReadAllLines(path).Length.ShouldBeGreaterThan(before);
    }

    [Fact]
    public void A_log_of_too_few_users_is_refused() =>
        Should
            .Throw<TrainingException>(() =>
                new ParameterTuner(LogDefaults.Of(new TrainingOptions(), _log), TimeProvider.System).Run(
                    TrainingData.Build(TrainingData.Random(3, 30, 20, 8)),
                    Request(1),
                    null,
                    null,
                    CancellationToken.None
                )
            )
            .Message.ShouldContain("validation users");

    [Fact]
    public async Task A_tuned_run_has_its_trials_in_the_manifest()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        var lines = TrainingData.Random(3, 400, 80, 10).ToAsyncEnumerable();

        var outcome = await new TrainingRun(store, Options, new CountingTime(30)).RunAsync(
            new TrainingInput(lines, [], null),
            new TrainingRequest(Request(1))
        );

        store.ReadManifest(outcome.Manifest.RankerId).Trials.ShouldNotBeEmpty();
        outcome.Manifest.Parameters["ials.dimensions"].ShouldBe(store.Load(outcome.Manifest.RankerId).Ials!.Items.Dimensions);
    }

    [Fact]
    public async Task What_tuning_found_is_not_carried_on_in_part()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        var lines = TrainingData.Random(3, 400, 80, 10).ToArray();
        Task<TrainingOutcome> RunAsync(TrainingRequest? request) =>
            new TrainingRun(store, Options, new CountingTime(30)).RunAsync(new TrainingInput(lines.ToAsyncEnumerable(), [], null), request);

        var tuned = await RunAsync(new TrainingRequest(Request(1)));
        var plain = await RunAsync(null);

        tuned.Manifest.Chosen.ShouldBeNull();
        plain.Manifest.Chosen!.KeptFrom.ShouldBeNull();
        plain.Manifest.Chosen.Trials.ShouldNotBeEmpty("it chooses by trials of its own");
        plain.Manifest.Parameters["ials.dimensions"].ShouldBe(Options.Ials.Dimensions);
    }

    [Fact]
    public async Task The_fraction_told_of_a_tuned_run_never_falls()
    {
        var told = new List<TrainingProgress>();
        var input = new TrainingInput(TrainingData.Random(3, 400, 80, 10).ToAsyncEnumerable(), [], null);

        await new TrainingRun(new RankerStore(_folder, TimeProvider.System), Options, new CountingTime(30)).RunAsync(
            input,
            new TrainingRequest(Request(1)),
            new Collected(told)
        );

        told.Select(p => p.Phase).Distinct().ShouldBe(["read", "tune", "hold-out", "measure", "train", "save", "done"]);
        told.Select(p => p.Fraction).ShouldBeInOrder();
        told[^1].Fraction.ShouldBe(1);
    }

    private static TrainingOptions Options =>
        new()
        {
            Ials = new IalsOptions { Epochs = 3, Dimensions = 8 },
            MinimumHeldOutUsers = 5,
            Threads = 1,
        };

    private TuningResult Tune(int calls, string? path = null, int seed = 1) =>
        new ParameterTuner(LogDefaults.Of(Options, _log), new CountingTime(calls)).Run(
            _log,
            Request(seed),
            path,
            null,
            CancellationToken.None
        );

    private static TuningRequest Request(int seed) => new(TimeSpan.FromSeconds(1), seed);

    private static IEnumerable<string> Tried(TuningResult result) => result.Trials.Select(Key).Order(StringComparer.Ordinal);

    private static string Key(TuningTrial trial) =>
        FormattableString.Invariant(
            $"{trial.Rung} {string.Join(' ', trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))} {trial.Ndcg100}"
        );

    private sealed class Collected(List<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add(value);
    }

    /// <summary>A second is over after so many looks at the clock: a tuning stops after the same number of trials every time.</summary>
    private sealed class CountingTime(int looks) : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => looks;

        public override long GetTimestamp() => _looks++;
    }
}
