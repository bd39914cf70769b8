using System.Text.Json;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

public sealed class OpenAiRequestTests
{
    private const string Schema =
        """{"type":"object","properties":{"a":{"$ref":"#/$defs/b"},"c":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false,"$defs":{"b":{"type":"integer","minimum":1}}}""";

    [Fact]
    public async Task Messages_schema_and_bounds_go_out_in_the_endpoints_terms()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Answer("{}"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        var schema = JsonDocument.Parse(Schema).RootElement;

        await client.GetResponseAsync(
            [new ChatMessage(ChatRole.System, "rules"), new ChatMessage(ChatRole.User, "hello")],
            new ChatOptions
            {
                Temperature = 0.5f,
                MaxOutputTokens = 99,
                ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "plan"),
            }
        );

        using var sent = Sent(endpoint);
        sent.RootElement.GetProperty("model").GetString().ShouldBe("m");
        sent.RootElement.GetProperty("messages")[0].GetProperty("role").GetString().ShouldBe("system");
        sent.RootElement.GetProperty("messages")[1].GetProperty("content").GetString().ShouldBe("hello");
        sent.RootElement.GetProperty("max_tokens").GetInt32().ShouldBe(99);
        sent.RootElement.GetProperty("temperature").GetDouble().ShouldBe(0.5);
        sent.RootElement.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString().ShouldBe("plan");
        JsonElement
            .DeepEquals(sent.RootElement.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema"), schema)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task The_schema_of_a_tool_goes_out_as_it_is()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Answer("done"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        var schema = JsonDocument.Parse(Schema).RootElement;

        await client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, "hello")],
            new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("search", "Finds.", schema)] }
        );

        using var sent = Sent(endpoint);
        JsonElement
            .DeepEquals(sent.RootElement.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters"), schema)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Tool_calls_and_their_results_go_out_in_order()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Answer("done"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        var call = new FunctionCallContent("t1", "search", new Dictionary<string, object?> { ["text"] = "rain" });

        await client.GetResponseAsync([
            new ChatMessage(ChatRole.User, "hello"),
            new ChatMessage(ChatRole.Assistant, [call]),
            new ChatMessage(ChatRole.Tool, [new FunctionResultContent("t1", "12 found")]),
        ]);

        using var sent = Sent(endpoint);
        var messages = sent.RootElement.GetProperty("messages");
        var arguments = messages[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString()!;
        JsonDocument.Parse(arguments).RootElement.GetProperty("text").GetString().ShouldBe("rain");
        messages[2].GetProperty("tool_call_id").GetString().ShouldBe("t1");
        messages[2].GetProperty("content").GetString().ShouldBe("12 found");
    }

    [Theory]
    [InlineData("", "/openai/deployments/m/")]
    [InlineData("/openai/", "/openai/deployments/m/")]
    [InlineData("/gateway", "/gateway/openai/deployments/m/")]
    [InlineData("/openai/deployments/my%20own", "/openai/deployments/my%20own/")]
    public async Task Azure_gets_its_address_its_key_header_and_its_version(string path, string asked)
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Answer("hi"),
            FakeEndpoint.Events(FakeEndpoint.Piece("ho", "stop"), "[DONE]")
        );
        var options = Endpoints.Options(new Uri(endpoint.Address, path.Length == 0 ? "/" : path));
        (options.ApiKey, options.ApiVersion) = ("secret", "2024-10-21");
        using var client = Endpoints.Client(options);

        (await client.AskAsync()).Text.ShouldBe("hi");
        (await client.StreamAsync()).ShouldBe("ho");

        endpoint.Requests.ShouldAllBe(r =>
            r.StartsWith($"POST {asked}chat/completions?api-version=2024-10-21 ", StringComparison.Ordinal)
            && r.Contains("api-key: secret", StringComparison.Ordinal)
            && !r.Contains("Authorization:", StringComparison.Ordinal)
        );
        endpoint.Requests.First().ShouldContain("max_completion_tokens");
    }

    private static JsonDocument Sent(FakeEndpoint endpoint)
    {
        var request = endpoint.Requests.ShouldHaveSingleItem();
        return JsonDocument.Parse(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}
