using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Dialogues;

public sealed class ChoiceAndCriticTests
{
    [Fact]
    public async Task Chat_rec_lets_the_model_choose_among_what_was_retrieved()
    {
        var reading = LlmTurns.Reading();
        reading = reading with { Plan = reading.Plan with { Lists = [reading.Plan.Lists[0] with { Count = 2 }] } };
        var chat = new ScriptedChatClient("""{"choose":[4, 99, 4, 2, -1]}""");

        var result = await LlmTurns.Planner(chat, reading, new LlmOptions { Mode = LlmMode.ChatRec }).PlanAsync(LlmTurns.Input("anything"), default);

        result.Planner.ShouldBe("llm");
        var chosen = result.Plan.Lists.Single().Steps.OfType<FilterStep>().Single().Items!;
        chosen.Count.ShouldBe(2);
        chat.Calls[0][^1].Text.ShouldContain("[4] ");
        chat.Calls[0][^1].Text.ShouldNotContain("Hidden Fruit");
    }

    [Fact]
    public async Task Chat_rec_without_a_choice_falls_back()
    {
        var reading = LlmTurns.Reading();
        reading = reading with { Plan = reading.Plan with { Lists = [reading.Plan.Lists[0] with { Count = 2 }] } };

        (await LlmTurns.Planner(new ScriptedChatClient("I like them all"), reading, new LlmOptions { Mode = LlmMode.ChatRec }).PlanAsync(LlmTurns.Input("anything"), default))
            .Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
    }

    [Fact]
    public async Task A_critics_advice_leads_to_another_plan_and_stands_in_the_trace()
    {
        var chat = new ScriptedChatClient(
            """{"intent":"recommend","lists":[{"steps":[{"tool":"rank","by":"quality"}]}]}""",
            """{"fits":false,"advice":"rank by year, the person wants new things"}""",
            """{"intent":"recommend","lists":[{"steps":[{"tool":"rank","by":"year"}]}]}""",
            """{"fits":true,"advice":null}""");

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { Critic = true }).PlanAsync(LlmTurns.Input("the newest"), default);

        result.Plan.Lists.Single().Steps.OfType<RankStep>().Single().By.ShouldBe("year");
        result.Trace.ShouldContain(t => t.Note == "critic: rank by year, the person wants new things");
        chat.Calls[2][^1].Text.ShouldContain("<advice>");
    }

    [Theory]
    [InlineData("""{"fits":false,"advice":"no"}""", 4)]
    [InlineData("what?", 2)]
    public async Task A_critic_that_is_never_content_or_makes_no_sense_ends(string judgement, int calls)
    {
        const string Plan = """{"intent":"recommend","lists":[{"steps":[{"tool":"rank","by":"quality"}]}]}""";
        var chat = new ScriptedChatClient(Plan, judgement, Plan, judgement);

        (await LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { Critic = true }).PlanAsync(LlmTurns.Input("x"), default)).Planner.ShouldBe("llm");
        chat.Calls.Count.ShouldBe(calls);
    }
}
