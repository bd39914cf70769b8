using InteRec.Evaluation;
using InteRec.Import;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Evaluation;

public sealed class RankingEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metrics_of_a_list_computed_by_hand()
    {
        ScoredItem[] list = [new(7, 5), new(2, 4), new(9, 3), new(4, 2)];
        var metrics = RankingMetrics.MeasureList(list, [2, 4, 5]);

        // Hits at ranks 2 and 4 of 3 targets.
        var ideal = 1 + (1 / Math.Log2(3)) + (1 / Math.Log2(4));
        metrics.Recall20.ShouldBe(2.0 / 3, 1e-12);
        metrics.Ndcg100.ShouldBe(((1 / Math.Log2(3)) + (1 / Math.Log2(5))) / ideal, 1e-12);
        metrics.HitRate10.ShouldBe(1);
    }

    [Fact]
    public async Task The_bundled_log_gives_the_golden_split_and_the_figures_of_the_reference()
    {
        var options = new RankingEvaluationOptions
        {
            Log = RepositoryFiles.PathOf("datasets/movies/interactions.csv"),
            Rankers = ["ials", "popularity"],
        };

        var result = await RankingEvaluationCommand.RunAsync(options);

        result.Splits.ShouldHaveSingleItem().TargetsSha256.ShouldBe("408675ff4e0b54eeb61b0e51819f7abcbfc1caad64ce6c164f31c3521a320da4");
        result.Users.ShouldBe(56);
        result.Rankers[0].Ndcg100.Mean.ShouldBeGreaterThan(0.3);
        result.Rankers[0].Ndcg100.Low.ShouldBeLessThan(result.Rankers[0].Ndcg100.Mean);
        result.Rankers.Select(r => r.Ranker).ShouldBe(["ials", "popularity"]);
    }

    [Fact]
    public async Task The_last_item_protocol_measures_every_user()
    {
        var result = await RankingEvaluationCommand.RunAsync(
            new RankingEvaluationOptions
            {
                Log = RepositoryFiles.PathOf("datasets/movies/interactions.csv"),
                Rankers = ["popularity"],
                Protocol = RankingProtocol.Last,
            }
        );

        result.Users.ShouldBe(663);
        result.Splits[0].TargetsSha256.ShouldBe("af1b97619028d4c8722606a5d91c590b95b2679ee482ffe57885aaad0e4469a7");
    }

    [Theory]
    [InlineData("user,item,rating\nu,i,good\n", "log.csv:2: \"good\"")]
    [InlineData("user,item,rating\nu,i,NaN\n", "log.csv:2: \"NaN\"")]
    [InlineData("user,item,rating,timestamp\nu,i,4,Infinity\n", "log.csv:2: \"4\" or \"Infinity\"")]
    [InlineData("user,item,rating\nu,,4\n", "log.csv:2: the user or the item is missing")]
    [InlineData("who,item\nu,i\n", "has no user column")]
    public async Task A_bad_log_is_refused_with_file_and_line(string csv, string reason)
    {
        var path = Path.Combine(_folder, "log.csv");
        await File.WriteAllTextAsync(path, csv);

        (
            await Should.ThrowAsync<RankingLogException>(() =>
                RankingEvaluationCommand.RunAsync(new RankingEvaluationOptions { Log = path })
            )
        ).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Facts_of_another_catalogue_are_told()
    {
        var options = new RankingEvaluationOptions
        {
            Log = RepositoryFiles.PathOf("datasets/movies/interactions.csv"),
            Facts = new ItemFacts(
                ["a", "b"],
                [
                    [0, 1],
                ]
            ),
        };

        (await Should.ThrowAsync<RankingLogException>(() => RankingEvaluationCommand.RunAsync(options))).Message.ShouldContain(
            "interactions.csv"
        );
    }

    [Fact]
    public async Task A_missing_file_and_an_unknown_ranker_are_told()
    {
        await Should.ThrowAsync<DatasetException>(() =>
            RankingEvaluationCommand.RunAsync(new RankingEvaluationOptions { Log = Path.Combine(_folder, "none.csv") })
        );
        (
            await Should.ThrowAsync<RankingLogException>(() =>
                RankingEvaluationCommand.RunAsync(new RankingEvaluationOptions { Log = "x", Rankers = ["svd"] })
            )
        ).Message.ShouldContain("svd");
    }
}
