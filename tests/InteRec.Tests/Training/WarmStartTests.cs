using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class WarmStartTests : IDisposable
{
    private static readonly TrainingRequest Warm = new(WarmStart: true);
    private readonly TemporaryFolder _folder = new();
    private readonly RankerStore _store;

    public WarmStartTests() => _store = new RankerStore(_folder, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_few_epochs_from_the_factors_before_do_what_many_do_from_nothing()
    {
        // Trained on the likes but for the latest tenth; then those come in, with films that nobody had liked before.
        var split = HashSplit.Create(TrainingData.Movies);
        var newest = split.Training.Timestamps.ToArray().Order().ElementAt(split.Training.Likes.Count * 9 / 10);
        var before = MatrixSelection.Without(split.Training, [.. split.Training.Timestamps.ToArray().Select(t => t >= newest)]);
        var start = new StartFactors(before.ItemIds, Trained(before, epochs: 12, null).Items);

        var (cold, few, warm) = (
            Ndcg(Trained(split.Training, 12, null), split),
            Ndcg(Trained(split.Training, 1, null), split),
            Ndcg(Trained(split.Training, 1, start), split)
        );

        few.ShouldBeLessThan(cold - 0.02, "from nothing one epoch is too few");
        warm.ShouldBeGreaterThan(cold - 0.01, $"{few} from nothing");
    }

    [Fact]
    public void Rows_of_items_that_were_there_before_are_taken_by_their_id_and_new_ones_begin_as_from_nothing()
    {
        var factors = new InteRec.Numerics.FactorMatrix(2, 3);
        factors.Data.Fill(7);
        var target = new InteRec.Numerics.FactorMatrix(3, 3);
        target.Data.Fill(1);

        new StartFactors(["b", "gone"], factors).CopyTo(target, ["a", "b", "c"]);

        target.Vector(0).ToArray().ShouldBe([1, 1, 1]);
        target.Vector(1).ToArray().ShouldBe([7, 7, 7]);
        target.Vector(2).ToArray().ShouldBe([1, 1, 1]);
    }

    [Fact]
    public async Task The_manifest_says_what_a_run_began_with_and_how_many_epochs_it_took()
    {
        var first = await RunAsync(Log(1));
        var second = await RunAsync(Log(1), Warm);

        first.StartedFrom.ShouldBeNull();
        second.StartedFrom.ShouldBe(first.RankerId);
        second.Parameters["ials.epochs"].ShouldBe(Options.WarmEpochs);
        second.Warnings.ShouldBeEmpty();
        second.HoldOut!.Rankers["ials"].Ndcg100.ShouldBeGreaterThan(first.HoldOut!.Rankers["ials"].Ndcg100 - 0.04);
    }

    [Fact]
    public async Task The_setting_decides_where_the_run_does_not()
    {
        await RunAsync(Log(1));
        var options = Options;
        options.WarmStart = true;

        (await RunAsync(Log(1), options: options)).StartedFrom.ShouldNotBeNull();
        (await RunAsync(Log(1), new TrainingRequest(WarmStart: false), options)).StartedFrom.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_log_and_the_same_beginning_give_the_same_factors_for_any_number_of_threads()
    {
        var first = await RunAsync(Log(1));
        var one = await FactorsAsync(threads: 1);
        _store.Promote(first.RankerId);

        (await FactorsAsync(threads: 2)).ShouldBe(one);

        async Task<float[]> FactorsAsync(int threads)
        {
            var options = Options;
            options.Threads = threads;
            var manifest = await RunAsync(Log(2), Warm, options);
            manifest.StartedFrom.ShouldBe(first.RankerId);
            return _store.Load(manifest.RankerId).Ials!.Items.Data.ToArray();
        }
    }

    [Fact]
    public async Task Without_a_ranker_before_it_begins_from_nothing_and_says_so()
    {
        var manifest = await RunAsync(Log(1), Warm);

        manifest.StartedFrom.ShouldBeNull();
        manifest.Parameters["ials.epochs"].ShouldBe(Options.Ials.Epochs);
        manifest.Warnings.ShouldHaveSingleItem().ShouldContain("there is no ranker yet");
    }

    [Fact]
    public async Task Users_that_the_twin_has_seen_are_neither_measured_on_after_a_warm_start_nor_compared_on()
    {
        // Of 3,000 users bucket 0 is enough; of what is left later it is not, so that others are measured on that the twin was trained on.
        var log = TrainingData.Random(1, 3000, 60, 12).ToArray();
        var users = log.Select(l => l.UserId).Distinct();
        string[] few = [.. users.Where(user => HashSplit.BucketOf(user) == 0).Take(Options.MinimumHeldOutUsers - 1)];
        var first = await RunAsync(log);

        var second = await RunAsync(log.Where(l => HashSplit.BucketOf(l.UserId) is >= 1 and <= 4 || few.Contains(l.UserId)), Warm);

        first.HoldOut!.Buckets.ShouldBe([0]);
        second.HoldOut!.Buckets.ShouldBe([0, 2]);
        second.StartedFrom.ShouldBeNull();
        second.Warnings.ShouldHaveSingleItem().ShouldContain("has seen users that this training is measured on");
        second.HoldOut.Current.ShouldBeNull();
        second.HoldOut.Difference.ShouldBeNull();
        second.Verdict.ShouldStartWith("Promoted without comparison: too few held-out users are new to both");
    }

    [Fact]
    public async Task Factors_of_another_length_are_not_begun_with()
    {
        await RunAsync(Log(1));
        var options = Options;
        options.Ials.Dimensions = 12;

        var manifest = await RunAsync(Log(1), Warm, options);

        manifest.StartedFrom.ShouldBeNull();
        manifest.Warnings.ShouldHaveSingleItem().ShouldContain("8 dimensions, not 12");
    }

    [Fact]
    public async Task Factors_that_learnt_from_somebody_who_was_deleted_are_not_begun_with()
    {
        var first = await RunAsync(Log(1), deletions: 4);

        var after = await RunAsync(Log(1), Warm, deletions: 5);
        after.StartedFrom.ShouldBeNull();
        after.Warnings.ShouldHaveSingleItem().ShouldContain($"users were deleted since {first.RankerId}");

        _store.Promote(after.RankerId);
        (await RunAsync(Log(1), Warm, deletions: 5)).StartedFrom.ShouldBe(after.RankerId);
    }

    [Fact]
    public async Task A_damaged_artefact_is_not_begun_with()
    {
        var first = await RunAsync(Log(1));
        await File.AppendAllTextAsync(Path.Combine(_folder, first.RankerId, "hold-out.bin"), "more");

        var manifest = await RunAsync(Log(1), Warm);

        manifest.StartedFrom.ShouldBeNull();
        manifest.Warnings.ShouldContain(w => w.Contains("hold-out.bin", StringComparison.Ordinal));
    }

    private static TrainingOptions Options =>
        new()
        {
            Ials = new IalsOptions { Epochs = 8, Dimensions = 8 },
            WarmEpochs = 2,
            MinimumHeldOutUsers = 5,
            Threads = 1,
        };

    private static IEnumerable<TrainingInteraction> Log(int seed) => TrainingData.Random(seed, 400, 80, 10);

    private async Task<RankerManifest> RunAsync(
        IEnumerable<TrainingInteraction> log,
        TrainingRequest? request = null,
        TrainingOptions? options = null,
        long deletions = 0
    )
    {
        var run = new TrainingRun(_store, options ?? Options, TimeProvider.System);
        return (await run.RunAsync(new TrainingInput(log.ToAsyncEnumerable(), [], null, deletions), request)).Manifest;
    }

    private static IalsRanker Trained(InteractionMatrix data, int epochs, StartFactors? start) =>
        IalsTrainer.Train(data, new IalsOptions { Dimensions = 32, Epochs = epochs }, threads: 2, start: start);

    private static double Ndcg(IalsRanker ranker, HashSplit split) =>
        RankingMetrics.Measure(ranker, split.Test, 2, CancellationToken.None).Average(m => m.Ndcg100);
}
