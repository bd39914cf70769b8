using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RankerStore _store;

    public TrainingRunTests() => _store = new RankerStore(_folder, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_run_is_promoted_and_its_artefact_scores_items_by_a_history()
    {
        var outcome = await Run(TrainingData.Random(1, 400, 120, 12));

        outcome.Promoted.ShouldBeTrue();
        _store.ReadRegistry().Current.ShouldBe(outcome.Manifest.RankerId);
        var loaded = _store.Load(outcome.Manifest.RankerId);
        int[] items = [.. Enumerable.Range(0, loaded.ItemIds.Count)];
        SignedItem[] history = [new(3, 1), new(9, -1)];
        var scores = new float[items.Length];
        loaded.Bind(loaded.ItemIds).Score(null, history, items, scores);
        scores.ShouldAllBe(s => float.IsFinite(s));
        scores.Distinct().Count().ShouldBeGreaterThan(items.Length / 2);
    }

    [Fact]
    public async Task The_manifest_says_what_was_trained_on_and_how_good_it_is()
    {
        var manifest = (await Run(TrainingData.Random(1, 400, 120, 12))).Manifest;

        manifest.Counts.Interactions.ShouldBe(4800);
        manifest.Counts.Users.ShouldBe(400);
        manifest.Parameters["ease.memoryLimitMiB"].ShouldBe(new EaseOptions().MemoryLimitMiB, "the items that EASE knows follow from it");
        manifest.DataFingerprint.Length.ShouldBe(64);
        manifest.HoldOut!.Rankers.Keys.ShouldContain("popularity");
        manifest.HoldOut.Rankers["blend"].Ndcg100.ShouldBeGreaterThan(manifest.HoldOut.Rankers["popularity"].Ndcg100);
        manifest.Seconds.Keys.ShouldContain("ials");
        manifest.BlendWeights.Values.Sum().ShouldBe(1, 1e-6);
    }

    [Fact]
    public async Task A_worse_ranker_is_kept_but_not_promoted()
    {
        var first = await Run(TrainingData.Random(1, 400, 120, 12));

        // The same users, but what they like now is pure chance for all but the held-out ones.
        var random = new Random(5);
        var noise = TrainingData
            .Random(1, 400, 120, 12)
            .Select(l => Crc32.Hash(l.UserId) % 10 == 0 ? l : l with { ItemId = $"i{random.Next(120)}" });
        var second = await Run(noise);

        second.Promoted.ShouldBeFalse();
        second.Manifest.Verdict.ShouldStartWith("Not promoted");
        _store.ReadRegistry().Current.ShouldBe(first.Manifest.RankerId);
        _store.List().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        var progress = new CallOnReport(p =>
        {
            if (p.Phase == "save")
            {
                source.Cancel();
            }
        });
        var run = new TrainingRun(_store, new TrainingOptions(), TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            run.RunAsync(Input(TrainingData.Random(1, 100, 50, 8)), null, progress, source.Token)
        );

        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_small_log_is_trained_without_metrics_and_says_so()
    {
        var manifest = (await Run(TrainingData.Random(1, 30, 40, 6))).Manifest;

        manifest.HoldOut.ShouldBeNull();
        manifest.Warnings.ShouldHaveSingleItem().ShouldStartWith("Not measured");
    }

    [Fact]
    public async Task A_log_without_likes_is_refused() =>
        (await Should.ThrowAsync<TrainingException>(() => Run([new("u", "i", -1)]))).Message.ShouldContain("no likes");

    [Fact]
    public async Task Equal_logs_in_another_order_give_the_same_fingerprint_and_metrics()
    {
        var log = TrainingData.Random(3, 500, 90, 10).ToArray();
        var first = (await Run(log)).Manifest;
        var second = (await Run(log.Reverse())).Manifest;

        second.DataFingerprint.ShouldBe(first.DataFingerprint);
        second.HoldOut!.Rankers["ials"].ShouldBe(first.HoldOut!.Rankers["ials"]);
        second.HoldOut.Current.ShouldBe(first.HoldOut.Rankers["blend"]);
    }

    private Task<TrainingOutcome> Run(IEnumerable<TrainingInteraction> log) =>
        new TrainingRun(_store, new TrainingOptions { Ials = new IalsOptions { Dimensions = 16 } }, TimeProvider.System).RunAsync(
            Input(log)
        );

    private static TrainingInput Input(IEnumerable<TrainingInteraction> log) => new(log.ToAsyncEnumerable(), [], null);

    private sealed class CallOnReport(Action<TrainingProgress> call) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => call(value);
    }
}
