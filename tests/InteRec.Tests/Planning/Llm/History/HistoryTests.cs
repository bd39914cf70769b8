using InteRec.Conversations;
using InteRec.Planning.Llm;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.History;

public sealed class HistoryTests
{
    private const string Plan = """{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}""";

    private static readonly ConversationState State = ConversationState.Empty with { Turn = 3, Said = ["apples, not too sweet", "something red", "bigger"] };

    [Fact]
    public async Task The_latest_messages_that_fit_are_told()
    {
        var chat = new ScriptedChatClient(Plan);

        await LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { HistoryTokens = 5 }).PlanAsync(LlmTurns.Input("older", State), default);

        var sent = chat.Calls.Single()[^1].Text;
        sent.ShouldContain("<earlier>\n- something red\n- bigger\n</earlier>");
        sent.ShouldNotContain("sweet");
    }

    [Fact]
    public async Task None_is_told_where_none_is_wanted()
    {
        var chat = new ScriptedChatClient(Plan);

        await LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { History = HistoryMode.None }).PlanAsync(LlmTurns.Input("older", State), default);

        chat.Calls.Single()[^1].Text.ShouldNotContain("<earlier>");
    }

    [Fact]
    public async Task What_falls_out_is_summed_up_once_and_kept()
    {
        var chat = new ScriptedChatClient("Wants apples that are not too sweet.", Plan);
        var options = new LlmOptions { History = HistoryMode.Summary, HistoryTokens = 14 };
        var state = State with { Said = [.. State.Said, "and a fourth thing that is somewhat longer"] };

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), options).PlanAsync(LlmTurns.Input("older", state), default);

        chat.Calls[0][^1].Text.ShouldContain("not too sweet");
        chat.Calls[0][^1].Text.ShouldNotContain("fourth");
        chat.Calls[1][^1].Text.ShouldContain("<summary>\nWants apples that are not too sweet.\n</summary>");
        result.State!.Summary.ShouldBe("Wants apples that are not too sweet.");
        result.State.Said.ShouldBe(["bigger", "and a fourth thing that is somewhat longer"]);
    }

    [Fact]
    public async Task A_model_that_sums_up_nothing_costs_the_turn_no_plan()
    {
        var first = true;
        var chat = new ScriptedChatClient((_, _) =>
        {
            var fails = first;
            first = false;
            return fails ? throw new ModelException(ModelFailure.Busy, "busy") : ScriptedChatClient.Says(Plan);
        });

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { History = HistoryMode.Summary, HistoryTokens = 3 }).PlanAsync(LlmTurns.Input("older", State), default);

        result.Planner.ShouldBe("llm");
        chat.Calls[1][^1].Text.ShouldContain("<earlier>\n- bigger\n</earlier>");
    }
}
