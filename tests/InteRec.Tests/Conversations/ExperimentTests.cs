using System.ComponentModel.DataAnnotations;
using System.Globalization;
using InteRec.Conversations;
using InteRec.Conversations.Experiments;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Settings;
using InteRec.Tests.Ranking;
using InteRec.Tests.Storage;
using InteRec.Tests.Support;
using InteRec.Tests.Training;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

public sealed class ExperimentTests
{
    private static readonly ExperimentVariant Diverse = new()
    {
        Name = "diverse",
        Share = 0.3,
        Diversity = 0.4,
        Ranker = "ials",
    };

    [Fact]
    public void Users_keep_their_variant_and_the_shares_are_kept()
    {
        var experiment = Of(Diverse);
        var variants = Users(10_000).Select(experiment.VariantOf).ToList();

        Users(10_000).Select(Of(Diverse).VariantOf).ShouldBe(variants);
        variants.Count(v => v == "diverse").ShouldBeInRange(2_800, 3_200);
        variants.Distinct().ShouldBe(["control", "diverse"], ignoreOrder: true);
        Of().VariantOf("anna").ShouldBeNull();
    }

    [Fact]
    public void Another_name_deals_the_users_out_anew()
    {
        var other = new Experiment(
            Options.Create(new ExperimentOptions { Name = "next", Variants = [Diverse] }),
            Options.Create(new InteRecOptions())
        );

        Users(1_000)
            .Count(u => Of(Diverse).VariantOf(u) == other.VariantOf(u))
            .ShouldBeInRange(500, 660, "0.3 x 0.3 + 0.7 x 0.7 by chance");
    }

    [Fact]
    public void A_variant_fills_in_what_the_plan_leaves_open()
    {
        var plan = new Plan
        {
            Lists =
            [
                new PlanList { Steps = [new FilterStep(), new RankStep()] },
                new PlanList { Steps = [new RankStep { By = "year", Diversity = 0.1 }] },
            ],
        };

        var changed = Of(Diverse).Apply(plan, "diverse");

        changed.Lists[0].Steps[1].ShouldBe(new RankStep { By = "ials", Diversity = 0.4 });
        changed.Lists[1].Steps[0].ShouldBe(new RankStep { By = "year", Diversity = 0.1 });
        Of(Diverse).Apply(plan, ExperimentOptions.Control).ShouldBeSameAs(plan);
    }

    [Fact]
    public void Shares_names_and_rankers_are_checked()
    {
        Problems(Diverse).ShouldBeEmpty();
        Problems(Diverse, Diverse).ShouldNotBeEmpty();
        Problems(new ExperimentVariant { Name = "a", Share = 0.6 }, new ExperimentVariant { Name = "b", Share = 0.6 })
            .ShouldHaveSingleItem()
            .ShouldContain("more than 1");
        Problems(new ExperimentVariant { Name = "control", Share = 0.5 }).ShouldNotBeEmpty();
        Problems(
                new ExperimentVariant
                {
                    Name = "a",
                    Share = 0.5,
                    Ranker = "magic",
                }
            )
            .ShouldHaveSingleItem()
            .ShouldContain("magic");
        Problems(Blend("ials", 0.4)).ShouldBeEmpty();
        Problems(Blend("repeat", 0.4)).ShouldBeEmpty("it is a part of the blend, though nothing is ranked by it alone");
        Problems(
                new ExperimentVariant
                {
                    Name = "a",
                    Share = 0.5,
                    Ranker = "repeat",
                }
            )
            .ShouldHaveSingleItem();
        Problems(Blend("magic", 0.4)).ShouldHaveSingleItem().ShouldContain("Blend");
        Problems(Blend("blend", 0.4)).ShouldHaveSingleItem().ShouldContain("Blend");
        Problems(Blend("ials", 0)).ShouldHaveSingleItem().ShouldContain("Blend");
        Problems(Blend("ials", double.NaN)).ShouldHaveSingleItem().ShouldContain("Blend");

        static ExperimentVariant Blend(string ranker, double weight) =>
            new()
            {
                Name = "a",
                Share = 0.5,
                Blend = { [ranker] = weight },
            };
    }

    [Fact]
    public void Only_a_variant_with_a_blend_has_a_state_of_its_own_and_it_is_made_once()
    {
        var artefact = Artefacts.Train(TrainingData.TwoTastes());
        var state = new ServingState(
            MovieCatalog.Snapshot,
            artefact.Bind([.. Enumerable.Range(0, MovieCatalog.Snapshot.Count).Select(MovieCatalog.Snapshot.ItemId)])
        );
        var experiment = Of(
            Diverse,
            new ExperimentVariant
            {
                Name = "blended",
                Share = 0.3,
                Blend = { [artefact.Rankers[0].Name] = 1 },
            }
        );

        experiment.Serving(state, null).ShouldBeSameAs(state);
        experiment.Serving(state, "diverse").ShouldBeSameAs(state);
        experiment.Serving(state, ExperimentOptions.Control).ShouldBeSameAs(state);
        var blended = experiment.Serving(state, "blended");
        blended.ShouldNotBeSameAs(state);
        blended.RankerId.ShouldBe(state.RankerId);
        experiment.Serving(state, "blended").ShouldBeSameAs(blended);
        experiment.Serving(new ServingState(MovieCatalog.Snapshot), "blended").Ranker.ShouldBeNull();
    }

