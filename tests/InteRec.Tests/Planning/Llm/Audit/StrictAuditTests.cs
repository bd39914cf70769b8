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

    private static AuditedPlan Apply(string message, PlanningResult reading, Plan plan) => PlanAudit.Apply(AuditMode.Strict, LlmTurns.Input(message), reading, plan);

    private static Plan Plan(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };
}
