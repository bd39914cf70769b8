using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Dialogues;

public sealed class StepByStepTests
{
    private static readonly LlmOptions Options = new() { Mode = LlmMode.Steps };

    [Fact]
    public async Task Calls_become_the_steps_of_a_plan_and_the_model_is_told_what_each_gave()
    {
        var chat = new ScriptedChatClient(
            (_, _) => ScriptedChatClient.Calling(Call("filter", ("where", new Dictionary<string, object> { ["kinds"] = new Dictionary<string, object> { ["any"] = new[] { "Red" } } }))),
            (_, _) => ScriptedChatClient.Calling(Call("rank", ("by", "year"), ("order", "asc"))),
            (_, _) => ScriptedChatClient.Says("done"));

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), Options).PlanAsync(LlmTurns.Input("red things, the oldest first"), default);

        result.Planner.ShouldBe("llm");
        result.Plan.Lists.Single().Steps.Select(s => s.ToolName).ShouldBe(["filter", "rank"]);
        chat.Options[0]!.Tools!.Select(t => t.Name).ShouldBe(["filter", "search", "similar", "rank", "lookup", "explain"]);
        Told(chat, 1).ShouldStartWith("3 candidates. The first: ");
        Told(chat, 2).ShouldContain("The first: Old Apple (1950)");
    }

    [Fact]
    public async Task Parallel_calls_are_taken_in_order()
    {
        var chat = new ScriptedChatClient(
            (_, _) => ScriptedChatClient.Calling(Call("similar", ("to", "Cherry")), Call("rank", ("by", "quality"))),
            (_, _) => ScriptedChatClient.Says("done"));

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), Options).PlanAsync(LlmTurns.Input("like Cherry"), default);

        result.Plan.Lists.Single().Steps.Select(s => s.ToolName).ShouldBe(["similar", "rank"]);
        chat.Calls[1].Count(m => m.Role == ChatRole.Tool).ShouldBe(2);
    }

    [Fact]
    public async Task What_a_tool_cannot_do_is_told_as_a_sentence_and_is_no_step()
    {
        var chat = new ScriptedChatClient(
            (_, _) => ScriptedChatClient.Calling(Call("search", ("text", "fruit")), Call("rank", ("by", "quality"))),
            (_, _) => ScriptedChatClient.Says("done"));

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), Options).PlanAsync(LlmTurns.Input("fruit"), default);

        result.Plan.Lists.Single().Steps.Select(s => s.ToolName).ShouldBe(["rank"]);
        chat.Calls[1].SelectMany(m => m.Contents).OfType<FunctionResultContent>().First().Result!.ToString()!.ShouldContain("without a search index");
    }

    [Fact]
    public async Task Unknown_tools_and_wrong_arguments_are_answered_until_too_many_in_a_row()
    {
        var chat = new ScriptedChatClient((_, _) => ScriptedChatClient.Calling(Call("delete_all"), new FunctionCallContent("x", "filter") { Exception = new FormatException() }));
        var reading = LlmTurns.Reading(LlmTurns.Any("kinds", "Red"));

        var result = await LlmTurns.Planner(chat, reading, Options).PlanAsync(LlmTurns.Input("red"), default);

        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
        chat.Calls.Count.ShouldBe(2);
        Told(chat, 1).ShouldBe("The arguments are not a JSON object.");
        chat.Calls[1].SelectMany(m => m.Contents).OfType<FunctionResultContent>().First().Result!.ToString()!.ShouldContain("There is no such tool.");
    }

    [Fact]
    public async Task Endless_calls_end_at_the_bound_with_the_steps_so_far()
    {
        var chat = new ScriptedChatClient((_, _) => ScriptedChatClient.Calling(Call("rank", ("by", "quality"))));

        var result = await LlmTurns.Planner(chat, LlmTurns.Reading(), Options).PlanAsync(LlmTurns.Input("good things"), default);

        result.Planner.ShouldBe("llm");
        chat.Calls.Count.ShouldBe(StepBounds.Rounds);
        result.Plan.Lists.Single().Steps.Count.ShouldBeLessThanOrEqualTo(StepBounds.ToolCalls);
    }

    [Fact]
    public async Task A_model_that_calls_nothing_leaves_the_built_in_plan_which_says_so()
    {
        var reading = LlmTurns.Reading(LlmTurns.Any("kinds", "Red"));

        var result = await LlmTurns.Planner(new ScriptedChatClient("Hello!"), reading, Options).PlanAsync(LlmTurns.Input("red"), default);

        result.Plan.ShouldBe(reading.Plan);
        result.Planner.ShouldBe("built-in");
    }

    private static FunctionCallContent Call(string name, params (string Name, object Value)[] arguments) =>
        new($"call_{name}", name, arguments.ToDictionary(a => a.Name, a => (object?)a.Value));

    private static string Told(ScriptedChatClient chat, int call) => chat.Calls[call][^1].Contents.OfType<FunctionResultContent>().Last().Result!.ToString()!;
}
