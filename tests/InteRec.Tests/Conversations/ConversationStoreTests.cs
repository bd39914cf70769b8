using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Storage;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

public sealed class ConversationStoreTests
{
    private static readonly Caller Ann = new("ann", "key1");

    [Fact]
    public async Task A_conversation_comes_back_as_it_was_stored_after_a_restart()
    {
        using var store = new TestStore();
        var turn = Turn("c_1", 1, Ann) with
        {
            State = new ConversationState
            {
                Turn = 1,
                LastItems = ["1"],
                Requests = [new OpenRequest { Where = ItemFilter.Empty.With("year", new AttributeCondition { From = 1990 }) }],
                LastPlan = new Plan { Lists = [new PlanList { Steps = [new SearchStep { Text = "dreams" }, new RankStep()] }] },
            },
        };
        await store.Get<ConversationStore>().SaveTurnAsync(turn, CancellationToken.None);
        store.Close();

        using var again = new TestStore(store.Folder);
        var conversations = again.Get<ConversationStore>();
        var loaded = (await conversations.LoadAsync("c_1", Ann, CancellationToken.None))!;

        loaded.UserId.ShouldBe("ann");
        loaded.State.LastItems.ShouldBe(["1"]);
        loaded.State.Requests[0].Where["year"]!.From.ShouldBe(1990);
        loaded.State.LastPlan!.Lists[0].Steps[0].ShouldBe(new SearchStep { Text = "dreams" });
        var stored = (await conversations.TurnsAsync("c_1", CancellationToken.None)).ShouldHaveSingleItem();
        stored.Message.ShouldBe("message 1");
        stored.Reply.Text.ShouldBe("reply 1");
    }

    [Theory]
    [InlineData("ann", "key1", true)]
    [InlineData(null, "key1", true)]
    [InlineData("bob", "key1", false)]
    [InlineData("ann", "key2", false)]
    [InlineData("ann", null, false)]
    public async Task A_conversation_belongs_to_its_user_and_key(string? userId, string? keyId, bool owns)
    {
        using var store = new TestStore();
        var conversations = store.Get<ConversationStore>();
        await conversations.SaveTurnAsync(Turn("c_1", 1, Ann), CancellationToken.None);
        var caller = new Caller(userId, keyId);

        (await conversations.LoadAsync("c_1", caller, CancellationToken.None) is not null).ShouldBe(owns);
        (await conversations.DeleteAsync("c_1", caller, CancellationToken.None)).ShouldBe(owns);
    }

