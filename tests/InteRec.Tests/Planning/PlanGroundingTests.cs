using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

public sealed class PlanGroundingTests
{
    private readonly ServingState _serving = new(SmallCatalog.Snapshot);

    [Theory]
    [InlineData("kinds", "RED", "Red")]
    [InlineData("kinds", "crimson", "Red")]
    [InlineData("kinds", "reds", "Red")]
    [InlineData("kinds", "scarlet-red", "Red")]
    [InlineData("makers", "jones", "Bo Jones")]
    [InlineData("makers", "Cleo  smith", "Cleo Smith")]
    public void A_value_is_read_as_the_catalogue_writes_it(string attribute, string text, string value)
    {
        var grounded = Ground(attribute, text);

        Values(grounded, attribute).ShouldBe([value]);
        grounded.Notices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("makers", "Dee Adms", "Dee Adams")]
    [InlineData("makers", "Smith", "Ann Smith")]
    [InlineData("kinds", "Geren", "Green")]
    public void A_guess_is_told(string attribute, string text, string value)
    {
        var grounded = Ground(attribute, text);

        Values(grounded, attribute).ShouldBe([value]);
        grounded.Notices.Single().ShouldBe(new Notice(NoticeCodes.Corrected, $"I read \"{text}\" as {value}."));
    }

    [Fact]
    public void A_required_value_that_nobody_knows_stays_so_that_no_item_meets_it()
    {
        var grounded = Ground("makers", "Zorblax");

        Values(grounded, "makers").ShouldBe(["Zorblax"]);
        grounded.Notices.Single().Code.ShouldBe(NoticeCodes.UnknownValue);
        grounded.Unknown.ShouldBe(["Zorblax"]);
        _serving.Filters.Apply(Bitmap.All(8), ((FilterStep)grounded.Plan.Lists[0].Steps[0]).Where).Count().ShouldBe(0);
    }

