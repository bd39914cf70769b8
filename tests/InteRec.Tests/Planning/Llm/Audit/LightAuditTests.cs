using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Audit;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Audit;

public sealed class LightAuditTests
{
    [Fact]
    public void What_was_said_and_is_missing_is_put_back()
    {
        var reading = LlmTurns.Reading(LlmTurns.Any("kinds", "Red").With("year", new AttributeCondition { From = 1950, To = 1959 }));

        var audited = Apply("red things of the fifties", reading, Plan(new SearchStep { Text = "orchard" }, new RankStep()));

        audited.Plan.Lists[0].Where()["kinds"]!.Any.ShouldBe(["Red"]);
        audited.Plan.Lists[0].Where()["year"]!.To.ShouldBe(1959);
        audited.Plan.Lists[0].Steps.OfType<SearchStep>().Single().Text.ShouldBe("orchard");
        audited.Verdicts.Count.ShouldBe(2);
    }

    [Fact]
    public void A_negation_turned_round_is_turned_back()
    {
        var reading = LlmTurns.Reading(ItemFilter.Empty.With("kinds", new AttributeCondition { None = ["Red"] }));

        var where = Apply("nothing red", reading, Plan(new FilterStep { Where = LlmTurns.Any("kinds", "Red") })).Plan.Lists[0].Where();

        where["kinds"]!.None.ShouldBe(["Red"]);
        where["kinds"]!.Any.ShouldBeNull();
    }

    [Fact]
    public void A_narrower_range_within_what_was_said_stays()
    {
        var reading = LlmTurns.Reading(ItemFilter.Empty.With("year", new AttributeCondition { From = 1950, To = 1959 }));
        var plan = Plan(new FilterStep { Where = ItemFilter.Empty.With("year", new AttributeCondition { From = 1955, To = 1959 }) });

        Apply("late fifties", reading, plan).Plan.Lists[0].Where()["year"]!.From.ShouldBe(1955);
    }

    [Fact]
    public void A_condition_that_nothing_supports_becomes_a_preference()
    {
        var audited = Apply("red things", LlmTurns.Reading(LlmTurns.Any("kinds", "Red")), Plan(
            new FilterStep { Where = LlmTurns.Any("kinds", "Red").With("makers", new AttributeCondition { Any = ["Bo Jones"] }).With("year", new AttributeCondition { From = 1990 }) }));

        audited.Plan.Lists[0].Where().Conditions.Keys.ShouldBe(["kinds"]);
        audited.Plan.Lists[0].Prefer()["makers"]!.Any.ShouldBe(["Bo Jones"]);
        audited.Plan.Lists[0].Prefer()["year"]!.From.ShouldBe(1990);
    }

    [Theory]
    [InlineData("something by jones")]
    [InlineData("BO JONES please")]
    public void A_name_in_the_message_supports_its_condition(string message)
    {
        var plan = Plan(new FilterStep { Where = LlmTurns.Any("makers", "Bo Jones") });

        Apply(message, LlmTurns.Reading(), plan).Plan.Lists[0].Where()["makers"].ShouldNotBeNull();
    }

    [Fact]
    public void A_fact_of_the_item_asked_about_supports_its_condition()
    {
        var state = InteRec.Conversations.ConversationState.Empty with { Focus = ["i05"] };
        var plan = Plan(new FilterStep { Where = LlmTurns.Any("makers", "Bo Jones") });

        PlanAudit.Apply(AuditMode.Light, LlmTurns.Input("more by the same maker", state), LlmTurns.Reading(), plan).Plan.Lists[0].Where()["makers"].ShouldNotBeNull();
    }

    [Fact]
    public void Items_that_nobody_named_are_no_condition()
    {
        Apply("things", LlmTurns.Reading(), Plan(new FilterStep { Items = ["i01"], Exclude = ["i02"] }, new RankStep())).Plan.Lists[0].Steps.OfType<FilterStep>().ShouldBeEmpty();
    }

    [Fact]
    public void Small_talk_instead_of_what_was_asked_for_is_set_aside()
    {
        var reading = LlmTurns.Reading(LlmTurns.Any("kinds", "Red"));

        Apply("red things", reading, new Plan { Intent = Intent.Chitchat }).Plan.ShouldBe(reading.Plan);
    }

    [Fact]
    public void Items_to_be_like_are_put_back()
    {
        var reading = LlmTurns.Reading(steps: new SimilarStep { To = ["i05"] });

        Apply("like Cherry", reading, Plan(new SearchStep { Text = "fruit" })).Plan.Lists[0].Steps.OfType<SimilarStep>().Single().To.ShouldBe(["i05"]);
    }

    private static AuditedPlan Apply(string message, PlanningResult reading, Plan plan) => PlanAudit.Apply(AuditMode.Light, LlmTurns.Input(message), reading, plan);

    private static Plan Plan(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };
}
