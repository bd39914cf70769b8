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
        SplitDigest.Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds).ShouldBe("775f9bbea17f9e9a5ac33232c04abc0b5673aa75394ec3ee1d492d4e8001c646");
        CheckHeldOut(split.Validation, split.Training, 76, 5543, 1371, "4b337a7adb5b39179b12603e0da048d1c8f62baf75486b041c4a189d6c7becec", "eca2641e0995031543372d7db1a049fd4ec25fbd7b68fe487d260e2ac0615314");
        CheckHeldOut(split.Test, split.Training, 56, 4600, 1130, "93236e38b34fc75bedd0fee6eae78d1ce7ddb3a8003b0a5082c8e9c64cd31b59", "408675ff4e0b54eeb61b0e51819f7abcbfc1caad64ce6c164f31c3521a320da4");
    }

    [Fact]
    public void The_last_item_split_of_the_bundled_log_has_the_golden_digests()
    {
        var split = LastItemSplit.Create(TrainingData.Movies);

        (split.Training.UserCount, split.Training.ItemCount, split.Training.Likes.Count).ShouldBe((663, 6991, 61417));
        split.Training.Likes.CountColumns().Count(c => c > 0).ShouldBe(6952);
        SplitDigest.Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds).ShouldBe("0df984ba87e3971d4ebab1c39757d815632dbdc68597f8702fbfb59ae786e295");
        SplitDigest.Of(split.Test.Targets, split.Test.UserIds, split.Training.ItemIds).ShouldBe("af1b97619028d4c8722606a5d91c590b95b2679ee482ffe57885aaad0e4469a7");
    }

    [SharedDataFact("data/ml-latest-small/ratings.csv")]
    public void The_hash_split_of_movielens_has_the_golden_digests()
    {
        var log = TrainingData.Read(SharedData.PathOf("data/ml-latest-small/ratings.csv"), 0, 1, 2, 3, 3.5);
        var split = HashSplit.Create(log);

        SplitDigest.Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds).ShouldBe("b16efb1f1ab9f9f4732bc565ca61b40a7c1d55728eaef5f410ddcd5822e62c89");
        CheckHeldOut(split.Validation, split.Training, 69, 5874, 1401, "0155afbb97b10577af4fb89d5a796c3db287dbdca19e790954cffd27fd1d5ccd", "d622183e0e0a68c2abc06d540225d004bb38869b7eae01d2aef10651cef7fea4");
        CheckHeldOut(split.Test, split.Training, 49, 3969, 969, "3c9686c9f141f8ad491f49582378c28be3dea2c5a9c70e382e36356ccfae8164", "698aaf3b738800a8d501c0612ca68bc2cbd687174be75c25f8ea80e4967a3892");
        var last = LastItemSplit.Create(log);
        SplitDigest.Of(last.Training.Likes, last.Training.UserIds, last.Training.ItemIds).ShouldBe("213ad57c22ec851606a98bba89b0021cd8e8c0682037db34353eaee79d4a7a25");
        SplitDigest.Of(last.Test.Targets, last.Test.UserIds, last.Training.ItemIds).ShouldBe("e5422fc498ad99513b30e8916c78c8e8d12231bfb7d40f7a86eabd192b012038");
    }

    [SharedDataFact("data/goodbooks-10k-v1/ratings.csv.gz")]
    public void The_hash_split_of_goodbooks_has_the_golden_digests()
    {
        var split = HashSplit.Create(TrainingData.Read(SharedData.PathOf("data/goodbooks-10k-v1/ratings.csv.gz"), 1, 0, 2, -1, 4));

        (split.Training.UserCount, split.Training.ItemCount, split.Training.Likes.Count).ShouldBe((23168, 9999, 475641));
        SplitDigest.Of(split.Training.Likes, split.Training.UserIds, split.Training.ItemIds).ShouldBe("661275c57bae6f7ae4dafb528e661b62566301ce23f50a3485595283cf61376e");
        CheckHeldOut(split.Validation, split.Training, 2624, 47226, 12288, "8831a2049929f651fdb6f469cc7a81c0044b6bb6456cbdf3f9b4bc203f1ad8bd", "2ea3dedda4433b5b666f10728337e637f8de5fdc32af4e1c5ce44a1aad9a84ce");
        CheckHeldOut(split.Test, split.Training, 2554, 44804, 11730, "114cf201574d9a6cb8c0d8ad1b0b7376f3e398eccae92039e6402ef78da614ca", "8d7945620187289e9711403f3905b98ece00c2cfcd418bf612f4ab4d845f67b2");
    }

    private static void CheckHeldOut(HeldOutUsers held, InteractionMatrix training, int users, int history, int targets, string historyDigest, string targetDigest)
    {
        (held.Count, held.History.Count, held.Targets.Count).ShouldBe((users, history, targets));
        SplitDigest.Of(held.History, held.UserIds, training.ItemIds).ShouldBe(historyDigest);
        SplitDigest.Of(held.Targets, held.UserIds, training.ItemIds).ShouldBe(targetDigest);
    }
}
