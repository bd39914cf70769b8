using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.Grounding;
using InteRec.Serving;
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
        var grounded = PlanGrounding.Ground(List(
            new FilterStep { Where = ItemFilter.Empty.With("kinds", new AttributeCondition { None = ["Zorblax", "blue"] }) },
            new RankStep { Prefer = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["Zorblax"] }) }), _serving);

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
    public void A_name_to_remember_is_a_value_before_it_is_an_item()
    {
        var grounded = PlanGrounding.Ground(new Plan { Remember = new ProfileChange { Unwanted = ["crimson", "i03"], Liked = ["i01"] } }, _serving);

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
        PlanGrounding.Ground(List(new FilterStep { Where = ItemFilter.Empty.With(attribute, new AttributeCondition { Any = [text] }) }), _serving);

    private static IReadOnlyList<string>? Values(GroundedPlan grounded, string attribute) => ((FilterStep)grounded.Plan.Lists[0].Steps[0]).Where![attribute]!.Any;

    private static string Json(Plan plan) => JsonSerializer.Serialize(plan, PlanJson.Options);

    private static Plan List(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };
}
