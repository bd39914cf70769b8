using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

/// <summary>The bundled films in the order for somebody of whom nothing is known.</summary>
public sealed class RankedFilmsTests
{
    private static readonly ServingState Serving = Movies.Serving;
    private readonly PlanRunner _runner = new(new ToolBox(), Options.Create(new PlanLimits { Count = 200 }), TimeProvider.System);

    [Theory]
    [InlineData("Horror")]
    [InlineData("Western")]
    [InlineData("Musical")]
    [InlineData("War")]
    public void What_a_film_mostly_is_counts_more_with_more_fit(string genre)
    {
        var firsts = new[] { 0, 0.3, 1 }
            .Select(fit => Genre(genre, new RankStep { Fit = fit }).Items.ToArray().Count(i => First(i, "genres") == genre))
            .ToList();

        firsts[1].ShouldBeGreaterThan(firsts[0]);
        firsts[2].ShouldBeGreaterThanOrEqualTo(firsts[1]);
    }

    [Fact]
    public void An_actor_asked_for_leads()
    {
        var where = ItemFilter.Empty.With("cast", new AttributeCondition { All = ["Morgan Freeman"] });
        double Place(double fit) =>
            Run(new FilterStep { Where = where }, new RankStep { Fit = fit })
                .Items.ToArray()
                .Average(i => Serving.Catalog.Column("cast")!.Texts(i).ToList().IndexOf("Morgan Freeman"));

        Place(0.3).ShouldBeLessThan(0.7 * Place(0));
    }

    [Fact]
    public void A_reason_names_what_comes_first_of_what_was_asked_for()
    {
        var list = Genre("Horror", new RankStep());

        for (var place = 0; place < list.Count; place++)
        {
            list.ReasonsAt(place)
                .Any(r => r is { Kind: "fit", Text: "its first genre is horror" })
                .ShouldBe(
                    First(list.Items[place], "genres") == "Horror" && Serving.Catalog.Column("genres")!.Texts(list.Items[place]).Count > 1
                );
        }
    }

    [Theory]
    [InlineData(0.35, 3)]
    [InlineData(0.7, 5)]
    [InlineData(1, 8)]
    public void Less_known_moves_the_median_rank_by_popularity_by_a_factor(double novelty, int factor)
    {
        var usual = MedianRank(Genre("Comedy", new RankStep()));
        var unknown = Genre("Comedy", new RankStep { Novelty = novelty });

        MedianRank(unknown).ShouldBeGreaterThan(factor * usual);
        unknown.Items.ToArray().Average(i => Serving.Standing.Quality[i]).ShouldBeGreaterThan(0.7f);
        Enumerable.Range(0, unknown.Count).SelectMany(unknown.ReasonsAt).ShouldNotContain(r => r.Kind == "popular");
    }

    [Fact]
    public void Less_known_shows_beside_a_text_too()
    {
        PlanStep[] Steps(double novelty) => [new SearchStep { Text = "bank robbery heist" }, new RankStep { Novelty = novelty }];
        MedianRank(Run(Steps(0.7))).ShouldBeGreaterThan(2 * MedianRank(Run(Steps(-0.7))));
    }

    [Fact]
    public void Mainstream_is_better_known_than_usual() =>
        (4 * MedianRank(Genre("Comedy", new RankStep { Novelty = -0.7 }))).ShouldBeLessThan(
            3 * MedianRank(Genre("Comedy", new RankStep()))
        );

    [Fact]
    public void A_seed_gives_one_order_of_what_is_known_and_good_and_another_seed_another()
    {
        var best = Genre("Comedy", new RankStep(), 100).Items.ToArray();
        var lists = Enumerable.Range(1, 8).Select(seed => Genre("Comedy", new RankStep { Seed = seed }, 5).Items.ToArray()).ToList();

        lists[0].ShouldBe(Genre("Comedy", new RankStep { Seed = 1 }, 5).Items.ToArray());
        lists.SelectMany(l => l).Distinct().Count().ShouldBeGreaterThan(12);
        lists.SelectMany(l => l).ShouldBeSubsetOf(best);
    }

    [Theory]
    [InlineData("popularity")]
    [InlineData("quality")]
    [InlineData("year")]
    public void An_order_that_is_asked_for_is_kept_whatever_seed_fit_and_novelty_say(string by) =>
        Genre("Comedy", new RankStep { By = by })
            .Items.ToArray()
            .ShouldBe(
                Genre(
                    "Comedy",
                    new RankStep
                    {
                        By = by,
                        Seed = 3,
                        Fit = 1,
                        Novelty = 1,
                    }
                )
                    .Items.ToArray()
            );

