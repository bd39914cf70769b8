using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Conversations.Experiments;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Settings;
using InteRec.Tests.Storage;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

/// <summary>Whole turns over a real store, with a planner that answers from a script.</summary>
public sealed class ConversationServiceTests : IDisposable
{
    private static readonly Caller Ann = new("ann", null);
    private readonly TestStore _store = new(schema: SmallCatalog.Schema);
    private readonly ScriptedPlanner _planner = new();
    private readonly ConversationService _service;

    public ConversationServiceTests()
    {
        var slot = new ServingSlot();
        slot.Swap(new ServingState(SmallCatalog.Snapshot));
        var runner = new PlanRunner(new ToolBox(), Options.Create(new PlanLimits()), _store.Time);
        _service = new ConversationService(
            slot,
            _planner,
            runner,
            new CountingWriter(),
            _store.Get<Experiment>(),
            _store.Get<ConversationStore>(),
            _store.Get<ProfileStore>(),
            Options.Create(new InteRecOptions { Seed = 1 }),
            _store.Time,
            NullLogger<ConversationService>.Instance
        );
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_turn_comes_in_pieces_and_is_stored_with_its_recommendation()
    {
        _planner.Next(new Plan { Lists = [new PlanList { Count = 2, Steps = [Red, new RankStep()] }], Ask = "auto" });

        var events = await Events(new ChatRequest("red"), Ann);

        events
            .Select(e => e.GetType().Name)
            .ShouldBe(["TurnPlanned", "TurnStep", "TurnStep", "TurnItems", "TurnText", "TurnText", "TurnDone"]);
        var reply = ((TurnDone)events[^1]).Reply;
        reply.Text.ShouldBe("2 items");
        reply.Lists.Single().Items.Select(i => i.ItemId).ShouldBe(["i05", "i02"]);
        reply.Lists[0].Items[0].Facts["kinds"].ShouldBe(new[] { "Red", "Round" });
        var record = (await _store.Get<RecommendationStore>().GetAsync(reply.RecommendationId!, Ann, default))!.Value.Record;
        record.Items.ShouldBe(["i05", "i02"]);
        var state = (await _store.Get<ConversationStore>().LoadAsync(reply.ConversationId, Ann, default))!.State;
        state.LastItems.ShouldBe(["i05", "i02"]);
        state.Turn.ShouldBe(1);
        state.Requests.Single().Where["kinds"]!.Any.ShouldBe(["Red"]);
    }

    [Fact]
    public async Task Of_a_group_the_one_who_speaks_learns_and_for_all_nothing_is_listed_that_one_does_not_want()
    {
        var profiles = _store.Get<ProfileStore>();
        await profiles.UpdateAsync(
            new Caller("bob", null),
            new ProfileUpdate { Add = [new ProfileEntry(ProfileKinds.Unwanted, "i05", null, null, DateTimeOffset.UnixEpoch, "api")] },
            default
        );
        _planner.Next(
            new Plan
            {
                Lists = [new PlanList { Steps = [Red] }],
                Remember = new ProfileChange { Seen = ["i01"] },
            }
        );

        var reply = await _service.TakeTurnAsync(new ChatRequest("red") { UserIds = ["bob", "cy"] }, Ann, default);

        reply.Lists.Single().Items.Select(i => i.ItemId).ShouldBe(["i02"]);
        reply.Plan.Within!.UserIds.ShouldBe(["bob", "cy"]);
        (await profiles.LoadAsync(Ann, default)).Entries.Single().ItemId.ShouldBe("i01");
        (await profiles.LoadAsync(new Caller("bob", null), default)).Entries.Single().ItemId.ShouldBe("i05");
        (await profiles.LoadAsync(new Caller("cy", null), default)).Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_conversation_keeps_no_words_of_an_answer_to_a_group()
    {
        _planner.Next(new Plan { Intent = Intent.Chitchat });
        var alone = await _service.TakeTurnAsync(new ChatRequest("hello"), Ann, default);
        await _service.TakeTurnAsync(new ChatRequest("hello", alone.ConversationId) { UserIds = ["bob", "cy"] }, Ann, default);

        var exchanges = (await _store.Get<ConversationStore>().LoadAsync(alone.ConversationId, Ann, default))!.State.Exchanges;

        exchanges.Select(e => e.Answer).ShouldBe([alone.Text, null]);
    }

    [Fact]
    public async Task What_was_said_about_taste_holds_at_once_and_stays_in_the_profile()
    {
        _planner.Next(
            new Plan
            {
                Lists = [new PlanList { Steps = [Red] }],
                Remember = new ProfileChange { Unwanted = ["i05", "blue"] },
            }
        );

        var reply = await _service.TakeTurnAsync(new ChatRequest("no cherries"), Ann, default);

        reply.Lists.Single().Items.Select(i => i.ItemId).ShouldNotContain("i05");
        var profile = await _store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), default);
        profile
            .Entries.Select(e => (e.Kind, e.ItemId ?? e.Value, e.Source))
            .ShouldBe(
                [("unwanted", "i05", $"chat:{reply.ConversationId}/1"), ("unwanted", "Blue", $"chat:{reply.ConversationId}/1")],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_conversation_without_a_user_remembers_by_itself()
    {
        _planner.Next(
            new Plan
            {
                Intent = Intent.Remember,
                Remember = new ProfileChange { Unwanted = ["i05"] },
            }
        );
        var first = await _service.TakeTurnAsync(new ChatRequest("no cherries"), new Caller(null, null), default);
        _planner.Next(new Plan { Lists = [new PlanList { Steps = [Red] }] });

        var second = await _service.TakeTurnAsync(new ChatRequest("red", first.ConversationId), new Caller(null, null), default);

        second.Turn.ShouldBe(2);
        second.Lists.Single().Items.Select(i => i.ItemId).ShouldBe(["i02", "i01"]);
    }

    [Fact]
    public async Task What_was_forgotten_again_does_not_reach_the_profile_when_the_user_is_known_at_last()
    {
        _planner.Next(
            new Plan
            {
                Intent = Intent.Remember,
                Remember = new ProfileChange { Unwanted = ["Red"], Liked = ["i02"] },
            }
        );
        var first = ((TurnDone)(await Events(new ChatRequest("never red"), new Caller(null, null)))[^1]).Reply;
        _planner.Next(
            new Plan
            {
                Intent = Intent.Forget,
                Forget = new ProfileChange { Unwanted = ["Red"] },
            }
        );

        await Events(new ChatRequest("forget that about red", first.ConversationId), Ann);

        (await _store.Get<ProfileStore>().LoadAsync(Ann, default)).Entries.Select(e => e.ItemId ?? e.Value).ShouldBe(["i02"]);
    }

    [Fact]
    public async Task What_was_understood_is_said_in_the_catalogues_words()
    {
        _planner.Next(
            new Plan
            {
                Lists =
                [
                    new PlanList
                    {
                        Steps =
                        [
                            new FilterStep { Where = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["rEd"] }) },
                            new RankStep(),
                        ],
                    },
                ],
            }
        );

        var reply = ((TurnDone)(await Events(new ChatRequest("red"), Ann))[^1]).Reply;

        reply.Understood.Conditions["kinds"]!.Any.ShouldBe(["Red"]);
    }

