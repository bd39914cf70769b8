using System.Net;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.Mcp;

/// <summary>Who may speak the protocol, in which form, and what the official client of another language sees.</summary>
[Collection(ApiTests.Name)]
public sealed class McpTests(ReadyApi api)
{
    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task Pages_of_other_sites_are_refused(string? origin, HttpStatusCode status)
    {
        using var request = Message("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin.Length > 0 ? origin : api.Host.Client.BaseAddress!.ToString().TrimEnd('/'));
        }

        using var response = await api.Host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Another_name_in_Host_is_refused()
    {
        using var request = Message("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        request.Headers.Host = "evil.example";

        using var response = await api.Host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task What_is_no_message_is_refused(string body)
    {
        using var request = Message(body);
        using var response = await api.Host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_same_keys_as_elsewhere_are_needed()
    {
        await using var host = await (
            await ApiHost.StartAsync("--InteRec:Security:Keys:0:Key", "a-key-to-use-0123456789")
        ).WhenReadyAsync();
        using var without = Message("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        using var refused = await host.Client.SendAsync(without);
        using var with = Message("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        with.Headers.Add("Authorization", "Bearer a-key-to-use-0123456789");
        using var answered = await host.Client.SendAsync(with);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_is_told_how_to_use_it()
    {
        await using var client = await McpClients.ConnectAsync(api.Host);

        client.ServerInfo!.Name.ShouldBe("interec");
        var told = client.ServerInstructions!;
        told.ShouldContain("400 films");
        foreach (var tool in await client.ListToolsAsync())
        {
            told.ShouldContain(tool.Name);
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task A_client_that_takes_only_one_form_is_told_both(string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = ApiHost.Json("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""),
        };
        request.Headers.Accept.ParseAdd(accepted);

        using var response = await api.Host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("application/json and text/event-stream");
    }

    [NpmClientFact]
    public async Task The_official_npm_client_does_all_of_it()
    {
        var seen = await NpmClients.RunAsync("mcp.mjs", api.Host.Client.BaseAddress!);

        seen.GetProperty("tools").EnumerateArray().Select(t => t.GetString()).ShouldBe(McpClients.Tools);
        seen.GetProperty("instructions").GetString()!.ShouldContain("recommend");
        seen.GetProperty("resources").GetArrayLength().ShouldBe(2);
        seen.GetProperty("templates").GetArrayLength().ShouldBe(2);
        seen.GetProperty("schema").GetProperty("attributes").GetArrayLength().ShouldBeGreaterThan(5);
        seen.GetProperty("items").GetArrayLength().ShouldBe(3);
        seen.GetProperty("answered").EnumerateArray().Select(t => t.GetString()).ShouldBe(McpClients.Tools, ignoreOrder: true);
        seen.GetProperty("turns").EnumerateArray().Select(t => t.GetInt32()).ShouldBe([1, 2]);
        seen.GetProperty("repeated").GetInt32().ShouldBe(0);
        seen.GetProperty("item").GetProperty("title").GetString().ShouldBe(seen.GetProperty("items")[0].GetProperty("title").GetString());
        seen.GetProperty("liked").GetArrayLength().ShouldBe(1);
        seen.GetProperty("prompts").EnumerateArray().Select(p => p.GetString()).ShouldBe(["find", "more_like", "for_group"]);
        seen.GetProperty("prompt").GetString()!.ShouldContain("something funny");
        seen.GetProperty("wrong").GetProperty("isError").GetBoolean().ShouldBeTrue();
        seen.GetProperty("wrong").GetProperty("text").GetString()!.ShouldContain("colour");
        seen.GetProperty("unknown").GetString()!.ShouldContain("There is no tool \"recomend\". Did you mean \"recommend\"?");
    }

    private static HttpRequestMessage Message(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = ApiHost.Json(body) };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return request;
    }
}
