using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

/// <summary>What the caller sets for a turn: it holds, and the person and the conversation do not know of it.</summary>
public sealed class CallerConditionTests : IDisposable
{
    private static readonly ItemFilter Round = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["round"] });
    private readonly Talk _talk = new(new ServingState(SmallCatalog.Snapshot));
    private string? _conversation;

    public void Dispose() => _talk.Dispose();

    [Fact]
    public async Task A_list_has_only_what_is_inside_and_the_plan_says_what_was_set()
    {
        var reply = await SayAsync("red things", Round, "Apple Returns");

        Ids(reply).ShouldBe(["i05"]);
        reply.Plan.Within!.Where!["kinds"]!.Any.ShouldBe(["Round"]);
        reply.Plan.Within.Exclude.ShouldBe(["i02"]);
        ElementaryCondition.Of(reply.Understood.Conditions).SelectMany(p => p.Values).ShouldBe(["Red"]);
        reply.Text.ShouldNotContain("round", Case.Insensitive);
    }

    [Fact]
    public async Task No_message_loosens_it()
    {
        await SayAsync("red things", Round);
        (await SayAsync("forget everything I said", Round)).Lists.SelectMany(l => l.Items).ShouldAllBe(i => Inside(i.ItemId));
        (await SayAsync("not round", Round)).Lists.SelectMany(l => l.Items).ShouldBeEmpty();
        Ids(await SayAsync("show me Old Apple", Round)).ShouldNotContain("i01");
        Ids(await SayAsync("things like Blue Pear", Round)).ShouldAllBe(id => Inside(id));
    }

    [Fact]
    public async Task It_holds_for_its_turn_alone()
    {
        await SayAsync("red things", Round);

        Ids(await SayAsync("more", ItemFilter.Empty)).ShouldBe(["i01"]);
    }

    [Fact]
    public async Task Questions_of_fact_are_answered_of_what_is_inside()
    {
        (await SayAsync("how many things do you know?", Round)).Facts!.Single().Values.ShouldBe(["3"]);

        var outside = await SayAsync("what is the size of Blue Pear?", Round);
        (outside.Facts ?? []).ShouldBeEmpty();
        outside.Text.ShouldBe("That thing is not on offer here, so I can say nothing about it.");
        (await SayAsync("what is the size of Cherry?", Round)).Facts!.Single().Values.ShouldBe(["2"]);
    }

    [Fact]
    public async Task The_way_out_of_too_little_never_drops_it()
    {
        var reply = await SayAsync("green things", Round);

        Ids(reply).ShouldBeEmpty();
        reply.FollowUp!.Options.Single().Label.ShouldBe("without green (3)");
    }

    [Fact]
    public async Task An_item_that_is_outside_is_not_named_as_what_others_are_like()
    {
        (await SayAsync("things like Blue Pear", ItemFilter.Empty)).Text.ShouldContain("Blue Pear");

        (await SayAsync("things like Blue Pear", Round)).Text.ShouldNotContain("Blue Pear");
    }

    [Fact]
    public void A_model_is_told_no_title_of_what_is_outside_and_keeps_the_numbers_of_the_rest()
    {
        var lookup = new Plan { Lists = [new PlanList { Steps = [new LookupStep { Items = ["i03"] }] }] };
        var similar = new Plan { Lists = [new PlanList { Steps = [new SimilarStep { To = ["i03"] }] }] };
        var state = ConversationState.Empty with
        {
            Exchanges =
            [
                new Exchange
                {
                    Message = "one",
                    Plan = lookup,
                    Answer = "Blue Pear is blue.",
                },
                new Exchange
                {
                    Message = "two",
                    Plan = similar,
                    Lists =
                    [
                        ["i03", "i05"],
                    ],
                },
            ],
        };
        var serving = new ServingState(SmallCatalog.Snapshot);
        var within = new CallerScope(
            new CallerConditions(),
            ElementaryCondition.Of(ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["Round"] })),
            []
        ).Of(serving);

        Told(serving).ShouldContain("Blue Pear is blue.");
        Told(serving).ShouldContain("1. Blue Pear");
        Told(within).ShouldNotContain("Blue Pear");
        Told(within).ShouldContain("1. (not on offer); 2. Cherry (1999)");

        string Told(ServingState now)
        {
            var input = new PlanningInput("three", null, state, Profile.Empty, now);
            var earlier = InteRec.Planning.Agent.Prompts.TurnText.Earlier(state.Exchanges, 10_000, now).Select(m => m.Text);
            return string.Join('\n', earlier) + InteRec.Planning.Agent.Prompts.TurnText.Of(input, new Understood());
        }
    }

    [Fact]
    public async Task What_is_misspelt_is_told_to_the_caller_and_not_in_the_text()
    {
        var reply = await SayAsync("red things", ItemFilter.Empty, "No Such Thing");

        reply.Notices.ShouldContain(n => n.Text == "Not in the catalogue, so there was nothing to exclude: \"No Such Thing\".");
        reply.Text.ShouldNotContain("No Such");
    }

    [Theory]
    [InlineData("kinds", "Rond", "where.kinds.any[0]", "there is no kind \"Rond\"; the nearest is \"Round\".")]
    [InlineData(
        "kinds",
        "qqqqqq",
        "where.kinds.any[0]",
        "there is no kind \"qqqqqq\"; there are 4, such as \"Red\", \"Round\", \"Blue\", \"Green\"."
    )]
    [InlineData(
        "colour",
        "Red",
        "where.colour",
        "there is no attribute \"colour\" to filter on. There are year, kinds, makers, size, known, stars, boxed."
    )]
    public async Task What_cannot_be_read_is_refused_with_the_nearest(string attribute, string value, string path, string text)
    {
        var wrong = ItemFilter.Empty.With(attribute, new AttributeCondition { Any = [value] });

        var refused = await Should.ThrowAsync<CallerConditionsException>(() => SayAsync("red things", wrong));

        refused.Problems.ShouldBe([new PlanProblem(path, text)]);
    }

    private async Task<ChatReply> SayAsync(string message, ItemFilter where, params string[] exclude)
    {
        var reply = await _talk.TakeAsync(new ChatRequest(message, _conversation) { Where = where, Exclude = exclude }, default);
        _conversation = reply.ConversationId;
        return reply;
    }

    private static bool Inside(string id) => id is "i02" or "i05" or "i06";

    private static IReadOnlyList<string> Ids(ChatReply reply) => [.. reply.Lists.SelectMany(l => l.Items).Select(i => i.ItemId)];
}
