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
        var split = HashSplit.Create(Log());

        var (whole, choice) = new ParameterChooser(options).Choose(split.Training, split.Validation);

        choice.ShouldBeNull();
        (whole.Ials.UnobservedWeight, whole.Ials.Regularization, whole.Ease.Regularization).ShouldBe((0.5, 0.02, 77));
    }

    [Fact]
    public void A_few_trials_choose_the_regularisation_and_the_same_on_every_machine()
    {
        var split = HashSplit.Create(Log());
        var (whole, choice) = new ParameterChooser(Options).Choose(split.Training, split.Validation);
        var threads = Options;
        threads.Threads = 2;
        var (_, again) = new ParameterChooser(threads).Choose(split.Training, split.Validation);

        choice!.Trials.Count.ShouldBeInRange(3, 4);
        choice.Trials.ShouldContain(t => t.Parameters["ials.regularization"] == whole.Ials.Regularization);
        var best = choice.Trials.Single(t => t.Parameters["ials.regularization"] == whole.Ials.Regularization);
        best.Ndcg100.ShouldBeGreaterThanOrEqualTo(choice.Trials[0].Ndcg100);
        again!
            .Trials.Select(t => (t.Parameters["ials.regularization"], t.Ndcg100))
            .ShouldBe(choice.Trials.Select(t => (t.Parameters["ials.regularization"], t.Ndcg100)));
        choice.ToString().ShouldContain($"by {choice.Trials.Count} trials on {split.Validation.Count} users");
        whole.Ials.Epochs.ShouldBe(Options.Ials.Epochs, "half the epochs are for trials only");
    }

    [Fact]
    public async Task What_was_chosen_stands_in_the_manifest_and_is_carried_on_until_the_log_is_another()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        var first = await RunAsync(store, Lines(400));
        var second = await RunAsync(store, Lines(420));
        var other = await RunAsync(store, Lines(1000));

        var chosen = store.ReadManifest(first.RankerId).Chosen.ShouldNotBeNull();
        chosen.Trials.ShouldNotBeEmpty();
        first.Parameters["ials.regularization"].ShouldBe(chosen.Parameters["ials.regularization"]);
        second.Chosen!.Likes.ShouldBe(chosen.Likes);
        second.Parameters["ials.unobservedWeight"].ShouldBe(first.Parameters["ials.unobservedWeight"]);
        second.Seconds.Keys.ShouldNotContain("choose");
        other.Chosen!.Likes.ShouldBeGreaterThan(2 * chosen.Likes);
        other.Seconds.Keys.ShouldContain("choose");
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
}
