using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

public sealed class FewItemsTests
{
    [Fact]
    public void What_a_plan_remembers_counts_in_its_own_rank_and_is_the_reason()
    {
        var (without, _) = Run(remember: null);
        var (with, reasons) = Run(new ProfileChange { Liked = ["i01"] });

        without.IndexOf("i04").ShouldBeLessThan(without.IndexOf("i02"));
        with.IndexOf("i02").ShouldBeLessThan(with.IndexOf("i04"));
        reasons["i02"][0].ShouldBe(new Reason("similar", "like Old Apple: Ann Smith and red"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(24, true)]
    [InlineData(25, false)]
    public void Likeness_counts_until_many_items_are_known(int known, bool counts)
    {
        var (catalog, list, _) = RedAndBlue(Enumerable.Range(0, known), []);

        var first = list.Items[0];

        catalog.ItemId(first).ShouldBe(counts ? "t" : "s0");
    }

    [Fact]
    public void The_likeness_to_many_is_the_signed_sum_of_the_likeness_to_each()
    {
        var overlap = new ContentOverlap(SmallCatalog.Snapshot);
        SignedItem[] signed = [new(0, 1), new(1, 0.5f), new(4, -0.5f), new(7, 1)];
        int[] all = [.. Enumerable.Range(0, SmallCatalog.Snapshot.Count)];
        float[] sum = new float[all.Length],
            each = new float[all.Length],
            together = [.. all.Select(_ => 7f)];
        foreach (var (item, weight) in signed)
        {
            overlap.Score([new SignedItem(item, 1)], all, each);
            sum = [.. sum.Zip(each, (s, e) => s + (weight * e))];
        }

        overlap.Score(signed, all, together);

        together.ShouldBe(sum, 1e-5);
    }

    [Fact]
    public void A_few_items_are_as_like_as_they_are_among_all()
    {
        var catalog = MovieCatalog.Snapshot;
        var overlap = new ContentOverlap(catalog);
        SignedItem[] signed = [new(MovieCatalog.Find("Alien", 1979), 1), new(MovieCatalog.Find("Heat", 1995), -0.5f)];
        int[] all = [.. Enumerable.Range(0, catalog.Count)],
            few = [.. all.Where(i => i % 1000 == 7)];
        float[] ofAll = new float[all.Length],
            ofFew = new float[few.Length];

        overlap.Score(signed, all, ofAll);
        overlap.Score(signed, few, ofFew);

        ofFew.ShouldBe(few.Select(item => ofAll[item]));
        ofFew.Count(f => f > 0).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_value_that_all_have_makes_nothing_alike()
    {
        var items = Enumerable.Range(0, 3).Select(i => SmallCatalog.Item($"r{i}", $"Red {i}", kinds: "Red"));
        float[] likeness = [7, 7, 7];

        new ContentOverlap(CatalogSnapshot.Build(SmallCatalog.Schema, items)).Score([new SignedItem(0, 1)], [0, 1, 2], likeness);

        likeness.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Without_ranker_and_texts_the_shared_values_have_the_weight_of_all_views()
    {
        var (_, list, note) = RedAndBlue([0], []);

        // c = 0.8 / 1.5 for one past item, of which likeness has 1 - 1 / 25; all are known and liked alike.
        (list.Scores[0] - list.Scores[1]).ShouldBe(0.8f / 1.5f * 0.96f, 1e-5f);
        note.ShouldBe("content");
    }

    [Fact]
    public void Of_dislikes_alone_no_likeness_is_made()
    {
        var (_, known, _) = RedAndBlue([], []);
        var (_, list, note) = RedAndBlue([], [0]);

        list.Items.ToArray().ShouldBe(known.Items.ToArray());
        list.Scores.ToArray().ShouldBe(known.Scores.ToArray());
        note.ShouldBe("popularity and quality");
    }

    [Fact]
    public void What_is_liked_and_says_nothing_counts_nothing()
    {
        var serving = new ServingState(SmallCatalog.Snapshot);
        var context = new ToolContext(serving, Profile.Empty).Liking([serving.Catalog.IndexOf("i08")], []);
        var candidates = CandidateSet.Of(Bitmap.Of(8, [0, 1, 2, 3]), serving.Catalog);

        new ToolBox().Of(new RankStep()).Run(new RankStep(), candidates, context, default).Note.ShouldBe("popularity and quality");
    }

    /// <summary>Five blue things and a red one, all known and liked alike, ranked for somebody who knows some of 25 red ones.</summary>
    private static (CatalogSnapshot Catalog, CandidateSet List, string? Note) RedAndBlue(IEnumerable<int> liked, IEnumerable<int> disliked)
    {
        Item[] items =
        [
            .. Enumerable.Range(0, 25).Select(i => SmallCatalog.Item($"r{i:00}", $"Red {i}", kinds: "Red", known: 1, stars: 50)),
            .. Enumerable.Range(0, 5).Select(i => SmallCatalog.Item($"s{i}", $"Blue {i}", kinds: "Blue", known: 1, stars: 50)),
            SmallCatalog.Item("t", "The last red one", kinds: "Red", known: 1, stars: 50),
        ];
        var catalog = CatalogSnapshot.Build(SmallCatalog.Schema, items);
        var context = new ToolContext(new ServingState(catalog), Profile.Empty).Liking([.. liked], [.. disliked]);
        var candidates = CandidateSet.Of(Bitmap.Of(catalog.Count, [25, 26, 27, 28, 29, 30]), catalog);
        var result = new ToolBox().Of(new RankStep()).Run(new RankStep(), candidates, context, default);
        return (catalog, result.Candidates, result.Note);
    }

    private static (List<string> Ids, Dictionary<string, IReadOnlyList<Reason>> Reasons) Run(ProfileChange? remember)
    {
        var serving = new ServingState(SmallCatalog.Snapshot);
        var runner = new PlanRunner(new ToolBox(), Options.Create(new PlanLimits()), TimeProvider.System);
        var plan = new Plan { Remember = remember, Lists = [new PlanList { Count = 8, Steps = [new RankStep()] }] };
        var list = runner.Run(runner.Prepare(plan, serving), serving, Profile.Empty, [], default).Lists.Single().Items;
        List<string> ids = [.. list.Items.ToArray().Select(serving.Catalog.ItemId)];
        return (ids, ids.Index().ToDictionary(i => i.Item, i => list.ReasonsAt(i.Index), StringComparer.Ordinal));
    }
}
