using System.Net;
using System.Text.Json;
using InteRec.Tests.Support;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.Mcp;

[Collection(ApiTests.Name)]
public sealed class McpTests(ReadyApi api)
{
    private static readonly string[] Tools = ["filter", "search", "similar", "rank", "lookup", "explain", "remember", "forget", "ask", "plan"];

    [Fact]
    public async Task Every_tool_and_the_plan_are_told_with_a_schema()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync();

        tools.Select(t => t.Name).ShouldBe(Tools);
        foreach (var tool in tools)
        {
            tool.Description.ShouldNotBeNullOrEmpty(tool.Name);
            tool.JsonSchema.GetProperty("type").GetString().ShouldBe("object");
            tool.JsonSchema.GetProperty("properties").TryGetProperty("userId", out _).ShouldBeTrue(tool.Name);
        }
    }

    [Fact]
    public async Task Tools_are_called_with_flat_arguments()
    {
        await using var client = await ConnectAsync();

        var comedies = await CallAsync(client, "filter", new { where = new { genres = new { all = new[] { "Comedy" } } }, count = 3 });
        comedies.GetProperty("items").GetArrayLength().ShouldBe(3);
        var ids = comedies.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()).ToArray();
        var ranked = await CallAsync(client, "rank", new { by = "popularity", candidates = ids });
        ranked.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()).ShouldBe(ids, ignoreOrder: true);
        (await CallAsync(client, "search", new { text = "dreams", count = 2 })).GetProperty("items").GetArrayLength().ShouldBe(2);
        (await CallAsync(client, "similar", new { to = ids.Take(1) })).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        (await CallAsync(client, "lookup", new { question = "count" })).GetProperty("facts").GetArrayLength().ShouldBeGreaterThan(0);
        (await CallAsync(client, "explain", new { items = ids.Take(1), liked = ids.Skip(1) })).GetProperty("trace").GetProperty("tool").GetString().ShouldBe("explain");
        (await CallAsync(client, "ask", new { })).GetProperty("followUp").GetProperty("question").GetString().ShouldNotBeNullOrEmpty();
        (await CallAsync(client, "remember", new { userId = "mcp-user", liked = ids.Take(1) })).GetProperty("profile").GetArrayLength().ShouldBe(1);
        (await CallAsync(client, "forget", new { userId = "mcp-user", liked = ids.Take(1) })).GetProperty("profile").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_runs_as_it_is()
    {
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "comedies from the nineties" });
        await using var client = await ConnectAsync();

        var again = await CallAsync(client, "plan", reply.GetProperty("plan"));

        Ids(again.GetProperty("lists")).ShouldBe(Ids(reply.GetProperty("lists")));
    }

    [Theory]
    [InlineData("filter", """{"where":{"colour":{"any":["red"]}}}""", "colour")]
    [InlineData("filter", """{"where":{"genre":{"any":["Drama"]}}}""", "Did you mean \"genres\"? There are year, genres")]
    [InlineData("similar", """{"too":["Inception"]}""", "Did you mean \"to\"?")]
    [InlineData("filter", """{"where":7}""", "step")]
    [InlineData("rank", """{"count":"many"}""", "$.count")]
    [InlineData("rank", """{"candidates":["a\u0001"]}""", "candidates[0]")]
    [InlineData("similar", """{"to":["Inception"],"made_up":1}""", "made_up: there is no such argument. similar takes to (needed), unlike")]
    [InlineData("remember", """{"liked":["Inception"]}""", "userId")]
    [InlineData("plan", """{"intent":"recommend","lists":[{"steps":[{"tool":"delete"}]}]}""", "$")]
    [InlineData("plan", """{"userId":"","intent":"recommend","lists":[]}""", "userId")]
    public async Task What_cannot_run_is_a_sentence_for_the_model(string tool, string arguments, string told)
    {
        await using var client = await ConnectAsync();

        var result = await client.CallToolAsync(tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));

        result.IsError.ShouldBe(true);
        result.Content.OfType<TextContentBlock>().Single().Text.ShouldContain(told);
    }

    [Fact]
    public async Task An_unknown_tool_or_resource_is_an_error_of_the_protocol()
    {
        await using var client = await ConnectAsync();

        (await Should.ThrowAsync<McpException>(async () => await client.CallToolAsync("delete_all"))).Message.ShouldContain("delete_all");
        await Should.ThrowAsync<McpException>(async () => await client.ReadResourceAsync("file:///etc/passwd"));
    }

    [Fact]
    public async Task The_schemas_are_resources()
    {
        await using var client = await ConnectAsync();

        var resources = await client.ListResourcesAsync();
        resources.Select(r => r.Uri).ShouldBe(["interec://catalogue/schema", "interec://plan/schema"]);
        foreach (var resource in resources)
        {
            var text = (await client.ReadResourceAsync(resource.Uri)).Contents.OfType<TextResourceContents>().Single().Text;
            JsonSerializer.Deserialize<JsonElement>(text).ValueKind.ShouldBe(JsonValueKind.Object);
            text.ShouldContain("genres");
        }
    }

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
        await using var host = await (await ApiHost.StartAsync("--InteRec:Security:Keys:0:Key", "a-key-to-use-0123456789")).WhenReadyAsync();
        using var without = Message("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        using var refused = await host.Client.SendAsync(without);
        using var with = Message("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        with.Headers.Add("Authorization", "Bearer a-key-to-use-0123456789");
        using var answered = await host.Client.SendAsync(with);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [NpmClientFact]
    public async Task The_official_npm_client_lists_reads_and_calls()
    {
        var seen = await NpmClients.RunAsync("mcp.mjs", api.Host.Client.BaseAddress!);

        seen.GetProperty("tools").EnumerateArray().Select(t => t.GetString()).ShouldBe(Tools);
        seen.GetProperty("resources").GetArrayLength().ShouldBe(2);
        seen.GetProperty("schema").GetProperty("attributes").GetArrayLength().ShouldBeGreaterThan(5);
        seen.GetProperty("items").GetArrayLength().ShouldBe(3);
        seen.GetProperty("wrong").GetProperty("isError").GetBoolean().ShouldBeTrue();
        seen.GetProperty("wrong").GetProperty("text").GetString()!.ShouldContain("colour");
    }

    private Task<McpClient> ConnectAsync() => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(api.Host.Client.BaseAddress!, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
    }));

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, object arguments)
    {
        var result = await client.CallToolAsync(tool, JsonSerializer.SerializeToElement(arguments).Deserialize<Dictionary<string, object?>>());
        result.IsError.ShouldNotBe(true, string.Join(' ', result.Content.OfType<TextContentBlock>().Select(t => t.Text)));
        return result.StructuredContent!.Value;
    }

    private static HttpRequestMessage Message(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = ApiHost.Json(body) };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return request;
    }

    private static List<string> Ids(JsonElement lists) =>
        [.. lists.EnumerateArray().SelectMany(l => l.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("itemId").GetString()!)];
}
