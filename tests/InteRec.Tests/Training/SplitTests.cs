using System.Text.Json;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public class SplitTests
{
    [Theory]
    [InlineData("1", 2212294583u)]
    [InlineData("610", 1059288878u)]
    [InlineData("1:1", 2929690870u)]
    [InlineData("414:318", 220424273u)]
    public void Crc32_of_known_texts_is_that_of_zlib(string text, uint expected) => Crc32.Hash(text).ShouldBe(expected);

    [Fact]
    public void The_hash_split_of_the_bundled_log_has_the_golden_digests()
    {
        var log = TrainingData.Movies;
        var split = HashSplit.Create(log);

        log.Likes.Count.ShouldBe(62106);
        (split.Training.UserCount, split.Training.ItemCount, split.Training.Likes.Count).ShouldBe((530, 6241, 48586));
        SplitDigest
            .Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds)
            .ShouldBe("775f9bbea17f9e9a5ac33232c04abc0b5673aa75394ec3ee1d492d4e8001c646");
        CheckHeldOut(
            split.Validation,
            split.Training,
            76,
            5543,
            1371,
            "4b337a7adb5b39179b12603e0da048d1c8f62baf75486b041c4a189d6c7becec",
            "eca2641e0995031543372d7db1a049fd4ec25fbd7b68fe487d260e2ac0615314"
        );
        CheckHeldOut(
            split.Test,
            split.Training,
            56,
            4600,
            1130,
            "93236e38b34fc75bedd0fee6eae78d1ce7ddb3a8003b0a5082c8e9c64cd31b59",
            "408675ff4e0b54eeb61b0e51819f7abcbfc1caad64ce6c164f31c3521a320da4"
        );
    }

    [Fact]
    public void The_last_item_split_of_the_bundled_log_has_the_golden_digests()
    {
        var split = LastItemSplit.Create(TrainingData.Movies);

        (split.Training.UserCount, split.Training.ItemCount, split.Training.Likes.Count).ShouldBe((663, 6991, 61417));
        split.Training.Likes.CountColumns().Count(c => c > 0).ShouldBe(6952);
        SplitDigest
            .Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds)
            .ShouldBe("0df984ba87e3971d4ebab1c39757d815632dbdc68597f8702fbfb59ae786e295");
        SplitDigest
            .Of(split.Test.Targets, split.Test.UserIds, split.Training.ItemIds)
            .ShouldBe("af1b97619028d4c8722606a5d91c590b95b2679ee482ffe57885aaad0e4469a7");
    }

    [SharedDataFact("data/ml-latest-small/ratings.csv")]
    public void The_splits_of_movielens_have_the_golden_digests() =>
        CheckAll("ml-latest-small", TrainingData.Read(SharedData.PathOf("data/ml-latest-small/ratings.csv"), 0, 1, 2, 3, 3.5));

    [SharedDataFact("data/goodbooks-10k-v1/ratings.csv.gz")]
    public void The_hash_split_of_goodbooks_has_the_golden_digests() =>
        CheckAll("goodbooks", TrainingData.Read(SharedData.PathOf("data/goodbooks-10k-v1/ratings.csv.gz"), 1, 0, 2, -1, 4));

    [SharedDataFact("yardstick/splits.json")]
    public void The_splits_of_the_bundled_log_are_those_of_the_yardstick() => CheckAll("movies", TrainingData.Movies);

    /// <summary>Holds the splits of a log against the file of the yardstick, which another program wrote.</summary>
    private static void CheckAll(string set, InteractionMatrix log)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("yardstick/splits.json")));
        var golden = file.RootElement.GetProperty(set);
        var strong = golden.GetProperty("A");
        var split = HashSplit.Create(log);
        log.Likes.Count.ShouldBe(strong.GetProperty("positives").GetInt32());
        var training = strong.GetProperty("train");
        (split.Training.UserCount, split.Training.ItemCount, split.Training.Likes.Count).ShouldBe(
            (Count(training, "users"), Count(training, "items"), Count(training, "nnz"))
        );
        SplitDigest
            .Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds)
            .ShouldBe(training.GetProperty("sha256").GetString());
        CheckHeldOut(split.Validation, split.Training, strong.GetProperty("valid"));
        CheckHeldOut(split.Test, split.Training, strong.GetProperty("test"));
        if (golden.TryGetProperty("B", out var weak))
        {
            var last = LastItemSplit.Create(log);
            (last.Training.UserCount, last.Training.ItemCount, last.Training.Likes.Count).ShouldBe(
                (Count(weak, "users"), Count(weak, "items"), Count(weak, "train_nnz"))
            );
            SplitDigest
                .Of(last.Training.Likes, last.Training.UserIds, last.Training.ItemIds)
                .ShouldBe(weak.GetProperty("train_sha256").GetString());
            SplitDigest
                .Of(last.Test.Targets, last.Test.UserIds, last.Training.ItemIds)
                .ShouldBe(weak.GetProperty("targets_sha256").GetString());
        }
    }

    private static int Count(JsonElement part, string name) => part.GetProperty(name).GetInt32();

    private static void CheckHeldOut(HeldOutUsers held, InteractionMatrix training, JsonElement golden) =>
        CheckHeldOut(
            held,
            training,
            Count(golden, "users"),
            Count(golden, "history"),
            Count(golden, "targets"),
            golden.GetProperty("history_sha256").GetString()!,
            golden.GetProperty("targets_sha256").GetString()!
        );

    private static void CheckHeldOut(
        HeldOutUsers held,
        InteractionMatrix training,
        int users,
        int history,
        int targets,
        string historyDigest,
        string targetDigest
    )
    {
        (held.Count, held.History.Count, held.Targets.Count).ShouldBe((users, history, targets));
        SplitDigest.Of(held.History, held.UserIds, training.ItemIds).ShouldBe(historyDigest);
        SplitDigest.Of(held.Targets, held.UserIds, training.ItemIds).ShouldBe(targetDigest);
    }
}