    [Fact]
    public void An_unknown_value_that_is_only_preferred_or_refused_is_dropped_and_told()
    {
        var grounded = PlanGrounding.Ground(
            List(
                new FilterStep { Where = ItemFilter.Empty.With("kinds", new AttributeCondition { None = ["Zorblax", "blue"] }) },
                new RankStep { Prefer = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["Zorblax"] }) }
            ),
            _serving
        );

        ((FilterStep)grounded.Plan.Lists[0].Steps[0]).Where!["kinds"]!.None.ShouldBe(["Blue"]);
        ((RankStep)grounded.Plan.Lists[0].Steps[1]).Prefer!.IsEmpty.ShouldBeTrue();
        grounded.Notices.Single().Code.ShouldBe(NoticeCodes.UnknownValue);
    }

    [Fact]
    public void A_list_that_rests_on_an_unknown_title_lists_nothing()
    {
        var grounded = PlanGrounding.Ground(List(new SimilarStep { To = ["Zorblax 9"] }, new RankStep()), _serving);

        grounded.Notices.Single().Code.ShouldBe(NoticeCodes.UnknownItem);
        grounded.Plan.Lists[0].Steps.Single().ShouldBeOfType<FilterStep>().Items.ShouldBe([]);
    }

    [Fact]
    public void Of_several_values_those_that_are_known_are_enough()
    {
        var grounded = PlanGrounding.Ground(
            List(
                new FilterStep
                {
                    Where = ItemFilter
                        .Empty.With("makers", new AttributeCondition { Any = ["Zorblax", "jones"] })
                        .WithOr([
                            [
                                ItemFilter.Empty.With("makers", new AttributeCondition { All = ["Quux"] }),
                                ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["crimson"] }),
                            ],
                        ]),
                }
            ),
            _serving
        );

        var where = ((FilterStep)grounded.Plan.Lists[0].Steps[0]).Where!;
        where["makers"]!.Any.ShouldBe(["Bo Jones"]);
        where.Or.Single().Single()["kinds"]!.Any.ShouldBe(["Red"]);
        grounded.Unknown.ShouldBe(["Zorblax", "Quux"]);
    }

    [Fact]
    public void Alternatives_of_which_none_is_known_are_met_by_no_item()
    {
        var where = ItemFilter.Empty.WithOr([
            [
                ItemFilter.Empty.With("makers", new AttributeCondition { Any = ["Zorblax"] }),
                ItemFilter.Empty.With("kinds", new AttributeCondition { All = ["Quux"] }),
            ],
        ]);

        var grounded = PlanGrounding.Ground(List(new FilterStep { Where = where }), _serving);

        _serving.Filters.Apply(Bitmap.All(8), ((FilterStep)grounded.Plan.Lists[0].Steps[0]).Where).Count().ShouldBe(0);
    }

    [Fact]
    public void Unknown_titles_to_be_like_leave_nothing_unless_others_or_words_are_known()
    {
        var kinds = new FilterStep { Where = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["Red"] }) };

        PlanGrounding
            .Ground(List(kinds, new SimilarStep { To = ["Zorblax 9"] }, new RankStep()), _serving)
            .Plan.Lists[0]
            .Steps.Single()
            .ShouldBeOfType<FilterStep>()
            .Items.ShouldBe([]);
        PlanGrounding
            .Ground(List(kinds, new SimilarStep { To = ["Zorblax 9", "Cherry (1999)"] }), _serving)
            .Plan.Lists[0]
            .Steps[1]
            .ShouldBeOfType<SimilarStep>()
            .To.ShouldBe(["i05"]);
        PlanGrounding
            .Ground(List(kinds, new SearchStep { Text = "fruit" }, new SimilarStep { To = ["Zorblax 9"] }), _serving)
            .Plan.Lists[0]
            .Steps.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Cherry (1999)")]
    [InlineData("cherry 1999")]
    [InlineData("Cherry (2000)")]
    public void A_title_may_have_its_year_behind_it(string title)
    {
        var grounded = PlanGrounding
            .Ground(
                List(
                    new FilterStep { Items = [title], Exclude = [title] },
                    new LookupStep { Items = [title] },
                    new ExplainStep { Items = [title] }
                ) with
                {
                    Remember = new ProfileChange { Liked = [title], Unwanted = [title] },
                },
                _serving
            )
            .Plan;

        grounded
            .Lists[0]
            .Steps[0]
            .ShouldBeOfType<FilterStep>()
            .ShouldSatisfyAllConditions(f => f.Items.ShouldBe(["i05"]), f => f.Exclude.ShouldBe(["i05"]));
        grounded.Lists[0].Steps[1].ShouldBeOfType<LookupStep>().Items.ShouldBe(["i05"]);
        grounded.Lists[0].Steps[2].ShouldBeOfType<ExplainStep>().Items.ShouldBe(["i05"]);
        grounded.Remember!.Liked.ShouldBe(["i05"]);
        grounded.Remember.Unwanted.ShouldBe(["i05"]);
    }

    [Fact]
    public void A_name_to_remember_is_a_value_before_it_is_an_item()
    {
        var grounded = PlanGrounding.Ground(
            new Plan
            {
                Remember = new ProfileChange { Unwanted = ["crimson", "i03"], Liked = ["i01"] },
            },
            _serving
        );

        grounded.Plan.Remember!.Unwanted.ShouldBe(["Red", "i03"]);
        grounded.Plan.Remember.Liked.ShouldBe(["i01"]);
    }

    [Fact]
    public void A_grounded_plan_is_grounded_already()
    {
        var once = Ground("makers", "jones").Plan;

        Json(PlanGrounding.Ground(once, _serving).Plan).ShouldBe(Json(once));
    }

    private GroundedPlan Ground(string attribute, string text) =>
        PlanGrounding.Ground(
            List(new FilterStep { Where = ItemFilter.Empty.With(attribute, new AttributeCondition { Any = [text] }) }),
            _serving
        );

    private static IReadOnlyList<string>? Values(GroundedPlan grounded, string attribute) =>
        ((FilterStep)grounded.Plan.Lists[0].Steps[0]).Where![attribute]!.Any;

    private static string Json(Plan plan) => JsonSerializer.Serialize(plan, PlanJson.Options);

    private static Plan List(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };
}
