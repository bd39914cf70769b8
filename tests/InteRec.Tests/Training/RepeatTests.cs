using InteRec.Evaluation;
using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class RepeatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Targets_are_what_came_after_the_cut_and_the_history_knows_nothing_of_it()
    {
        // Of five items "e" and, again, "a" come last: the last fifth is one item, the cut lies before the last of all.
        var builder = new InteractionMatrixBuilder(mayRepeat: true);
        foreach (var (item, time) in new[] { ("a", 1), ("b", 2), ("a", 3), ("c", 4), ("d", 5), ("e", 6), ("a", 7), ("a", 8) })
        {
            builder.Add(new("u", item, 1, time));
        }

        var log = builder.Build();
        var held = RepeatSplit.HoldOut(log, [0], [0, 1, 2, 3, 4], 5);

        log.Likes.Values(0).ToArray().ShouldBe([MathF.Log2(5), 1, 1, 1, 1]);
        held.History.Columns(0).ToArray().ShouldBe([0, 1, 2, 3, 4]);
        held.History.Values(0).ToArray().ShouldBe([MathF.Log2(3), 1, 1, 1, 1], "two of the four times lay before the cut");
        held.Targets.Columns(0).ToArray().ShouldBe([0]);
        held.Repeats.ShouldBe(1);
    }

    [Fact]
    public async Task Where_people_come_back_their_own_items_lead_the_lists_and_the_blend_knows()
    {
        var store = new RankerStore(_folder, TimeProvider.System);
        var input = new TrainingInput(Habits().ToAsyncEnumerable(), [], null) { MayRepeat = true };

        var manifest = (
            await new TrainingRun(store, new TrainingOptions { Ials = new IalsOptions { Dimensions = 8 } }, TimeProvider.System).RunAsync(
                input
            )
        ).Manifest;

        manifest.BlendWeights["repeat"].ShouldBeGreaterThan(0.2);
        manifest.HoldOut!.Rankers["blend"].Ndcg100.ShouldBeGreaterThan(2 * manifest.HoldOut.Rankers["popularity"].Ndcg100);
        store.Load(manifest.RankerId).Find("repeat").ShouldNotBeNull();
    }

    [Fact]
    public async Task Repeats_are_measured_from_a_file_and_told()
    {
        var path = Path.Combine(_folder, "plays.csv");
        await File.WriteAllLinesAsync(path, Habits().Select(l => $"{l.UserId},{l.ItemId},{l.Timestamp}").Prepend("user,item,timestamp"));
        var options = new RankingEvaluationOptions
        {
            Log = path,
            Rankers = ["repeat", "popularity"],
            Repeat = true,
        };

        var result = await RankingEvaluationCommand.RunAsync(options);
        var without = await RankingEvaluationCommand.RunAsync(options with { Repeat = false });

        result.Notices.ShouldContain(n => n.EndsWith("of the targets are repeats.", StringComparison.Ordinal));
        result.Rankers[0].Ndcg100.Mean.ShouldBeGreaterThan(2 * result.Rankers[1].Ndcg100.Mean);
        without.Rankers[0].Ndcg100.Mean.ShouldBeLessThan(without.Rankers[1].Ndcg100.Mean, "no target is in a history");
    }

    /// <summary>Everybody has five items of their own that they take up again and again, and now and then another.</summary>
    private static IEnumerable<TrainingInteraction> Habits()
    {
        var random = new Random(5);
        for (var user = 0; user < 300; user++)
        {
            int[] own = [.. Enumerable.Range(0, 5).Select(_ => random.Next(100))];
            for (var time = 1; time <= 40; time++)
            {
                var item = random.Next(4) == 0 ? random.Next(100) : own[random.Next(own.Length)];
                yield return new($"u{user}", $"i{item}", 1, time);
            }
        }
    }
}
