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
    private static readonly LlmOptions Options = new() { Mode = LlmMode.Steps };

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
    public async Task Several_lists_have_labels_and_counts_and_one_of_the_same_label_is_begun_anew()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer(
                    """list {"label": "for me", "count": 1}""",
                    """filter {"where": {"kinds": {"any": ["Sweet"]}}}""",
                    """list {"label": "For me", "count": 2}""",
                    "rank {}",
                    """list {"label": "for the kids"}""",
                    """rank {"by": "quality"}""",
                    "done {}"
                )
        );

        var result = await PlanAsync(chat, "two for me and some for the kids");

        result.Plan.Lists.Select(l => (l.Label, l.Count, l.Steps.Count)).ShouldBe([("For me", 2, 1), ("for the kids", 5, 1)]);
    }

    [Fact]
    public async Task Lists_beyond_the_limit_are_refused_when_they_are_begun()
    {
        var lists = Enumerable.Range(1, 5).SelectMany(i => (string[])[$$"""list {"label": "{{i}}"}""", "rank {}"]).SkipLast(1);
        var chat = new ScriptedChatClient((_, _) => Answer([.. lists]), (_, _) => Answer("done {}"));

        var result = await PlanAsync(chat, "five lists");

        Told(chat, 1)[^1].ShouldContain("has 5 lists; at most 4 are allowed.");
        result.Plan.Lists.Count.ShouldBe(4);
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
    public async Task More_goes_on_from_the_last_request_without_what_was_shown()
    {
        var before = Before(
            new PlanList { Count = 2, Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Red") }, new RankStep()] },
            2
        );
        var chat = new ScriptedChatClient((_, _) => Answer("""list {"from": "more", "count": 1}""", "done {}"));

        var result = await PlanAsync(chat, "one more", before);

        result.Plan.Intent.ShouldBe(Intent.More);
        result.Plan.Lists.Single().Count.ShouldBe(1);
        result.Plan.Lists.Single().Where()["kinds"]!.Any.ShouldBe(["Red"]);
        var given = result.Tried!.Execution.Lists.Single().Items;
        given.Items.ToArray().Select(given.Catalog.ItemId).ShouldNotContain(id => before.Shown.Contains(id));
        given.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refinement_goes_on_from_the_last_request_and_keeps_its_bans()
    {
        var before = Before(
            new PlanList { Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Red"), Exclude = ["cherry"] }, new RankStep()] },
            2
        );
        var chat = new ScriptedChatClient(
            (_, _) => Answer("""list {"from": "last"}""", """filter {"where": {"year": {"to": 1990}}}""", "done {}")
        );

        var result = await PlanAsync(chat, "only old ones", before);

        result.Plan.Intent.ShouldBe(Intent.Refine);
        ToolsOf(result).ShouldBe(["filter", "rank", "filter"]);
        result.Plan.Lists.Single().Where()["kinds"]!.Any.ShouldBe(["Red"]);
        result.Plan.Lists.Single().Steps.OfType<FilterStep>().First().Exclude.ShouldBe(["cherry"]);
    }

    [Fact]
    public async Task A_request_said_again_with_a_change_is_a_refinement_and_another_one_is_not()
    {
        var before = Before(new PlanList { Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Red") }, new RankStep()] }, 1);

        (
            await PlanAsync(
                new ScriptedChatClient(
                    (_, _) => Answer("""filter {"where": {"kinds": {"any": ["Red"]}, "year": {"to": 1990}}}""", "done {}")
                ),
                "x",
                before
            )
        ).Plan.Intent.ShouldBe(Intent.Refine);
        (
            await PlanAsync(
                new ScriptedChatClient((_, _) => Answer("""filter {"where": {"kinds": {"any": ["Sweet"]}}}""", "done {}")),
                "x",
                before
            )
        ).Plan.Intent.ShouldBe(Intent.Recommend);
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
            LlmTurns.Planner(chat, LlmTurns.Reading(), Options).PlanAsync(LlmTurns.Input("x"), gone.Token)
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
    public async Task A_plan_written_instead_of_calls_is_taken()
    {
        var chat = new ScriptedChatClient("""{"intent": "recommend", "lists": [{"steps": [{"tool": "rank", "by": "quality"}]}]}""");

        ToolsOf(await PlanAsync(chat, "good things")).ShouldBe(["rank"]);
        chat.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_list_without_a_label_leaves_the_first_one()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer(
                    """lookup {"question": "facts", "items": ["Cherry"]}""",
                    "list {}",
                    """filter {"where": {"kinds": {"any": ["Red"]}}}""",
                    "rank {}",
                    "done {}"
                )
        );

        ToolsOf(await PlanAsync(chat, "who made Cherry, and some red ones")).ShouldBe(["lookup", "filter", "rank"]);
    }

    [Fact]
    public async Task Of_shown_lists_without_a_label_the_last_one_is_mended_and_of_all_called_again_each()
    {
        string[] facts = ["""lookup {"question": "facts", "items": ["Cherry"]}""", "list {}"];
        string[] mended = ["""filter {"where": {"kinds": {"any": ["Red"]}}}""", "rank {}", "done {}"];
        foreach (
            var again in (string[][])
                [
                    ["list {}", .. mended],
                    ["list {}", .. facts, .. mended],
                ]
        )
        {
            var chat = new ScriptedChatClient(
                (_, _) => Answer([.. facts, """filter {"where": {"kinds": {"any": ["Redd"]}}}""", "done {}"]),
                (_, _) => Answer(again)
            );

            var result = await PlanAsync(chat, "who made Cherry, and some red ones");

            ToolsOf(result).ShouldBe(["lookup", "filter", "rank"]);
            result.Plan.Lists[1].Where()["kinds"]!.Any.ShouldBe(["Red"]);
        }
    }

    [Fact]
    public async Task More_with_a_question_beside_it_gives_nothing_that_was_shown()
    {
        var before = Before(RedOnes, 1);
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer(
                    """list {"from": "more"}""",
                    """list {"label": "who"}""",
                    """lookup {"question": "facts", "items": ["Cherry"]}""",
                    "done {}"
                )
        );

        var result = await PlanAsync(chat, "more, and who made the first", before);

        result.Plan.Intent.ShouldBe(Intent.More);
        var given = result.Tried!.Execution.Lists[0].Items;
        given.Items.ToArray().Select(given.Catalog.ItemId).ShouldNotContain(id => before.Shown.Contains(id));
    }

    [Fact]
    public async Task A_list_begun_anew_no_longer_goes_on_from_the_last_request()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                Answer(
                    """list {"label": "a", "from": "more"}""",
                    """list {"label": "a"}""",
                    """filter {"where": {"kinds": {"any": ["Blue"]}}}""",
                    "done {}"
                )
        );

        (await PlanAsync(chat, "blue ones", Before(RedOnes, 1))).Plan.Intent.ShouldBe(Intent.Recommend);
    }

    [Fact]
    public void A_request_that_is_looked_at_before_it_is_gone_on_with_leaves_the_draft_as_it_was()
    {
        var draft = new StepDraft(Before(RedOnes, 1));
        draft.Take(new RankStep());

        draft.Last(null, 3).Single().Count.ShouldBe(3);

        draft.Plan.Lists.Single().Count.ShouldBe(new PlanList().Count);
        draft.Plan.Intent.ShouldBe(Intent.Recommend);
    }

    [Fact]
    public async Task Going_on_from_a_request_that_cannot_run_any_more_is_no_part_of_the_plan()
    {
        var before = Before(RedOnes, 1);
        var gone = new PlanList { Steps = [new FilterStep { Where = LlmTurns.Any("colour", "Red") }] };
        before = before with { Exchanges = [before.Exchanges[0] with { Plan = new Plan { Lists = [gone] } }] };
        var chat = new ScriptedChatClient((_, _) => Answer("""list {"from": "more"}"""), (_, _) => Answer("rank {}", "done {}"));

        var result = await PlanAsync(chat, "more", before);

        result.Planner.ShouldBe("llm");
        result.Plan.Intent.ShouldBe(Intent.Recommend);
        ToolsOf(result).ShouldBe(["rank"]);
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

    private static PlanList RedOnes { get; } = new() { Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Red") }, new RankStep()] };

    private static async Task<PlanningResult> PlanAsync(
        ScriptedChatClient chat,
        string message,
        ConversationState? state = null,
        LlmOptions? options = null
    ) =>
        await LlmTurns
            .Planner(chat, LlmTurns.Reading(LlmTurns.Any("kinds", "Red")), options ?? Options)
            .PlanAsync(LlmTurns.Input(message, state), default);
}