    [Fact]
    public async Task What_came_of_the_lists_is_counted_by_day_and_variant()
    {
        using var store = new TestStore();
        var records = store.Get<RecommendationStore>();
        foreach (
            var (id, variant, daysAgo, kinds) in new (string, string?, int, string[])[]
            {
                ("r1", "control", 0, ["shown", "clicked"]),
                ("r2", "control", 0, []),
                ("r3", "diverse", 0, ["shown", "accepted"]),
                ("r4", "diverse", 1, ["rejected"]),
                ("r5", null, 1, []),
                ("r6", "control", 40, ["accepted"]),
            }
        )
        {
            await records.AddAsync(
                new RecommendationRecord
                {
                    RecommendationId = id,
                    Planner = "none",
                    Variant = variant,
                    Items = ["a", "b"],
                    At = store.Time.Now.AddDays(-daysAgo),
                },
                default
            );
            foreach (var item in new[] { "a", "b" })
            {
                (
                    await records.AddFeedbackAsync(id, [.. kinds.Select(k => new Feedback(item, k, null, store.Time.Now))], default)
                ).ShouldBeTrue();
            }
        }

        var report = await store.Get<OnlineMetrics>().ReadAsync(30, default);

        var (today, yesterday) = (new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 20));
        report.Days.ShouldBe([
            new OnlineDay(today, "control", 2, 1, 1, 0, 0),
            new OnlineDay(today, "diverse", 1, 1, 0, 1, 0),
            new OnlineDay(yesterday, null, 1, 0, 0, 0, 0),
            new OnlineDay(yesterday, "diverse", 1, 0, 0, 0, 1),
        ]);
        report.Variants.Select(v => (v.Variant, v.Recommendations, v.Accepted)).ShouldBe([("control", 2L, 0L), ("diverse", 2L, 1L)]);
        report.Variants[1].Difference!.Value.ShouldBe(0.5);
        report.Variants[0].PValue.ShouldBeNull();
    }

    [Theory]
    [InlineData("liked", 0, 1, 0)]
    [InlineData("disliked", 0, 0, 1)]
    [InlineData("seen", 1, 0, 0)]
    public async Task What_a_person_says_counts_until_it_is_taken_back(string kind, int clicked, int accepted, int rejected)
    {
        using var store = new TestStore();
        var (metrics, verdicts, today) = (store.Get<OnlineMetrics>(), store.Get<Verdicts>(), new DateOnly(2026, 11, 21));
        await store
            .Get<RecommendationStore>()
            .AddAsync(
                new RecommendationRecord
                {
                    RecommendationId = "r",
                    Planner = "none",
                    Items = ["a"],
                    At = store.Time.Now,
                },
                default
            );

        (await verdicts.SayAsync("r", new Feedback("a", kind, null, store.Time.Now), new Caller(null, null), default)).ShouldBeTrue();
        (await metrics.ReadAsync(1, default)).Days.ShouldBe([new OnlineDay(today, null, 1, 0, clicked, accepted, rejected)]);

        (await verdicts.TakeBackAsync("r", "a", new Caller(null, null), default)).ShouldBeTrue();
        (await metrics.ReadAsync(1, default)).Days.ShouldBe([new OnlineDay(today, null, 1, 0, 0, 0, 0)]);
    }

    [Fact]
    public void The_intervals_are_those_of_the_books()
    {
        // Newcombe 1998, tables I and II: 81 of 263, and 56 of 70 against 48 of 80.
        var rate = ProportionTest.Rate(81, 263);
        (Math.Round(rate.Low, 4), Math.Round(rate.High, 4)).ShouldBe((0.2553, 0.3662));
        var difference = ProportionTest.Difference((70, 56), (80, 48));
        (Math.Round(difference.Low, 4), Math.Round(difference.High, 4)).ShouldBe((0.0524, 0.3339));
    }

    [Fact]
    public void Who_looks_after_every_list_is_rarely_told_of_a_difference_that_is_not_there()
    {
        var random = new Random(1);
        var (wrong, found) = (0, 0);
        for (var run = 0; run < 300; run++)
        {
            wrong += EverBelow(0.05, random, 0.2, 0.2) ? 1 : 0;
            found += EverBelow(0.05, random, 0.2, 0.3) ? 1 : 0;
        }

        wrong.ShouldBeLessThan(25, "at most 5 % of 300 and its chance");
        found.ShouldBeGreaterThan(270);
    }

    private static bool EverBelow(double limit, Random random, double rateA, double rateB)
    {
        (long Given, long Accepted) a = default,
            b = default;
        for (var list = 0; list < 2_000; list++)
        {
            a = (a.Given + 1, a.Accepted + (random.NextDouble() < rateA ? 1 : 0));
            b = (b.Given + 1, b.Accepted + (random.NextDouble() < rateB ? 1 : 0));
            if (ProportionTest.PValue(b, a) < limit)
            {
                return true;
            }
        }

        return false;
    }

    private static Experiment Of(params ExperimentVariant[] variants) =>
        new(Options.Create(new ExperimentOptions { Variants = variants }), Options.Create(new InteRecOptions()));

    private static IEnumerable<string> Users(int count) => Enumerable.Range(0, count).Select(u => u.ToString(CultureInfo.InvariantCulture));

    private static List<string> Problems(params ExperimentVariant[] variants)
    {
        var options = new ExperimentOptions { Variants = variants };
        return [.. options.Validate(new ValidationContext(options)).Select(p => p.ErrorMessage!)];
    }
}
