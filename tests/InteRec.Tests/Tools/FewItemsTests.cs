using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Ranking;
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
        Item[] items =
        [
            .. Enumerable.Range(0, 25).Select(i => SmallCatalog.Item($"r{i:00}", $"Red {i}", kinds: "Red", known: 1, stars: 50)),
            .. Enumerable.Range(0, 5).Select(i => SmallCatalog.Item($"s{i}", $"Blue {i}", kinds: "Blue", known: 1, stars: 50)),
            SmallCatalog.Item("t", "The last red one", kinds: "Red", known: 1, stars: 50),
        ];
        var catalog = CatalogSnapshot.Build(SmallCatalog.Schema, items);
        var context = new ToolContext(new ServingState(catalog), Profile.Empty).Liking([.. Enumerable.Range(0, known)], []);
        var candidates = CandidateSet.Of(Bitmap.Of(catalog.Count, [25, 26, 27, 28, 29, 30]), catalog);

        var first = new ToolBox().Of(new RankStep()).Run(new RankStep(), candidates, context, default).Candidates.Items[0];

        catalog.ItemId(first).ShouldBe(counts ? "t" : "s0");
    }

    [Fact]
    public void The_likeness_to_many_is_the_signed_sum_of_the_likeness_to_each()
    {
        var overlap = new ContentOverlap(SmallCatalog.Snapshot);
        SignedItem[] signed = [new(0, 1), new(1, 0.5f), new(4, -0.5f), new(7, 1)];
        float[] sum = new float[SmallCatalog.Snapshot.Count],
            together = [.. Enumerable.Repeat(7f, SmallCatalog.Snapshot.Count)];
        foreach (var (item, weight) in signed)
        {
            overlap.Add(item, weight, sum);
        }

        overlap.Score(signed, together);

        together.ShouldBe(sum, 1e-5);
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
