using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class ParameterChooserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(400, 4000, 4, 0.025)] // 0.1 % of the pairs.
    [InlineData(400, 40_000, 4, 0.01)]
    [InlineData(100, 30, 20, 1)]
    public void What_the_unobserved_weigh_follows_the_density_within_bounds(int users, int items, int likesEach, double expected)
    {
        var builder = new InteractionMatrixBuilder();
        for (var user = 0; user < users; user++)
        {
            for (var k = 0; k < likesEach; k++)
            {
                builder.Add(new($"u{user}", $"i{k}", 1));
            }

            // The last user has looked at every item, which is no like.
            for (var item = likesEach; item < items && user == users - 1; item++)
            {
                builder.Add(new($"u{user}", $"i{item}", 0));
            }
        }

        var whole = LogDefaults.Of(new TrainingOptions(), builder.Build());

        whole.Ials.UnobservedWeight!.Value.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void More_likes_a_user_over_the_same_items_ask_for_more_regularisation_of_ease()
    {
        var few = LogDefaults.Of(new EaseOptions(), TrainingData.Build(TrainingData.Random(3, 400, 200, 10)));
        var many = LogDefaults.Of(new EaseOptions(), TrainingData.Build(TrainingData.Random(3, 400, 200, 40)));

        many.Regularization!.Value.ShouldBeGreaterThan(1.5 * few.Regularization!.Value);
    }

    [Fact]
    public void What_the_settings_say_is_not_touched_and_nothing_is_tried_for_it()
    {
        var options = Options;
        (options.Ials.UnobservedWeight, options.Ials.Regularization, options.Ease.Regularization) = (0.5, 0.02, 77);
        var log = Log();
        var split = HashSplit.Create(log);

        var (whole, choice) = new ParameterChooser(options).Choose(log, split.Training, split.Validation);

        choice.ShouldBeNull();
        (whole.Ials.UnobservedWeight, whole.Ials.Regularization, whole.Ease.Regularization).ShouldBe((0.5, 0.02, 77));
    }

    [Fact]
    public void A_few_trials_choose_the_regularisation_and_the_same_on_every_machine()
    {
        var log = Log();
        var split = HashSplit.Create(log);
        var (whole, choice) = new ParameterChooser(Options).Choose(log, split.Training, split.Validation);
        var threads = Options;
        threads.Threads = 2;
        var (_, again) = new ParameterChooser(threads).Choose(log, split.Training, split.Validation);

        choice!.Trials.Count.ShouldBeInRange(3, 4);
        choice.Trials.ShouldContain(t => t.Parameters["ials.regularization"] == whole.Ials.Regularization);
        var best = choice.Trials.Single(t => t.Parameters["ials.regularization"] == whole.Ials.Regularization);
        best.Ndcg100.ShouldBeGreaterThanOrEqualTo(choice.Trials[0].Ndcg100);
        again!
            .Trials.Select(t => (t.Parameters["ials.regularization"], t.Ndcg100))
            .ShouldBe(choice.Trials.Select(t => (t.Parameters["ials.regularization"], t.Ndcg100)));
        choice.ToString().ShouldContain($"by {choice.Trials.Count} trials on {split.Validation.Count} users");
        (choice.Likes, choice.Density).ShouldBe((log.Likes.Count, LogDefaults.Significant(LogDefaults.Density(log))), "the whole log's");
        whole.Ials.Epochs.ShouldBe(Options.Ials.Epochs, "half the epochs are for trials only");
    }

    [Fact]
    public async Task What_was_chosen_stands_in_the_manifest_and_is_carried_on_until_the_log_is_another()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        var first = await RunAsync(store, Lines(400));
        var second = await RunAsync(store, Lines(600));
        var other = await RunAsync(store, Lines(1000));

        var chosen = store.ReadManifest(first.RankerId).Chosen.ShouldNotBeNull();
        chosen.Trials.ShouldNotBeEmpty();
        first.Parameters["ials.regularization"].ShouldBe(chosen.Parameters["ials.regularization"]);
        second.Chosen!.Likes.ShouldBe(chosen.Likes);
        second.Parameters["ials.unobservedWeight"].ShouldBe(first.Parameters["ials.unobservedWeight"]);
        second.Seconds.Keys.ShouldNotContain("choose");
        second.Chosen.ToString().ShouldStartWith($"Kept from {first.RankerId}, chosen for a log of ");
        other.Chosen!.ToString().ShouldStartWith("Chosen for a log of ");
        other.Chosen.Likes.ShouldBeGreaterThan(2 * chosen.Likes);
        other.Seconds.Keys.ShouldContain("choose");
    }

    [Fact]
    public async Task A_choice_without_trials_is_made_anew_as_soon_as_there_are_users_to_try_it_on()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        var few = Options;
        few.MinimumHeldOutUsers = 1000;
        var untried = await RunAsync(store, Lines(400), few);
        var kept = await RunAsync(store, Lines(400), few);
        var tried = await RunAsync(store, Lines(400));

        (untried.Chosen!.Users, untried.Chosen.Trials.Count).ShouldBe((0, 0));
        kept.Chosen!.KeptFrom.ShouldBe(untried.RankerId);
        tried.Chosen!.KeptFrom.ShouldBeNull();
        tried.Chosen.Trials.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(0.0000000251, "0.00000251 %")]
    [InlineData(0.06, "6 %")]
    public void The_density_of_a_sparse_log_is_told_too(double density, string told) =>
        new ParameterChoice(new Dictionary<string, double>(StringComparer.Ordinal), 7, density, 0, [])
            .ToString()
            .ShouldContain($", {told} of");

    [Fact]
    public async Task Each_trial_is_told_with_the_share_that_is_done()
    {
        var told = new List<TrainingProgress>();
        var input = new TrainingInput(Lines(400).ToAsyncEnumerable(), [], null);

        await new TrainingRun(new RankerStore(_folder, TimeProvider.System), Options, TimeProvider.System).RunAsync(
            input,
            null,
            new Collected(told)
        );

        double[] choosing = [.. told.Where(p => p.Phase == "choose").Select(p => p.Fraction)];
        choosing.Length.ShouldBeGreaterThan(3);
        choosing[0].ShouldBeInRange(0.01, 0.04);
        choosing.ShouldBeInOrder();
        told.Select(p => p.Fraction).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_setting_made_later_wins_over_what_was_chosen()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        await RunAsync(store, Lines(400));
        var options = Options;
        options.Ials.Regularization = 0.02;

        var second = await RunAsync(store, Lines(400), options);

        second.Parameters["ials.regularization"].ShouldBe(0.02);
        second.Chosen!.Parameters.Keys.ShouldBe(["ials.unobservedWeight", "ease.regularization"], ignoreOrder: true);
    }

    private static TrainingOptions Options =>
        new()
        {
            Ials = new IalsOptions { Epochs = 4, Dimensions = 8 },
            MinimumHeldOutUsers = 5,
            Threads = 1,
        };

    private static InteractionMatrix Log() => TrainingData.Build(Lines(400));

    private static IEnumerable<TrainingInteraction> Lines(int users) => TrainingData.Random(3, users, 120, 12);

    private static async Task<RankerManifest> RunAsync(
        RankerStore store,
        IEnumerable<TrainingInteraction> lines,
        TrainingOptions? options = null
    )
    {
        var input = new TrainingInput(lines.ToAsyncEnumerable(), [], null);
        return (await new TrainingRun(store, options ?? Options, TimeProvider.System).RunAsync(input)).Manifest;
    }

    private sealed class Collected(List<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add(value);
    }
}