    [Fact]
    public async Task Somebody_elses_conversation_is_not_found()
    {
        _planner.Next(new Plan { Intent = Intent.Chitchat });
        var reply = await _service.TakeTurnAsync(new ChatRequest("hello"), Ann, default);

        await Should.ThrowAsync<ConversationNotFoundException>(() =>
            _service.TakeTurnAsync(new ChatRequest("hello", reply.ConversationId), new Caller("bob", null), default)
        );
        await Should.ThrowAsync<ConversationNotFoundException>(() =>
            _service.TakeTurnAsync(new ChatRequest("hello", "c_none"), Ann, default)
        );
    }

    [Fact]
    public async Task A_turn_that_is_broken_off_stores_nothing()
    {
        _planner.Next(new Plan { Lists = [new PlanList { Steps = [Red] }] });
        using var cancelled = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var turn in _service.StreamTurnAsync(new ChatRequest("red"), Ann, cancelled.Token))
            {
                if (turn is TurnItems)
                {
                    await cancelled.CancelAsync();
                }
            }
        });

        (await _store.Get<ConversationStore>().ListAsync(Ann, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_cannot_run_lists_nothing()
    {
        _planner.Next(new Plan { Lists = [new PlanList { Count = -1, Steps = [Red] }] });

        (await _service.TakeTurnAsync(new ChatRequest("red"), Ann, default)).Lists.ShouldBeEmpty();
    }

    private static FilterStep Red => new() { Where = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["red"] }) };

    private async Task<List<TurnEvent>> Events(ChatRequest request, Caller caller)
    {
        var events = new List<TurnEvent>();
        await foreach (var turn in _service.StreamTurnAsync(request, caller, default))
        {
            events.Add(turn);
        }

        return events;
    }

    private sealed class ScriptedPlanner : IPlanner
    {
        private Plan _next = new();

        public string Name => "scripted";

        public void Next(Plan plan) => _next = plan;

        public Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken) =>
            Task.FromResult(
                new PlanningResult
                {
                    Plan = _next,
                    Understood = new Understood { Intent = _next.Intent },
                    Planner = Name,
                }
            );
    }

    private sealed class CountingWriter : IReplyWriter
    {
        public async IAsyncEnumerable<string> WriteAsync(ReplyContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return $"{context.Lists.Sum(l => l.Items.Count)} ";
            yield return "items";
        }
    }
}
