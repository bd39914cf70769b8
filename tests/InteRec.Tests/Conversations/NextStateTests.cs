using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

public class NextStateTests
{
    [Fact]
    public void Of_all_that_was_shown_the_latest_two_thousand_are_remembered()
    {
        var before = ConversationState.Empty with { Shown = [.. Enumerable.Range(0, 2_000).Select(i => $"old{i}")] };

        var shown = After(before, Listing("i01", "i02")).Shown;

        shown.Count.ShouldBe(2_000);
        (shown[0], shown[^3], shown[^2], shown[^1]).ShouldBe(("old2", "old1999", "i01", "i02"));
    }

    [Fact]
    public void What_is_shown_again_is_the_latest_and_stands_once()
    {
        var before = ConversationState.Empty with { Shown = ["i02", "i03"], LastItems = ["i03"] };

        var next = After(before, Listing("i01", "i02"));

        next.Shown.ShouldBe(["i03", "i01", "i02"]);
        next.LastItems.ShouldBe(["i01", "i02"]);
    }

    [Fact]
    public void A_turn_without_a_list_leaves_what_was_shown()
    {
        var before = ConversationState.Empty with { Turn = 4, Shown = ["i02"], LastItems = ["i02"] };

        var next = After(before, new ExecutionResult());

        (next.Turn, next.Shown.Single(), next.LastItems.Single()).ShouldBe((5, "i02", "i02"));
    }

    [Fact]
    public void Of_too_many_exchanges_the_later_half_is_kept()
    {
        var state = ConversationState.Empty;
        for (var turn = 0; turn < 25; turn++)
        {
            state = After(state, new ExecutionResult(), $"message {turn}");
        }

        state.Exchanges.Select(e => e.Message).ShouldBe(Enumerable.Range(12, 13).Select(turn => $"message {turn}"));
    }

    [Fact]
    public void What_was_looked_up_comes_before_what_was_talked_about_earlier()
    {
        var before = ConversationState.Empty with { Focus = [.. Enumerable.Range(0, 20).Select(i => $"old{i}")] };
        var facts = new Fact[] { new("old3", null, "year", []), new("i01", null, "year", []) };

        var focus = After(before, new ExecutionResult { Facts = facts }).Focus;

        focus.Take(4).ShouldBe(["old3", "i01", "old0", "old1"]);
        (focus.Count, focus[^1], focus.Distinct().Count()).ShouldBe((20, "old18", 20));
    }

    private static ConversationState After(ConversationState before, ExecutionResult execution, string message = "more")
    {
        var planning = new PlanningResult
        {
            Plan = new Plan(),
            Understood = new Understood(),
            Planner = "test",
            State = before,
        };
        return NextState.After(message, before, planning, planning.Plan, execution, "answer", SmallCatalog.Schema, hasUser: false);
    }

    private static ExecutionResult Listing(params string[] ids)
    {
        int[] items = [.. ids.Select(SmallCatalog.Snapshot.IndexOf)];
        var set = new CandidateSet(SmallCatalog.Snapshot, items, new float[items.Length], isOrdered: true);
        return new ExecutionResult { Lists = [new ExecutedList(null, set, items.Length, items.Length)] };
    }
}
