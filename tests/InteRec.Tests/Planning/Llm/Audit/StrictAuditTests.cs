using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Audit;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Audit;

public sealed class StrictAuditTests
{
    private static readonly PlanningResult Red = LlmTurns.Reading(LlmTurns.Any("kinds", "Red"));

    [Fact]
    public void A_contradiction_is_settled_for_the_reading()
    {
        var audited = Apply("red things", Red, Plan(new FilterStep { Where = LlmTurns.Any("kinds", "Blue") }));

        audited.Plan.ShouldBe(Red.Plan);
        audited.Verdicts.ShouldContain(v => v.Contains("Blue", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_intent_than_the_messages_is_set_aside()
    {
        var lookup = LlmTurns.Reading(intent: Intent.Lookup);

        Apply("who made Cherry?", lookup, Plan(new RankStep())).Plan.ShouldBe(lookup.Plan);
    }

    [Fact]
    public void Another_number_of_lists_is_set_aside()
    {
        Apply("red things", Red, new Plan { Lists = [new PlanList(), new PlanList()] }).IsReading.ShouldBeTrue();
    }

    [Fact]
    public void What_the_reading_left_open_may_become_a_preference()
    {
        var reading = LlmTurns.Reading(freeText: "something round-ish from the crimson family");

        var audited = Apply("something round-ish from the crimson family", reading, Plan(new FilterStep { Where = LlmTurns.Any("kinds", "Red", "Blue") }));

        audited.Plan.Lists[0].Prefer()["kinds"]!.Any.ShouldBe(["Red"]);
        audited.Plan.Lists[0].Where().IsEmpty.ShouldBeTrue();
        audited.Plan.Lists[0].Steps.OfType<SearchStep>().Count().ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_added_to_a_message_that_is_read_whole()
    {
        Apply("red things", Red, Plan(new FilterStep { Where = LlmTurns.Any("makers", "Bo Jones") })).IsReading.ShouldBeTrue();
    }

    [Fact]
    public void What_the_message_says_of_the_person_is_remembered_where_the_reading_missed_it()
    {
        var audited = Apply("red things; honestly, I fell asleep during Cherry", Red, Plan(new RankStep()) with { Remember = new ProfileChange { Disliked = ["i05"] } });

        audited.Plan.Remember!.Disliked.ShouldBe(["i05"]);
        audited.Plan.Lists.ShouldBe(Red.Plan.Lists);
        audited.IsReading.ShouldBeFalse();
        audited.Verdicts.ShouldContain("disliked i05 remembered");
    }

    [Theory]
    [InlineData("red things, Cherry was boring", "nobody says of themselves")]
    [InlineData("red things, I am bored", "the item is not named")]
    public void What_the_message_does_not_bear_out_is_not_remembered(string message, string why)
    {
        var audited = Apply(message, Red, Plan(new RankStep()) with { Remember = new ProfileChange { Disliked = ["i05"], Preferred = ["Blue"] } });

        audited.Plan.ShouldBe(Red.Plan, why);
        audited.Verdicts.ShouldContain(v => v.StartsWith("disliked i05 not remembered", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_asked_for_is_not_taken_for_taste()
    {
        var reading = LlmTurns.Reading(LlmTurns.Any("kinds", "Red"), steps: new SimilarStep { To = ["i05"] });

        Apply("I want red things like Cherry", reading, Plan(new RankStep()) with { Remember = new ProfileChange { Liked = ["i05"], Preferred = ["Red"] } }).Plan.ShouldBe(reading.Plan);
    }

    [Fact]
    public void The_reading_wins_where_both_remember_the_same_thing()
    {
        var reading = Red with { Plan = Red.Plan with { Remember = new ProfileChange { Disliked = ["i05"] } } };

        Apply("red things, I hated Cherry", reading, Plan(new RankStep()) with { Remember = new ProfileChange { Liked = ["i05"] } }).Plan.Remember!.ShouldBe(reading.Plan.Remember);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_to_be_forgotten_is_not_remembered_in_the_same_breath(bool everything)
    {
        var forget = everything ? new ProfileChange { Everything = true } : new ProfileChange { Disliked = ["i05"], Unwanted = ["i05"] };
        var reading = LlmTurns.Reading(intent: Intent.Forget) with { Plan = new Plan { Intent = Intent.Forget, Forget = forget } };

        var audited = Apply("forget that I hated Cherry", reading, new Plan { Intent = Intent.Remember, Remember = new ProfileChange { Disliked = ["i05"] } });

        audited.Plan.ShouldBe(reading.Plan);
    }

    [Fact]
    public void A_message_that_only_tells_of_the_person_is_remembered_and_no_small_talk()
    {
        var chat = LlmTurns.Reading() with { Plan = new Plan { Intent = Intent.Chitchat } };

        var audited = Apply("crimson stuff gives my kids nightmares", chat, new Plan { Intent = Intent.Remember, Remember = new ProfileChange { Unwanted = ["Red"] } });

        audited.Plan.Intent.ShouldBe(Intent.Remember);
        audited.Plan.Remember!.Unwanted.ShouldBe(["Red"]);
    }

    private static AuditedPlan Apply(string message, PlanningResult reading, Plan plan) => PlanAudit.Apply(AuditMode.Strict, LlmTurns.Input(message), reading, plan);

    private static Plan Plan(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };
}
