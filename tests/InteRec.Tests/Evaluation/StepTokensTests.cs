using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Profiles;
using InteRec.Tests.Planning.Agent;
using InteRec.Tests.Planning.Agent.Model;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tools;
using Microsoft.ML.Tokenizers;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Evaluation;

/// <summary>
/// What a call of steps mode costs on the films as it goes over the wire: rules, tools with their schemas, and a first turn.
/// </summary>
public sealed class StepTokensTests(ITestOutputHelper output)
{
    /// <summary>A third of what such a call took when every tool had its whole schema.</summary>
    private const int Most = 1_830;

    private const string Answer = """
        {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[
        {"id":"1","type":"function","function":{"name":"filter","arguments":"{\"where\":{\"cast\":{\"any\":[\"Bill Murray\"]}}}"}},
        {"id":"2","type":"function","function":{"name":"rank","arguments":"{}"}},
        {"id":"3","type":"function","function":{"name":"done","arguments":"{}"}}]}}]}
        """;

    private static readonly TiktokenTokenizer Tokens = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [Fact]
    public async Task A_first_turn_in_steps_mode_takes_a_third_of_the_tokens_it_took_and_one_call()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json(Answer));
        var options = Endpoints.Options(endpoint.Address);
        options.Mode = LlmMode.Steps;
        using var client = Endpoints.Client(options);
        var input = new PlanningInput(
            "something funny and clever from the nineties for tonight, with Bill Murray",
            null,
            ConversationState.Empty,
            Profile.Empty,
            Movies.Serving
        );

        var planned = await LlmTurns.Planner(client, ShippedReader.Planner, options).PlanAsync(input, default);

        planned.Plan.Lists.Single().Steps.Select(s => s.ToolName).ShouldBe(["filter", "rank"]);
        endpoint.Requests.Count.ShouldBe(1);
        var sent = endpoint.Sent();
        var messages = sent["messages"]!.AsArray().Select(m => Tokens.CountTokens(m!["content"]!.ToString())).ToList();
        var tools = sent["tools"]!.AsArray().Select(t => Tokens.CountTokens(t!.ToJsonString(PlanJson.Options))).ToList();
        output.WriteLine(
            $"{messages.Sum() + tools.Sum()} tokens: rules {messages[0]}, tools {tools.Sum()} ({string.Join(", ", tools)}), turn "
                + $"{messages[^1]}"
        );
        (messages.Sum() + tools.Sum()).ShouldBeLessThanOrEqualTo(Most);
    }
}
