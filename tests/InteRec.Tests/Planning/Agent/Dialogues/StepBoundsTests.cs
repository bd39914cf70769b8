using InteRec.Planning;
using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;
using static InteRec.Tests.Planning.Agent.Dialogues.StepCalls;

namespace InteRec.Tests.Planning.Agent.Dialogues;

/// <summary>When a turn of calls ends: at done, and at its bounds.</summary>
public sealed class StepBoundsTests
{
    [Fact]
    public async Task A_turn_does_not_end_on_a_call_that_could_not_run()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("""filter {"where": {"colour": {"any": ["Red"]}}}""", "rank {}", "done {}"),
            (_, _) => Answer("""filter {"where": {"kinds": {"any": ["Red"]}}}""", "done {}")
        );

        var result = await PlanAsync(chat, "red");

        Told(chat, 1)[^1].ShouldStartWith("Not yet:");
        ToolsOf(result).ShouldBe(["rank", "filter"]);
    }

    [Fact]
    public async Task Too_many_wrong_calls_in_a_row_leave_the_turn_to_the_built_in_planner()
    {
        var chat = new ScriptedChatClient((_, _) => Answer("delete_all {}"));

        var result = await PlanAsync(chat, "red");

        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
        chat.Calls.Count.ShouldBe(StepBounds.ErrorsInARow);
    }

    [Fact]
    public async Task Endless_answers_end_at_the_bound_of_rounds_with_the_steps_so_far()
    {
        var chat = new ScriptedChatClient((_, _) => Answer("""rank {"by": "quality"}"""));

        var result = await PlanAsync(chat, "good things");

        result.Planner.ShouldBe("llm");
        chat.Calls.Count.ShouldBe(StepBounds.Rounds);
        result.Trace[^1].Note.ShouldBe("ended at the bound of rounds");
    }

    [Fact]
    public async Task Endless_calls_end_at_the_bound_of_calls_with_the_steps_so_far()
    {
        var chat = new ScriptedChatClient((_, _) => Answer([.. Enumerable.Repeat("""rank {"by": "quality"}""", StepBounds.Calls + 5)]));

        var result = await PlanAsync(chat, "good things");

        ToolsOf(result).ShouldBe(["rank"]);
        chat.Calls.Count.ShouldBe(1);
        result.Trace[^1].Note.ShouldBe("ended at the bound of calls");
    }

    [Fact]
    public async Task The_budget_of_the_turn_holds_for_every_round()
    {
        var chat = new ScriptedChatClient((_, _) => Answer("""rank {"by": "quality"}"""));

        var result = await PlanAsync(chat, "good things", options: new LlmOptions { Mode = LlmMode.Steps, CallsPerTurn = 2 });

        chat.Calls.Count.ShouldBe(2);
        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
        result.Usage!.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_that_no_longer_waits_stops_the_calls()
    {
        using var gone = new CancellationTokenSource();
        var chat = new ScriptedChatClient(
            (_, _) =>
            {
                gone.Cancel();
                return Answer("rank {}");
            }
        );

        await Should.ThrowAsync<OperationCanceledException>(() =>
            LlmTurns.Planner(chat, LlmTurns.Reading(), Steps).PlanAsync(LlmTurns.Input("x"), gone.Token)
        );
        chat.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_calls_nothing_is_asked_again_and_then_the_built_in_planner_plans()
    {
        var chat = new ScriptedChatClient("Hello! What would you like?");

        var result = await PlanAsync(chat, "red");

        chat.Calls.Count.ShouldBe(2);
        chat.Calls[1][^1].Text.ShouldStartWith("No tool was called.");
        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
    }

    [Fact]
    public async Task Calls_behind_done_in_the_same_answer_are_taken_before_the_turn_ends()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("rank {}", "done {}", """filter {"where": {"kinds": {"any": ["Blue"]}}}"""),
            (_, _) => Answer("done {}")
        );

        ToolsOf(await PlanAsync(chat, "blue ones")).ShouldBe(["rank", "filter"]);
    }

    [Fact]
    public async Task What_is_off_behind_done_is_shown_before_the_turn_ends()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("rank {}", "done {}", """filter {"where": {"kinds": {"any": ["Blue"]}, "year": {"to": 1900}}}"""),
            (_, _) => Answer("done {}")
        );

        (await PlanAsync(chat, "old blue ones")).Trace[^1].Note.ShouldBe("kept");
        Told(chat, 1)[^1].ShouldContain("Then done.");
    }

    [Fact]
    public async Task Many_wrong_calls_in_one_answer_are_one_error_that_the_model_may_mend()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer([.. Enumerable.Repeat("delete_all {}", StepBounds.ErrorsInARow + 1)]),
            (_, _) => Answer("rank {}", "done {}")
        );

        ToolsOf(await PlanAsync(chat, "red")).ShouldBe(["rank"]);
    }

    [Fact]
    public async Task An_error_from_before_the_model_was_asked_again_does_not_hold_up_the_end()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("delete_all {}"),
            (_, _) => ScriptedChatClient.Says("Sorry!"),
            (_, _) => Answer("rank {}", "done {}")
        );

        ToolsOf(await PlanAsync(chat, "red")).ShouldBe(["rank"]);
        chat.Calls.Count.ShouldBe(3);
    }
}
