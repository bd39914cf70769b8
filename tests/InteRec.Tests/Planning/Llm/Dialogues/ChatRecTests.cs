using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Dialogues;

public sealed class ChatRecTests
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
}
