using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

public sealed class BudgetTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("conversation", "c1", "k2")]
    [InlineData("key", "c2", "k1")]
    [InlineData("day", "c2", "k2")]
    public void A_used_up_account_lets_no_call_pass_and_the_others_go_on(string whose, string conversation, string key)
    {
        var options = new LlmOptions();
        var allowance = whose switch
        {
            "conversation" => options.PerConversation,
            "key" => options.PerKey,
            _ => options.PerDay,
        };
        allowance.Tokens = 100;
        var ledger = new ModelLedger(options, _time);
        ledger.Book(new ModelAccount("c1", "k1"), 90, 10, TimeSpan.Zero);

        var e = Should.Throw<ModelException>(() => ledger.Require(new ModelAccount(conversation, key)));

        e.Failure.ShouldBe(ModelFailure.OverBudget);
        e.Message.ShouldContain(whose);
        if (whose != "day")
        {
            ledger.Require(new ModelAccount("c3", "k3"));
        }
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("tokens")]
    [InlineData("money")]
    [InlineData("time")]
    public void Calls_tokens_money_and_time_are_all_bounds(string what)
    {
        var options = new LlmOptions { InputPrice = 1, OutputPrice = 3 };
        options.PerConversation = what switch
        {
            "calls" => new Allowance { Calls = 2 },
            "tokens" => new Allowance { Tokens = 2_000 },
            "money" => new Allowance { Money = 0.003 },
            _ => new Allowance { Time = TimeSpan.FromSeconds(2) },
        };
        var ledger = new ModelLedger(options, _time);
        ledger.Book(new ModelAccount("c", null), 750, 250, TimeSpan.FromSeconds(1));
        ledger.Require(new ModelAccount("c", null));
        ledger.Book(new ModelAccount("c", null), 750, 250, TimeSpan.FromSeconds(1));

        Should.Throw<ModelException>(() => ledger.Require(new ModelAccount("c", null)));
    }

    [Fact]
    public void A_new_day_begins_with_nothing_spent()
    {
        var options = new LlmOptions
        {
            PerKey = new Allowance { Calls = 1 },
            PerDay = new Allowance { Calls = 1 },
        };
        var ledger = new ModelLedger(options, _time);
        var account = new ModelAccount(null, "k");
        ledger.Book(account, 1, 1, TimeSpan.Zero);
        Should.Throw<ModelException>(() => ledger.Require(new ModelAccount(null, "k")));

        _time.Advance(TimeSpan.FromDays(1));

        ledger.Require(new ModelAccount(null, "k"));
    }

    [Fact]
    public async Task A_turn_over_budget_has_the_built_in_plan_and_asks_no_model()
    {
        var chat = new ScriptedChatClient("""{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}""");
        var planner = LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { PerConversation = new Allowance { Calls = 1 } });

        var first = await planner.PlanAsync(LlmTurns.Input("x") with { Account = new ModelAccount("c", null) }, default);
        var second = await planner.PlanAsync(LlmTurns.Input("x") with { Account = new ModelAccount("c", null) }, default);
        var other = await planner.PlanAsync(LlmTurns.Input("x") with { Account = new ModelAccount("d", null) }, default);

        first.Planner.ShouldBe("llm");
        second.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
        other.Planner.ShouldBe("llm");
        chat.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_turn_costs_is_told_with_money_where_prices_are_set()
    {
        var chat = new ScriptedChatClient("""{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}""");
        var input = LlmTurns.Input("x");

        await LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { InputPrice = 1, OutputPrice = 10 }).PlanAsync(input, default);

        input.Account.Usage!.Cost!.Value.ShouldBe(0.0002, 1e-9);
        input.Account.Usage.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_endpoint_counts_no_tokens_they_are_estimated()
    {
        var chat = new ScriptedChatClient(
            (_, _) =>
                new ChatResponse(new ChatMessage(ChatRole.Assistant, """{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}"""))
        );
        var input = LlmTurns.Input("x");

        await LlmTurns.Planner(chat, LlmTurns.Reading()).PlanAsync(input, default);

        input.Account.Usage!.InputTokens.ShouldBeGreaterThan(200);
        input.Account.Usage.OutputTokens.ShouldBe(15);
    }

    [Fact]
    public void Money_without_prices_stops_the_start() =>
        new LlmOptionsValidator()
            .Validate(null, new LlmOptions { PerDay = new Allowance { Money = 5 } })
            .FailureMessage.ShouldNotBeNull()
            .ShouldContain("InputPrice");
}
