using InteRec.Ranking;
using InteRec.Tests.Training;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

/// <summary>What every ranker must do, on a log of two tastes whose right answer is plain.</summary>
public class RankerContractTests
{
    private static readonly InteractionMatrix Data = TrainingData.TwoTastes();
    private static readonly GroupContent Content = new(Data.ItemIds);

    public static TheoryData<string> Personal => new("ials", "ease", "knn", "content", "blend");

    public static TheoryData<string> Stored => new("ials", "ease", "knn", "popularity", "repeat");

    public static TheoryData<string> All => new("ials", "ease", "knn", "content", "blend", "popularity", "repeat");

    [Theory]
    [MemberData(nameof(Personal))]
    public void The_missing_item_of_the_taste_comes_first(string name)
    {
        var scores = Score(Train(name), [Liked("a0"), Liked("a1"), Liked("a2")]);

        foreach (var own in new[] { "a3", "a4", "a5" })
        {
            foreach (var other in new[] { "b0", "b1", "b2", "b3", "b4", "b5" })
            {
                scores[Index(own)].ShouldBeGreaterThan(scores[Index(other)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Personal))]
    public void A_disliked_item_speaks_against_its_like(string name)
    {
        var scores = Score(Train(name), [Liked("a0"), new SignedItem(Index("b0"), -1)]);

        scores[Index("a3")].ShouldBeGreaterThan(scores[Index("b3")]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_shares_and_the_rest_sum_to_the_score(string name)
    {
        var ranker = Train(name);
        SignedItem[] history = [Liked("a0"), new(Index("b1"), -1), new(Index("both"), 0.5f)];
        var scores = Score(ranker, history);
        var shares = new float[history.Length];

        for (var item = 0; item < ranker.ItemCount; item++)
        {
            var rest = ranker.Attribute(history, item, shares);
            (shares.Sum() + rest).ShouldBe(scores[item], 1e-4 * Math.Max(1, Math.Abs(scores[item])));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Scores_are_finite_and_the_same_every_time(string name)
    {
        var ranker = Train(name);
        foreach (
            var history in new SignedItem[][]
            {
                [],
                [Liked("a0")],
                [new(0, -1)],
                [new(0, 0)],
                [.. Enumerable.Range(0, Data.ItemCount).Select(i => new SignedItem(i, 1))],
            }
        )
        {
            var scores = Score(ranker, history);
            scores.ShouldAllBe(s => float.IsFinite(s));
            Score(ranker, history).ShouldBe(scores);
        }
    }

    [Theory]
    [MemberData(nameof(Personal))]
    public void An_empty_history_cannot_be_scored(string name) => Train(name).CanScore([]).ShouldBe(false);

    [Theory]
    [MemberData(nameof(All))]
    public void Training_gives_equal_scores_for_any_number_of_threads(string name)
    {
        var alone = Score(Train(name, threads: 1), [Liked("a0"), Liked("both")]);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Score(Train(name, threads), [Liked("a0"), Liked("both")]).ShouldBe(alone);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Items_that_training_did_not_know_change_nothing_and_are_not_recommended(string name)
    {
        var bound = new TrainedRanker(Artefacts.ManifestOf(Data), Data.ItemIds, [.. Parts(name)], null).Bind(["new", .. Data.ItemIds]);
        int[] all = [.. Enumerable.Range(0, bound.ItemCount)];
        float[] with = new float[all.Length],
            without = new float[all.Length];

        bound.Score(name, [new(0, 1), new(1 + Index("a0"), 1), new(1 + Index("b0"), -1)], all, with);
        bound.Score(name, [new(1 + Index("a0"), 1), new(1 + Index("b0"), -1)], all, without);

        with.ShouldBe(without);
        with.ShouldAllBe(s => float.IsFinite(s));
        with[0].ShouldBeLessThan(with.Max());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_user_of_whom_nothing_is_known_gets_what_is_popular(string name)
    {
        var bound = new TrainedRanker(Artefacts.ManifestOf(Data), Data.ItemIds, [.. Parts(name)], null).Bind(["new", .. Data.ItemIds]);
        int[] all = [.. Enumerable.Range(0, bound.ItemCount)];
        var scores = new float[all.Length];

        foreach (var history in new SignedItem[][] { [], [new(0, 1)] })
        {
            bound.Score(name, history, all, scores).Link.ShouldBe(RankerLink.Popularity);
            scores[1 + Index("both")].ShouldBe(scores.Max());
        }
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Saving_and_loading_gives_equal_scores(string name)
    {
        var ranker = Train(name);
        var trained = new TrainedRanker(Artefacts.ManifestOf(Data), Data.ItemIds, [ranker], null);
        using var stream = new MemoryStream();
        RankerSerializer.ToArchive(trained).Write(stream);
        stream.Position = 0;

        var loaded = RankerSerializer.FromArchive(RankerArchive.Read(stream), trained.Manifest).Find(name)!;

        Score(loaded, [Liked("a0"), Liked("both")]).ShouldBe(Score(ranker, [Liked("a0"), Liked("both")]));
    }

    private static IRanker Train(string name, int threads = 2)
    {
        var options = new TrainingOptions
        {
            Ials = new IalsOptions { Dimensions = 3, Regularization = 0.05 },
            Ease = new EaseOptions { Regularization = 5 },
            Knn = new KnnOptions { Shrinkage = 1 },
            Threads = threads,
        };
        return name == "blend"
            ? new BlendRanker([(Train("ials", threads), 0.6f), (Train("ease", threads), 0.4f)])
            : new RankerTrainers(options).Train(name, Data, Data.ItemIds, Content, null, CancellationToken.None).Ranker!;
    }

    private static IEnumerable<IRanker> Parts(string name)
    {
        var ranker = Train(name);
        return
        [
            .. ranker is BlendRanker blend ? blend.Parts.Select(p => p.Ranker)
            : ranker.Name == "popularity" ? []
            : [ranker],
            Train("popularity"),
        ];
    }

    private static float[] Score(IRanker ranker, SignedItem[] history)
    {
        var scores = new float[ranker.ItemCount];
        ranker.Score(history, scores);
        return scores;
    }

    private static int Index(string id) => Data.ItemIds.ToList().IndexOf(id);

    private static SignedItem Liked(string id) => new(Index(id), 1);
}
