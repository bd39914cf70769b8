using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

/// <summary>What an endpoint does not take is left out, told in the log, and not sent again.</summary>
public sealed class RefusedParameterTests
{
    public static TheoryData<string, int, string> Refusals =>
        new()
        {
            {
                "temperature",
                400,
                """{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.","param":"temperature","code":"unsupported_value"}}"""
            },
            {
                "temperature",
                422,
                """{"detail":[{"type":"extra_forbidden","loc":["body","temperature"],"msg":"Extra inputs are not permitted","input":0}]}"""
            },
            {
                "max_tokens",
                400,
                """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens","code":"unsupported_parameter"}}"""
            },
            {
                "response_format",
                400,
                """{"error":{"message":"response_format json_schema is not supported","type":"invalid_request_error"}}"""
            },
            {
                "response_format",
                400,
                """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"structured output is not available\"}}"}}}"""
            },
            { "response_format", 500, """{"error":"failed to parse grammar"}""" },
            { "response_format", 400, "Bad Request" },
            { "response_format", 422, "<html>no</html>" },
            { "temperature", 200, """{"error":{"message":"temperature: not supported","code":400}}""" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refused_parameter_is_asked_without_once_and_remembered(string parameter, int status, string body)
    {
        await using var endpoint = FakeEndpoint.Asked(sent =>
            sent.ContainsKey(parameter) ? FakeEndpoint.Json(body, status) : FakeEndpoint.Answer(OddAnswers.Plan)
        );
        var log = new LogLines();
        var options = Endpoints.Options(endpoint.Address);
        options.Temperature = 0;
        using var client = Endpoints.Client(options, loggers: log);
        var planner = LlmTurns.Planner(client, LlmTurns.Reading(), options);

        var first = await planner.PlanAsync(LlmTurns.Input("something red"), default);
        var asked = endpoint.Requests.Count;
        var second = await planner.PlanAsync(LlmTurns.Input("something red"), default);

        (first.Planner, second.Planner).ShouldBe(("llm", "llm"));
        asked.ShouldBe(parameter == "response_format" ? 3 : 2);
        endpoint.Requests.Count.ShouldBe(asked + 1);
        log.Lines.Count(l => l.Contains($"does not take {parameter} ", StringComparison.Ordinal)).ShouldBe(asked - 1);
        endpoint.Sent().ContainsKey("messages").ShouldBeTrue();
        (endpoint.Sent()["max_tokens"] ?? endpoint.Sent()["max_completion_tokens"])!.GetValue<int>().ShouldBe(options.MaxOutputTokens);
    }

    [Fact]
    public async Task A_schema_steps_down_to_any_object_and_further_only_when_that_is_refused_too()
    {
        await using var endpoint = FakeEndpoint.Asked(sent =>
            sent["response_format"]?["type"]?.ToString() == "json_schema"
                ? FakeEndpoint.Json("""{"error":"'response_format.type' must be 'json_object' or 'text'"}""", 400)
                : FakeEndpoint.Answer(OddAnswers.Plan)
        );
        var options = Endpoints.Options(endpoint.Address);
        using var client = Endpoints.Client(options);

        (await LlmTurns.Planner(client, LlmTurns.Reading(), options).PlanAsync(LlmTurns.Input("something red"), default)).Planner.ShouldBe(
            "llm"
        );

        endpoint.Sent()["response_format"]!["type"]!.ToString().ShouldBe("json_object");
    }

    [Theory]
    [InlineData("seed", """{"error":{"message":"Unrecognized request argument supplied: seed"}}""")]
    [InlineData("tools", """{"error":"registry.ollama.ai/library/x does not support tools"}""")]
    [InlineData("tools", """{"error":{"message":"No endpoints found that support tool use.","code":404}}""")]
    [InlineData("parallel_tool_calls", """{"message":"unknown field parallel_tool_calls"}""")]
    [InlineData("stream_options", """{"detail":[{"loc":["body","stream_options"],"msg":"extra fields not permitted"}]}""")]
    [InlineData("stream", """{"error":{"message":"Streaming is not supported by this deployment"}}""")]
    public async Task Other_parameters_are_left_out_as_well(string parameter, string body)
    {
        await using var endpoint = FakeEndpoint.Asked(sent =>
            sent.ContainsKey(parameter) ? FakeEndpoint.Json(body, 400) : FakeEndpoint.Answer("hi")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        var chat = new ChatOptions
        {
            Seed = 1,
            Tools = [AIFunctionFactory.Create(() => "12", "search")],
            AllowMultipleToolCalls = true,
        };

        var text = string.Empty;
        await foreach (var piece in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")], chat))
        {
            text += piece.Text;
        }

        text.ShouldBe("hi");
        endpoint.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rules_go_in_front_of_the_message_where_no_role_for_them_is_known()
    {
        await using var endpoint = FakeEndpoint.Asked(sent =>
            sent["messages"]![0]!["role"]!.ToString() == "system"
                ? FakeEndpoint.Json("""{"error":{"message":"System role not supported"}}""", 400)
                : FakeEndpoint.Answer("hi")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (
            await client.GetResponseAsync([new ChatMessage(ChatRole.System, "be kind"), new ChatMessage(ChatRole.User, "hello")])
        ).Text.ShouldBe("hi");

        endpoint.Sent()["messages"]![0]!["content"]!.ToString().ShouldBe("be kind\n\nhello");
    }

    [Fact]
    public async Task Where_nothing_helps_the_next_call_begins_anew_and_the_caller_is_told_no_reason()
    {
        const string Reason = "the deployment is gone";
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json($$$"""{"error":{"message":"{{{Reason}}}"}}""", 400));
        var log = new LogLines();
        var options = Endpoints.Options(endpoint.Address);
        using var client = Endpoints.Client(options, loggers: log);
        var planner = LlmTurns.Planner(client, LlmTurns.Reading(), options);

        var result = await planner.PlanAsync(LlmTurns.Input("something red"), default);
        await planner.PlanAsync(LlmTurns.Input("something red"), default);

        endpoint.Requests.Count.ShouldBe(6);
        log.Lines.Count.ShouldBe(4);
        log.Lines.ShouldAllBe(l =>
            l.StartsWith("The endpoint does not take response_format ", StringComparison.Ordinal)
            && l.EndsWith(Reason, StringComparison.Ordinal)
        );
        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
        System.Text.Json.JsonSerializer.Serialize(result.Notices).ShouldNotContain(Reason);
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_is_no_parameter()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Json(
                """{"error":{"message":"'max_tokens' is too large: this model's maximum context length is 512 tokens"}}""",
                400
            )
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.Refused);
        endpoint.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_key_never_stands_in_the_log()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Json("""{"error":{"message":"temperature and sk-secret are wrong"}}""", 400)
        );
        var log = new LogLines();
        var options = Endpoints.Options(endpoint.Address);
        (options.ApiKey, options.Temperature) = ("sk-secret", 0);
        using var client = Endpoints.Client(options, loggers: log);

        var e = await Should.ThrowAsync<ModelException>(() =>
            client.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], new ChatOptions { Temperature = 0 })
        );

        e.Message.ShouldNotContain("sk-secret");
        string.Join('\n', log.Lines).ShouldContain("temperature and *** are wrong");
    }

    [Fact]
    public async Task The_key_stands_in_no_failure_of_a_stream_either()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Events(FakeEndpoint.Piece("Hel"), """{"error":{"message":"sk-secret is over its limit","code":429}}""")
        );
        var options = Endpoints.Options(endpoint.Address);
        options.ApiKey = "sk-secret";
        using var client = Endpoints.Client(options);

        (await Should.ThrowAsync<ModelException>(() => client.StreamAsync())).Message.ShouldBe(
            "the endpoint answered 429: *** is over its limit"
        );
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Answer(OddAnswers.Plan));
        var options = Endpoints.Options(endpoint.Address);
        using var client = Endpoints.Client(options);

        await LlmTurns.Planner(client, LlmTurns.Reading(), options).PlanAsync(LlmTurns.Input("something red"), default);

        endpoint.Sent().Select(p => p.Key).Order(StringComparer.Ordinal).ShouldBe(["max_tokens", "messages", "model", "response_format"]);
    }
}
