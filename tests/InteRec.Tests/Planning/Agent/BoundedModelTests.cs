using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent;

public sealed class BoundedModelTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.User, "hello")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_turns_time_ends_an_answer_and_a_stream_alike_and_is_booked(bool streamed)
    {
        var (time, options, account) = (new ManualTime(), new LlmOptions(), new ModelAccount(null, null));
        using var chat = new HangingChatClient();
        using var turn = new BoundedModel(chat, new ModelLedger(options, time), account, options, time, CancellationToken.None);

        var asking = streamed ? FirstAsync(turn) : turn.AskAsync(Hello, new ChatOptions());
        await chat.Asked;
        time.Advance(options.TurnTimeout);

        (await Should.ThrowAsync<ModelException>(() => asking)).Failure.ShouldBe(ModelFailure.TimedOut);
        (account.Usage!.Calls, account.Usage.Milliseconds).ShouldBe((1, options.TurnTimeout.TotalMilliseconds));
    }

    [Theory]
    [InlineData(nameof(ModelFailure.CircuitOpen), false)]
    [InlineData(nameof(ModelFailure.Unreachable), false)]
    [InlineData(nameof(ModelFailure.Refused), false)]
    [InlineData(nameof(ModelFailure.Busy), true)]
    public async Task A_call_that_no_model_had_drains_no_budget(string failure, bool streamed)
    {
        var options = new LlmOptions
        {
            PerDay = new Allowance { Calls = 1 },
            InputPrice = 1,
            OutputPrice = 1,
        };
        var (ledger, account) = (new ModelLedger(options, TimeProvider.System), new ModelAccount("c", "k"));
        using var chat = new ScriptedChatClient((_, _) => throw new ModelException(Enum.Parse<ModelFailure>(failure), "no"));
        using var turn = new BoundedModel(chat, ledger, account, options, TimeProvider.System, CancellationToken.None);

        await Should.ThrowAsync<ModelException>(() => streamed ? FirstAsync(turn) : turn.AskAsync(Hello, new ChatOptions()));

        (account.Usage!.Calls, account.Usage.InputTokens, account.Usage.Cost).ShouldBe((1, 0, null));
        ledger.Require(new ModelAccount("c", "k"));
    }

    [Fact]
    public async Task A_call_that_failed_at_the_model_is_booked()
    {
        var options = new LlmOptions { PerDay = new Allowance { Calls = 1 } };
        var (ledger, account) = (new ModelLedger(options, TimeProvider.System), new ModelAccount("c", "k"));
        using var chat = new ScriptedChatClient((_, _) => throw new ModelException(ModelFailure.Unreadable, "no"));
        using var turn = new BoundedModel(chat, ledger, account, options, TimeProvider.System, CancellationToken.None);

        await Should.ThrowAsync<ModelException>(() => turn.AskAsync(Hello, new ChatOptions()));

        account.Usage!.InputTokens.ShouldBe(1);
        Should.Throw<ModelException>(() => ledger.Require(new ModelAccount("c", "k")));
    }

    private static async Task FirstAsync(BoundedModel turn)
    {
        await using var pieces = turn.StreamAsync(Hello, new ChatOptions()).GetAsyncEnumerator();
        await pieces.MoveNextAsync();
    }
}
