using InteRec.Planning;
using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;
using static InteRec.Tests.Planning.Agent.Dialogues.StepCalls;

namespace InteRec.Tests.Planning.Agent.Dialogues;

public sealed class StepByStepTests
{
    [Fact]
    public async Task Calls_of_one_answer_become_a_plan_and_need_no_second_one()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("""filter {"where": {"kinds": {"any": ["Red"]}}}""", """rank {"by": "year", "order": "asc"}""", "done {}")
        );

        var result = await PlanAsync(chat, "red things, the oldest first");

        result.Planner.ShouldBe("llm");
        result.Plan.Intent.ShouldBe(Intent.Recommend);
        ToolsOf(result).ShouldBe(["filter", "rank"]);
        result.Tried!.Execution.Lists.Single().Items.Count.ShouldBe(3);
        chat.Calls.Count.ShouldBe(1);
        chat.Options[0]!
            .Tools!.Select(t => t.Name)
            .ShouldBe(["list", "filter", "search", "similar", "rank", "lookup", "explain", "remember", "forget", "recall", "ask", "done"]);
    }

    [Fact]
    public async Task One_call_an_answer_is_told_what_it_gave()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("""filter {"where": {"kinds": {"any": ["Red"]}}}"""),
            (_, _) => Answer("""rank {"by": "year", "order": "asc"}"""),
            (_, _) => ScriptedChatClient.Says("done")
        );

        var result = await PlanAsync(chat, "red things, the oldest first");

        ToolsOf(result).ShouldBe(["filter", "rank"]);
        Told(chat, 1).Single().ShouldStartWith("3 left: 1. ");
        Told(chat, 2)[^1].ShouldContain("1. Old Apple (1950)");
    }

    [Fact]
    public async Task A_second_filter_narrows_and_a_second_rank_replaces()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer(
                    """filter {"where": {"kinds": {"any": ["Red"]}}}""",
                    """filter {"where": {"kinds": {"any": ["Round"]}}}""",
                    """rank {"by": "year"}""",
                    """rank {"by": "quality"}"""
                ),
            (_, _) => ScriptedChatClient.Says("done")
        );

        var result = await PlanAsync(chat, "red and round");

        ToolsOf(result).ShouldBe(["filter", "filter", "rank"]);
        result.Plan.Lists.Single().Steps.OfType<RankStep>().Single().By.ShouldBe("quality");
        var both = ItemsOf("Red").Intersect(ItemsOf("Round")).ToList();
        result.Tried!.Execution.Lists.Single().Items.Items.ToArray().Except(both).ShouldBeEmpty();
    }

    [Fact]
    public async Task Memory_and_questions_are_parts_of_the_plan()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer(
                    """remember {"unwanted": ["Sour"], "liked": "Cherry"}""",
                    """remember {"liked": ["Old Apple"]}""",
                    """forget {"seen": ["Plum"]}""",
                    "rank {}",
                    """ask {"attribute": "kinds"}""",
                    "done {}"
                )
        );

        var result = await PlanAsync(chat, "I loved Cherry and Old Apple, never anything sour, I have not seen Plum after all");

        result.Plan.Remember!.Unwanted.ShouldBe(["Sour"]);
        result.Plan.Remember.Liked.ShouldBe(["Cherry", "Old Apple"]);
        result.Plan.Forget!.Seen.ShouldBe(["Plum"]);
        result.Plan.Ask.ShouldBe("kinds");
    }

    [Theory]
    [InlineData("""remember {"liked": ["Cherry"]}""", Intent.Remember)]
    [InlineData("""forget {"everything": true}""", Intent.Forget)]
    [InlineData("recall {}", Intent.Recall)]
    [InlineData("""lookup {"question": "count"}""", Intent.Lookup)]
    [InlineData("""lookup {"question": "compare", "items": ["Cherry", "Old Apple"]}""", Intent.Compare)]
    [InlineData("""explain {"items": ["Cherry"]}""", Intent.Explain)]
    [InlineData("""similar {"to": ["Cherry"]}""", Intent.Similar)]
    public async Task What_is_called_says_what_the_message_wants(string call, Intent intent) =>
        (await PlanAsync(new ScriptedChatClient((_, _) => Answer(call, "done {}")), "x")).Plan.Intent.ShouldBe(intent);

    [Theory]
    [InlineData(Intent.Chitchat, "chitchat")]
    [InlineData(Intent.Help, "help")]
    [InlineData(Intent.OutOfScope, "out_of_scope")]
    public async Task Small_talk_is_said_by_the_model_as_a_call_or_as_a_word(Intent intent, string word)
    {
        foreach (var answer in (ChatResponse[])[Answer($$"""done {"intent": "{{word}}"}"""), ScriptedChatClient.Says($"{word}.")])
        {
            var result = await PlanAsync(new ScriptedChatClient((_, _) => answer), "red things");

            result.Planner.ShouldBe("llm");
            result.Plan.Intent.ShouldBe(intent);
            result.Plan.Lists.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_result_that_is_off_is_shown_once_and_may_be_mended_or_kept()
    {
        var chat = new ScriptedChatClient(
            (_, _) => Answer("""filter {"where": {"kinds": {"any": ["Redd"]}}}""", "rank {}", "done {}"),
            (_, _) => Answer("list {}", """filter {"where": {"kinds": {"any": ["Red"]}}}""", "rank {}", "done {}")
        );

        var result = await PlanAsync(chat, "red things");

        result.Plan.Lists.Single().Where()["kinds"]!.Any.ShouldBe(["Red"]);
        chat.Calls.Count.ShouldBe(2);
        Told(chat, 1)[^1].ShouldContain("Then done.");
        result.Trace.Select(t => t.Note).ShouldContain(n => n!.StartsWith("shown its result", StringComparison.Ordinal));
        result.Trace[^1].Note.ShouldBe("mended");

        var keeps = new ScriptedChatClient(
            (_, _) => Answer("""filter {"where": {"kinds": {"any": ["Blue"]}, "year": {"to": 1900}}}""", "done {}"),
            (_, _) => Answer("done {}")
        );
        (await PlanAsync(keeps, "old blue things")).Trace[^1].Note.ShouldBe("kept");
        keeps.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(
        """filter {"kinds": {"any": ["Red"]}}""",
        "kinds: there is no such argument. filter takes where, items, exclude, excludeSeries."
    )]
    [InlineData("""filter {"where": {"colour": {"any": ["Red"]}}}""", "colour")]
    [InlineData("""rank {"by": "beauty"}""", "by: is one of blend")]
    [InlineData("""filter {"where": {"year": {"any": ["1990"]}}}""", "where.year: is a number; any, all and none need")]
    [InlineData("""list {"count": 500}""", "count: is 500; 1 to 50 can be asked for.")]
    [InlineData("""list {"count": "many"}""", "count: a whole number is expected.")]
    [InlineData("search {}", "text: is missing. search takes text (needed), keep.")]
    [InlineData("""list {"from": "more"}""", "There is no request before this one")]
    [InlineData("""list {"from": "first"}""", "from is last, more, or left out for a new list.")]
    [InlineData("delete_all {}", "There is no such tool. There are list, filter, ")]
    [InlineData("""ask {"attribute": "mother"}""", "there is no \"mother\"")]
    [InlineData("""search {"text": "fruit"}""", "without a search index")]
    [InlineData("done {}", "Nothing was called.")]
    [InlineData("list {}|done {}", "Nothing was called.")]
    public async Task A_wrong_call_is_answered_by_what_to_write_instead_and_is_no_part_of_the_plan(string call, string told)
    {
        var chat = new ScriptedChatClient((_, _) => Answer(call.Split('|')), (_, _) => Answer("rank {}", "done {}"));

        var result = await PlanAsync(chat, "red");

        Told(chat, 1)[^1].ShouldContain(told);
        ToolsOf(result).ShouldBe(["rank"]);
        result.Trace.ShouldContain(t => t.Note!.Contains("was not taken"));
    }

    [Fact]
    public async Task Calls_that_name_a_tool_in_another_form_or_cannot_be_read_are_understood_or_told()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                ScriptedChatClient.Calling(
                    new FunctionCallContent("1", "functions.Rank"),
                    new FunctionCallContent("2", "filter") { Exception = new FormatException() }
                ),
            (_, _) => ScriptedChatClient.Says("done")
        );

        var result = await PlanAsync(chat, "x");

        Told(chat, 1)[^1].ShouldBe("The arguments of filter are not a JSON object.");
        ToolsOf(result).ShouldBe(["rank"]);
    }

    [Fact]
    public async Task Nested_arguments_that_were_written_as_text_are_read()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer("""filter {"where": "{\"kinds\": {\"any\": \"Red\"}}", "exclude": "[\"Cherry\"]"}""", """rank {"novelty": "1"}"""),
            (_, _) => ScriptedChatClient.Says("done")
        );

        var result = await PlanAsync(chat, "red, unknown ones, not Cherry");

        result.Plan.Lists.Single().Where()["kinds"]!.Any.ShouldBe(["Red"]);
        result.Plan.Lists.Single().Steps.OfType<FilterStep>().Single().Exclude.ShouldBe(["Cherry"]);
        result.Plan.Lists.Single().Steps.OfType<RankStep>().Single().Novelty.ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_written_instead_of_calls_is_taken()
    {
        var chat = new ScriptedChatClient("""{"intent": "recommend", "lists": [{"steps": [{"tool": "rank", "by": "quality"}]}]}""");

        ToolsOf(await PlanAsync(chat, "good things")).ShouldBe(["rank"]);
        chat.Calls.Count.ShouldBe(1);
    }
}