    [Fact]
    public void Sequels_are_few_among_what_is_alike_and_are_called_what_they_are()
    {
        var alien = Support.MovieCatalog.Find("Alien", 1979);
        var mates = Serving.Series.Mates(alien);
        var list = Run(10, new SimilarStep { To = [Serving.Catalog.ItemId(alien)] }, new RankStep());

        mates.Select(Serving.Catalog.Title).ShouldContain("Aliens");
        Serving.Series.Mates(alien).ShouldBeSameAs(mates);
        Serving
            .Series.Mates(Support.MovieCatalog.Find("The Matrix", 1999))
            .Select(Serving.Catalog.Title)
            .ShouldContain("The Matrix Reloaded");
        Serving.Series.Mates(Support.MovieCatalog.Find("Heat", 1995)).ShouldBeEmpty();
        list.Items.ToArray().Count(mates.Contains).ShouldBe(1);
        Enumerable
            .Range(0, list.Count)
            .Where(place => mates.Contains(list.Items[place]))
            .ShouldAllBe(place => list.ReasonsAt(place)[0].Text == "of the same series as Alien");
    }

    [Fact]
    public void An_order_that_is_asked_for_is_kept_among_what_is_alike()
    {
        var alien = Support.MovieCatalog.Find("Alien", 1979);
        var (similar, rank) = (new SimilarStep { To = [Serving.Catalog.ItemId(alien)] }, new RankStep { By = "popularity" });

        // Outside a plan nothing says what the list is to be like.
        var (tools, context, ordered) = (new ToolBox(), new ToolContext(Serving, Profile.Empty), Run(200, similar));
        ordered = tools.Of(rank).Run(rank, ordered, context, default).Candidates;

        Run(100, similar, rank).Items.ToArray().ShouldBe(ordered.Take(100).Items.ToArray());
        SeriesMates.Limit(ordered, SeriesMates.Of(Serving, [alien])).Items.ToArray().ShouldNotBe(ordered.Items.ToArray());
    }

    [Fact]
    public void Sequels_of_what_is_liked_are_few_and_are_called_what_they_are()
    {
        var alien = Support.MovieCatalog.Find("Alien", 1979);
        var plan = new Plan
        {
            Remember = new ProfileChange { Liked = [Serving.Catalog.ItemId(alien)] },
            Lists = [new PlanList { Count = 10, Steps = [new RankStep()] }],
        };
        var mates = Serving.Series.Mates(alien);

        var list = _runner.Run(_runner.Prepare(plan, Serving), Serving, Profile.Empty, [], default).Lists.Single().Items;

        var sequel = Enumerable.Range(0, list.Count).Where(place => mates.Contains(list.Items[place])).ShouldHaveSingleItem();
        list.ReasonsAt(sequel)[0].ShouldBe(new Reason("similar", "of the same series as Alien"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public void The_fit_of_many_and_of_few_is_how_much_they_are_of_what_is_asked_for(int count)
    {
        var genres = Serving.Catalog.Categories("genres")!;
        int[] values = [genres.ValueId("Horror"), genres.ValueId("Comedy")];
        int[] items = [.. Enumerable.Range(0, count)];
        var shares = items
            .Select(item =>
                values.Sum(v => genres.ItemsWith(v).IndexOf(item) is >= 0 and var at ? Serving.Centrality.SharesOf(genres, v)[at] : 0)
            )
            .ToList();
        var mean = shares.Where(s => s > 0).Average();

        var fit = RequestFit.Of(
            Serving,
            [new ElementaryCondition("genres", ConditionKind.Any) { Values = ["Horror", "Comedy"] }],
            items,
            default
        );

        fit.ShouldNotBeNull().ShouldBe(shares.Select(s => s / (s + mean)), 1e-5);
    }

    [Fact]
    public void A_plan_is_seeded_once()
    {
        var plan = new Plan { Lists = [new PlanList { Steps = [new FilterStep()] }, new PlanList { Steps = [new RankStep { Seed = 1 }] }] };
        var seeded = plan.Seeded(5);

        seeded.Lists.Select(l => ((RankStep)l.Steps[^1]).Seed).ShouldBe([5, 1]);
        seeded.Seeded(6).ShouldBeSameAs(seeded);
        plan.Seeded(null).ShouldBeSameAs(plan);
    }

    private CandidateSet Genre(string genre, RankStep rank, int count = 10) =>
        Run(count, new FilterStep { Where = ItemFilter.Empty.With("genres", new AttributeCondition { All = [genre] }) }, rank);

    private CandidateSet Run(params PlanStep[] steps) => Run(10, steps);

    private CandidateSet Run(int count, params PlanStep[] steps)
    {
        var plan = new Plan { Lists = [new PlanList { Count = count, Steps = steps }] };
        return _runner.Run(_runner.Prepare(plan, Serving), Serving, Profile.Empty, [], default).Lists.Single().Items;
    }

    private static string First(int item, string attribute) => Serving.Catalog.Column(attribute)!.Texts(item)[0];

    /// <summary>How many films are better known than the median of a list, and one.</summary>
    private static int MedianRank(CandidateSet list)
    {
        var popularity = Serving.Standing.Popularity;
        var ranks = list.Items.ToArray().Select(i => 1 + popularity.Count(p => p > popularity[i])).Order().ToList();
        return ranks[ranks.Count / 2];
    }
}
