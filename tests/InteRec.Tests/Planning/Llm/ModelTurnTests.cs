using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Budget;
using InteRec.Tests.Support;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm;

public sealed class ModelTurnTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.User, "hello")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_turns_time_ends_an_answer_and_a_stream_alike_and_is_booked(bool streamed)
    {
        var (time, options, account) = (new ManualTime(), new LlmOptions(), new TurnAccount(null, null));
        using var chat = new HangingChatClient();
        using var turn = new ModelTurn(chat, new ModelLedger(options, time), account, options, time, CancellationToken.None);

        var asking = streamed ? FirstAsync(turn) : turn.AskAsync(Hello, new ChatOptions());
        await chat.Asked;
        time.Advance(options.TurnTimeout);

        (await Should.ThrowAsync<ModelException>(() => asking)).Failure.ShouldBe(ModelFailure.TimedOut);
        (account.Usage!.Calls, account.Usage.Milliseconds).ShouldBe((1, options.TurnTimeout.TotalMilliseconds));
    }

    private static async Task FirstAsync(ModelTurn turn)
    {
        await using var pieces = turn.StreamAsync(Hello, new ChatOptions()).GetAsyncEnumerator();
        await pieces.MoveNextAsync();
    }
}