    [Fact]
    public async Task Of_two_messages_at_once_one_is_stored_and_the_other_is_a_conflict()
    {
        using var store = new TestStore();
        var conversations = store.Get<ConversationStore>();
        await conversations.SaveTurnAsync(Turn("c_1", 1, Ann), CancellationToken.None);

        var attempts = Enumerable
            .Range(0, 8)
            .Select(_ => Task.Run(() => conversations.SaveTurnAsync(Turn("c_1", 2, Ann), CancellationToken.None)))
            .ToArray();
        await Task.WhenAll(attempts.Select(a => a.ContinueWith(_ => { }, TaskScheduler.Default)));

        attempts.Count(a => a.IsCompletedSuccessfully).ShouldBe(1);
        attempts.Count(a => a.Exception?.InnerException is ConversationConflictException).ShouldBe(7);
        (await conversations.TurnsAsync("c_1", CancellationToken.None)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_conflict_stores_neither_the_recommendation_nor_the_profile()
    {
        using var store = new TestStore();
        var conversations = store.Get<ConversationStore>();
        var late = Turn("c_1", 2, Ann) with
        {
            Recommendation = Record("r_1"),
            Profile = new ProfileUpdate { Add = [new ProfileEntry(ProfileKinds.Liked, "1", null, null, store.Time.Now, "chat:c_1/2")] },
        };

        await Should.ThrowAsync<ConversationConflictException>(() => conversations.SaveTurnAsync(late, CancellationToken.None));

        (await store.Get<RecommendationStore>().GetAsync("r_1", new Caller(null, null), CancellationToken.None)).ShouldBeNull();
        (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None)).Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_turn_stores_what_was_recommended_and_learnt()
    {
        using var store = new TestStore();
        var entry = new ProfileEntry(ProfileKinds.Unwanted, null, "genres", "Horror", store.Time.Now, "chat:c_1/1");
        await store
            .Get<ConversationStore>()
            .SaveTurnAsync(
                Turn("c_1", 1, Ann) with
                {
                    Recommendation = Record("r_1"),
                    Profile = new ProfileUpdate { Add = [entry] },
                },
                CancellationToken.None
            );

        (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None)).Entries.ShouldBe([entry]);
        var (record, _) = (await store.Get<RecommendationStore>().GetAsync("r_1", new Caller(null, null), CancellationToken.None))!.Value;
        record.Items.ShouldBe(["1", "2"]);
        record.UserId.ShouldBe("ann");
        record.Plan.ShouldNotBeNull();
    }

    [Fact]
    public async Task Deleting_a_conversation_deletes_its_records_and_no_others()
    {
        using var store = new TestStore();
        var conversations = store.Get<ConversationStore>();
        var records = store.Get<RecommendationStore>();
        await conversations.SaveTurnAsync(Turn("c_1", 1, Ann) with { Recommendation = Record("r_1") }, CancellationToken.None);
        await conversations.SaveTurnAsync(
            Turn("c_2", 1, Ann) with
            {
                Recommendation = Record("r_2") with { ConversationId = "c_2" },
            },
            CancellationToken.None
        );

        await conversations.DeleteAsync("c_1", Ann, CancellationToken.None);

        (await records.GetAsync("r_1", new Caller(null, null), CancellationToken.None)).ShouldBeNull();
        (await records.GetAsync("r_2", new Caller(null, null), CancellationToken.None)).ShouldNotBeNull();
        (await conversations.ListAsync(Ann, 10, CancellationToken.None)).Single().ConversationId.ShouldBe("c_2");
    }

    [Fact]
    public async Task A_state_that_can_no_longer_be_read_begins_anew_and_keeps_its_turn()
    {
        using var store = new TestStore();
        var conversations = store.Get<ConversationStore>();
        await conversations.SaveTurnAsync(Turn("c_1", 1, Ann), CancellationToken.None);
        await store.Database.WriteAsync(
            s => s.ExecuteAsync("UPDATE conversations SET state = '{\"requests\": 7}'"),
            CancellationToken.None
        );

        (await conversations.LoadAsync("c_1", Ann, CancellationToken.None))!.State.Turn.ShouldBe(1);
    }

    [Fact]
    public async Task Feedback_is_kept_once_an_item_and_kind_and_only_for_what_was_shown()
    {
        using var store = new TestStore();
        var records = store.Get<RecommendationStore>();
        await records.AddAsync(Record("r_1"), CancellationToken.None);
        var clicked = new Feedback("1", FeedbackKinds.Clicked, null, store.Time.Now);
        var rejected = new Feedback("2", FeedbackKinds.Rejected, "too long", store.Time.Now);

        (await records.AddFeedbackAsync("r_1", [clicked, rejected], CancellationToken.None)).ShouldBeTrue();
        (await records.AddFeedbackAsync("r_1", [clicked], CancellationToken.None)).ShouldBeTrue();
        (await records.AddFeedbackAsync("r_1", [clicked with { ItemId = "9" }], CancellationToken.None)).ShouldBeFalse();
        (await records.AddFeedbackAsync("r_9", [clicked], CancellationToken.None)).ShouldBeFalse();

        (await records.GetAsync("r_1", new Caller(null, null), CancellationToken.None))!.Value.Feedback.ShouldBe([clicked, rejected]);
    }

    internal static RecommendationRecord Record(string id) =>
        new()
        {
            RecommendationId = id,
            ConversationId = "c_1",
            Turn = 1,
            UserId = "ann",
            Planner = "built-in",
            Plan = new Plan { Lists = [new PlanList { Steps = [new SearchStep { Text = "her very own words" }] }] },
            Items = ["1", "2"],
            At = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
        };

    internal static FinishedTurn Turn(string conversationId, int turn, Caller caller) =>
        new()
        {
            ConversationId = conversationId,
            Caller = caller,
            Message = $"message {turn}",
            State = new ConversationState { Turn = turn },
            Reply = new ChatReply
            {
                ConversationId = conversationId,
                Turn = turn,
                Text = $"reply {turn}",
                Understood = new Understood(),
                Planner = "built-in",
                Plan = new Plan(),
                Lists =
                [
                    new ItemList(
                        null,
                        [
                            new ListedItem
                            {
                                ItemId = "1",
                                Title = "Dune",
                                Facts = new Dictionary<string, object> { ["genres"] = new[] { "Sci-Fi" }, ["year"] = 1965 },
                            },
                        ]
                    ),
                ],
            },
        };
}
