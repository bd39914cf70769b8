using InteRec.Catalog;
using InteRec.Profiles;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

public sealed class ToolTests
{
    private readonly ToolContext _context = new(new ServingState(SmallCatalog.Snapshot), Profile.Empty);

    [Fact]
    public void Rank_by_a_number_puts_items_without_one_last()
    {
        Ids(Run(new RankStep { By = "year", Order = "asc" })).ShouldBe(["i01", "i03", "i04", "i02", "i05", "i06", "i08"]);
        Ids(Run(new RankStep { By = "year" }))[^1].ShouldBe("i08");
    }

    [Fact]
    public void One_preference_decides_and_the_rest_orders_within() =>
        Ids(Run(new RankStep { Prefer = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["Blue"] }) }))[..2]
            .ShouldBe(["i06", "i03"]);

    [Fact]
    public void Quality_weighs_a_value_by_its_support()
    {
        var catalog = CatalogSnapshot.Build(
            SmallCatalog.Schema,
            [.. SmallCatalog.Items, SmallCatalog.Item("perfect-of-three", "Praised", known: 3, stars: 100)]
        );
        var context = new ToolContext(new ServingState(catalog), Profile.Empty);

        var ranked = new ToolBox()
            .Of(new RankStep())
            .Run(new RankStep { By = "quality" }, CandidateSet.Of(catalog.Available.Copy(), catalog), context, default)
            .Candidates;

        // Beyond what is known: the mean pulls 100 of 3 opinions below 95 of 90, 90 of 200 and 85 of 150, but not below 60 of 60.
        ranked.Items.ToArray().Select(catalog.ItemId).Take(5).ShouldBe(["i04", "i05", "i06", "perfect-of-three", "i08"]);
    }

    [Fact]
    public void Similar_finds_what_shares_values_and_leaves_out_the_items_named()
    {
        var ids = Ids(Run(new SimilarStep { To = ["i05"], Unlike = ["i04"] }));

        ids[0].ShouldBe("i02");
        ids.ShouldNotContain("i05");
        ids.ShouldNotContain("i04");
    }

    [Fact]
    public void Lookup_gives_facts_counts_and_what_items_share()
    {
        Facts(new LookupStep { Items = ["i02"], Attributes = ["makers", "boxed"] })
            .Select(f => f.Values)
            .ShouldBe([
                ["Ann Smith", "Bo Jones"],
                [],
            ]);
        Facts(new LookupStep { Question = "count" }).Single().Values.ShouldBe(["7"]);
        Facts(new LookupStep { Question = "common", Items = ["i01", "i02"] })
            .Select(f => (f.Attribute, f.Values[0]))
            .ShouldBe([("kinds", "Red"), ("makers", "Ann Smith")]);
        var values = Facts(new LookupStep { Question = "values", Attributes = ["kinds"] }).Single();
        values.Values.Zip(values.Counts!).ShouldBe([("Red", 3), ("Round", 3), ("Blue", 2), ("Green", 1)]);
    }

    [Fact]
    public void A_series_is_every_title_with_the_name_as_whole_words()
    {
        Ids(Run(new FilterStep { ExcludeSeries = ["apple"] })).ShouldBe(["i03", "i04", "i05", "i06", "i08"]);
        Ids(Run(new FilterStep { ExcludeSeries = ["Blue"] })).ShouldContain("i06");
    }

    [Fact]
    public void The_question_back_splits_best_and_is_not_asked_twice()
    {
        var ranked = Run(new RankStep());
        var reading = new ListReading(new PlanList());

        var (question, attribute) = AskBack.About(AskBack.Auto, ranked, reading, [], SmallCatalog.Snapshot, default);
        attribute.ShouldBe("kinds");
        question!.Options.Select(o => o.Message).ShouldBe(["Red", "Round", "Blue"]);
        question.Options[0].Label.ShouldBe("red");

        // Only the fifties have two things: a question whose other answers leave one thing each is not asked.
        AskBack.About(AskBack.Auto, ranked, reading, ["kinds"], SmallCatalog.Snapshot, default).Attribute.ShouldBeNull();
    }

    [Fact]
    public void The_next_best_question_follows_the_one_that_was_asked()
    {
        var catalog = CatalogSnapshot.Build(
            SmallCatalog.Schema,
            [.. SmallCatalog.Items, SmallCatalog.Item("i09", "Another of the Nineties", 1991)]
        );
        var candidates = CandidateSet.Of(catalog.Available.Copy(), catalog);
        var reading = new ListReading(new PlanList());

        AskBack.About(AskBack.Auto, candidates, reading, ["kinds"], catalog, default).Attribute.ShouldBe("year");
        AskBack.About(AskBack.Auto, candidates, reading, ["kinds", "year"], catalog, default).Attribute.ShouldBeNull();
    }

    [Fact]
    public void Reasons_are_facts_of_the_item()
    {
        var where = ItemFilter
            .Empty.With("kinds", new AttributeCondition { Any = ["Red", "Blue"] })
            .With("year", new AttributeCondition { From = 1990 });
        var list = new PlanList { Steps = [new FilterStep { Where = where }, new RankStep()] };

        var reasons = new ReasonWriter(_context, new ListReading(list))
            .AddTo(Run(new RankStep()).Where(Bitmap.Of(8, [4])), default)
            .ReasonsAt(0);

        reasons.Select(r => (r.Kind, r.Text)).ShouldBe([("condition", "red from 1999"), ("popular", "one of the best known things")]);
    }

    [Fact]
    public void The_order_is_the_same_by_radix_and_by_comparison()
    {
        var random = new Random(7);
        foreach (var count in new[] { 0, 1, 127, 128, 5_000 })
        {
            var scores = Enumerable.Range(0, count).Select(_ => (random.Next(40) - 20) / 7f).ToArray();
            var expected = Enumerable.Range(0, count).OrderByDescending(i => scores[i]).ThenBy(i => i);

            ScoreOrder.Descending(scores).ShouldBe(expected);
        }
    }

    [Fact]
    public void Numbers_are_counted_in_round_ranges() =>
        Facets
            .Ranges(SmallCatalog.Snapshot.Numbers("year")!, [0, 1, 2, 3, 4, 5])
            .ShouldBe([
                new RangeCount(1950, 1959, 3),
                new RangeCount(1960, 1969, 1),
                new RangeCount(1990, 1999, 1),
                new RangeCount(2000, 2009, 1),
            ]);

    private CandidateSet Run(PlanStep step) =>
        new ToolBox()
            .Of(step)
            .Run(step, CandidateSet.Of(SmallCatalog.Snapshot.Available.Copy(), SmallCatalog.Snapshot), _context, default)
            .Candidates;

    private IReadOnlyList<Fact> Facts(LookupStep step) =>
        new ToolBox()
            .Of(step)
            .Run(step, CandidateSet.Of(SmallCatalog.Snapshot.Available.Copy(), SmallCatalog.Snapshot), _context, default)
            .Facts;

    private static List<string> Ids(CandidateSet candidates) => [.. candidates.Items.ToArray().Select(SmallCatalog.Snapshot.ItemId)];
}
