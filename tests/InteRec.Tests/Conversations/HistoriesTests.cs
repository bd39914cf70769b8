using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

public sealed class HistoriesTests : IDisposable
{
    private static readonly Caller Ann = new("ann", "key1");
    private static readonly Caller Somebody = new(null, "key1");
    private readonly TestStore _store = new();

    private Histories Histories => _store.Get<Histories>();

    private ConversationStore Conversations => _store.Get<ConversationStore>();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_longest_known_history_is_found()
    {
        await KeepAsync("one", await TurnAsync("c_1", 1, Ann), Ann);
        await KeepAsync("two", await TurnAsync("c_1", 2, Ann), Ann);

        (await FindAsync("one", "two", "three"))!.ShouldBe(new KnownHistory("two", "c_1", 2, IsShared: false));
        (await FindAsync("two", "one"))!.Digest.ShouldBe("one");
        (await FindAsync("three")).ShouldBeNull();
        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_branch_stands_where_the_history_ended_and_belongs_to_the_same_caller()
    {
        await KeepAsync("one", await TurnAsync("c_1", 1, Ann, "tt1"), Ann);
        await TurnAsync("c_1", 2, Ann, "tt2");

        var branch = (await Histories.BranchAsync("one", Ann, CancellationToken.None))!;

        var begun = (await Conversations.LoadAsync(branch, Ann, CancellationToken.None))!;
        begun.State.Turn.ShouldBe(1);
        begun.State.LastItems.ShouldBe(["tt1"]);
        begun.UserId.ShouldBe("ann");
        (await Conversations.LoadAsync(branch, new Caller("bob", "key1"), CancellationToken.None)).ShouldBeNull();
        await TurnAsync(branch, 2, Ann);
        (await Conversations.LoadAsync("c_1", Ann, CancellationToken.None))!.State.LastItems.ShouldBe(["tt2"]);
        (await Histories.BranchAsync("none", Ann, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_branch_of_a_conversation_in_which_somebody_was_named_since_is_nobodys()
    {
        await KeepAsync("one", await TurnAsync("c_1", 1, Somebody), Somebody);
        await TurnAsync("c_1", 2, Ann);

        var branch = (await Histories.BranchAsync("one", Somebody, CancellationToken.None))!;

        (await Conversations.LoadAsync(branch, Somebody, CancellationToken.None))!.UserId.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_history_of_two_conversations_is_shared_unless_a_user_had_both()
    {
        foreach (var (caller, digest) in new[] { (Ann, "hers"), (Somebody, "theirs") })
        {
            await KeepAsync(digest, await TurnAsync($"c_1_{digest}", 1, caller), caller);
            await KeepAsync(digest, await TurnAsync($"c_2_{digest}", 1, caller), caller);
        }

        (await FindAsync("hers"))!.ShouldBe(new KnownHistory("hers", "c_2_hers", 1, IsShared: false));
        (await FindAsync("theirs"))!.ShouldBe(new KnownHistory("theirs", "c_2_theirs", 1, IsShared: true));
    }

    [Fact]
    public async Task A_conversation_that_went_on_meanwhile_is_not_noted()
    {
        var first = await TurnAsync("c_1", 1, Ann);
        await TurnAsync("c_1", 2, Ann);

        await KeepAsync("one", first, Ann);

        (await FindAsync("one")).ShouldBeNull();
    }

    [Fact]
    public async Task Histories_go_with_their_conversation_with_age_and_beyond_twenty()
    {
        for (var turn = 1; turn <= Histories.MostOfAConversation + 2; turn++)
        {
            await KeepAsync($"d{turn}", await TurnAsync("c_1", turn, Ann), Ann);
        }

        (await FindAsync("d2")).ShouldBeNull();
        (await FindAsync("d3")).ShouldNotBeNull();
        _store.Time.Now += Histories.Kept + TimeSpan.FromMinutes(1);
        await KeepAsync("other", await TurnAsync("c_2", 1, Ann), Ann);
        (await FindAsync("d3", "d22")).ShouldBeNull();
        await Conversations.DeleteAsync("c_2", Ann, CancellationToken.None);
        (await FindAsync("other")).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_forgotten_does_not_come_back_from_an_earlier_answer()
    {
        await KeepAsync("one", await TurnAsync("c_1", 1, Ann, "tt1"), Ann);
        await KeepAsync("other", await TurnAsync("c_2", 1, Ann, "tt1"), Ann);
        await Conversations.SaveTurnAsync(
            Turn(Reply("c_1", 2) with { Plan = new Plan { Forget = new ProfileChange { Everything = true } } }, Ann),
            CancellationToken.None
        );

        (await FindAsync("one")).ShouldBeNull();
        (await FindAsync("other")).ShouldNotBeNull();
    }

    private Task<KnownHistory?> FindAsync(params string[] digests) => Histories.FindAsync(digests, CancellationToken.None);

    private Task KeepAsync(string digest, ChatReply reply, Caller caller) =>
        Histories.KeepAsync(digest, reply, caller, CancellationToken.None);

    private async Task<ChatReply> TurnAsync(string conversationId, int turn, Caller caller, params string[] items)
    {
        var reply = Reply(conversationId, turn);
        await Conversations.SaveTurnAsync(Turn(reply, caller, items), CancellationToken.None);
        return reply;
    }

    private static FinishedTurn Turn(ChatReply reply, Caller caller, params string[] items) =>
        new()
        {
            ConversationId = reply.ConversationId,
            Caller = caller,
            Message = "message",
            State = new ConversationState { Turn = reply.Turn, LastItems = items },
            Reply = reply,
        };

    private static ChatReply Reply(string conversationId, int turn) =>
        new()
        {
            ConversationId = conversationId,
            Turn = turn,
            Text = "text",
            Understood = new Understood(),
            Planner = "built-in",
            Plan = new Plan(),
        };
}
