using InteRec.Planning;
using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;
using static InteRec.Tests.Planning.Agent.Dialogues.StepCalls;

namespace InteRec.Tests.Planning.Agent.Dialogues;

/// <summary>The lists that calls make: begun, begun anew, gone on with.</summary>
public sealed class StepListTests
{
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
}
