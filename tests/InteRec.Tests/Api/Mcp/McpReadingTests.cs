using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.Mcp;

/// <summary>Resources and prompts.</summary>
[Collection(ApiTests.Name)]
public sealed class McpReadingTests(ReadyApi api) : IAsyncLifetime
{
    private const string Matrix = "tt0133093";
    private McpClient _client = null!;

    public async Task InitializeAsync() => _client = await McpClients.ConnectAsync(api.Host);

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task The_schemas_are_resources()
    {
        var resources = await _client.ListResourcesAsync();
        resources.Select(r => r.Uri).ShouldBe(["interec://catalogue/schema", "interec://plan/schema"]);
        foreach (var resource in resources)
        {
            var schema = await ReadAsync(resource.Uri);
            schema.ValueKind.ShouldBe(JsonValueKind.Object);
            schema.GetRawText().ShouldContain("genres");
        }
    }

    [Fact]
    public async Task An_item_and_a_profile_are_read_by_their_ids()
    {
        (await _client.ListResourceTemplatesAsync())
            .Select(t => t.UriTemplate)
            .ShouldBe(["interec://items/{itemId}", "interec://users/{userId}/profile"]);

        (await ReadAsync($"interec://items/{Matrix}")).GetRawText().ShouldBe((await api.Host.GetAsync($"/v1/items/{Matrix}")).GetRawText());
        await _client.CallAsync("remember", new { userId = "an / other", liked = new[] { Matrix } });
        var profile = await ReadAsync("interec://users/an%20%2F%20other/profile");
        profile.GetProperty("userId").GetString().ShouldBe("an / other");
        profile.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem().GetProperty("title").GetString().ShouldBe("The Matrix");
    }

    [Theory]
    [InlineData("interec://items/tt0000000", McpErrorCode.ResourceNotFound, "No item has the id \"tt0000000\"")]
    [InlineData("interec://items/%01", McpErrorCode.InvalidParams, "itemId")]
    [InlineData(
        "interec://items/",
        McpErrorCode.ResourceNotFound,
        "There are interec://catalogue/schema, interec://plan/schema, interec://items/{itemId}, interec://users/{userId}/profile."
    )]
    [InlineData("interec://catalog/schema", McpErrorCode.ResourceNotFound, "Did you mean \"interec://catalogue/schema\"?")]
    [InlineData("file:///etc/passwd", McpErrorCode.ResourceNotFound, "There is no resource")]
    public async Task What_cannot_be_read_is_told_with_what_can(string uri, McpErrorCode code, string told)
    {
        var error = await Should.ThrowAsync<McpProtocolException>(async () => await _client.ReadResourceAsync(uri));

        error.ErrorCode.ShouldBe(code);
        error.Message.ShouldContain(told);
    }

    [Fact]
    public async Task A_profile_is_read_by_the_key_that_wrote_it_and_no_other()
    {
        const string One = "the-key-of-one-0123456789";
        const string Other = "the-key-of-another-0123456789";
        await using var host = await (
            await ApiHost.StartAsync(
                "--InteRec:Security:Keys:0:Key",
                One,
                "--InteRec:Security:Keys:0:Name",
                "one",
                "--InteRec:Security:Keys:1:Key",
                Other,
                "--InteRec:Security:Keys:1:Name",
                "other"
            )
        ).WhenReadyAsync();
        await using var one = await McpClients.ConnectAsync(host, One);
        await using var other = await McpClients.ConnectAsync(host, Other);
        var (reply, _) = await one.CallAsync("recommend", new { message = "I love The Matrix, a comedy please", userId = "hers" });

        (await one.ReadResourceAsync("interec://users/hers/profile"))
            .Contents.OfType<TextResourceContents>()
            .Single()
            .Text.ShouldContain("The Matrix");
        var error = await Should.ThrowAsync<McpProtocolException>(async () =>
            await other.ReadResourceAsync("interec://users/hers/profile")
        );
        error.ErrorCode.ShouldBe(McpErrorCode.ResourceNotFound);
        error.Message.ShouldContain("No user has the id \"hers\"");
        (await other.RefusalAsync("rank", new { userId = "hers" })).ShouldContain("No user has the id \"hers\"");
        (
            await other.RefusalAsync("recommend", new { message = "more", conversationId = reply.GetProperty("conversationId") })
        ).ShouldContain("No conversation has the id");
        var item = reply.GetProperty("lists")[0].GetProperty("items")[0].GetProperty("itemId");
        (
            await other.RefusalAsync(
                "feedback",
                new
                {
                    recommendationId = reply.GetProperty("recommendationId"),
                    itemId = item,
                    kind = "liked",
                }
            )
        ).ShouldContain("No recommendation has the id");
    }

    [Theory]
    [InlineData("find", """{"wish":"something funny","userId":"anna"}""", "films for this wish: something funny", "and anna as userId")]
    [InlineData("more_like", """{"title":"Heat","unlike":"Alien"}""", "I liked Heat and did not like Alien", "similar")]
    [InlineData(
        "for_group",
        """{"people":"Ann likes Heat, Bo likes Alien"}""",
        "one film for all of us: Ann likes Heat, Bo likes Alien",
        "recommend"
    )]
    public async Task Prompts_say_what_is_wanted_and_what_to_call(string name, string arguments, string wanted, string call)
    {
        (await _client.ListPromptsAsync()).Select(p => p.Name).ShouldBe(["find", "more_like", "for_group"]);

        var prompt = await _client.GetPromptAsync(name, McpClients.Arguments(JsonSerializer.Deserialize<JsonElement>(arguments)));

        var message = prompt.Messages.ShouldHaveSingleItem();
        message.Role.ShouldBe(Role.User);
        var text = message.Content.ShouldBeOfType<TextContentBlock>().Text;
        text.ShouldContain(wanted);
        text.ShouldContain(call);
    }

    [Theory]
    [InlineData("finds", """{"wish":"x"}""", "There is no prompt \"finds\". Did you mean \"find\"? There are find, more_like, for_group.")]
    [InlineData("find", """{}""", "wish is missing.")]
    [InlineData("find", """{"wish":""}""", "wish: must not be empty")]
    [InlineData("find", """{"wish":7}""", "wish: a text is expected.")]
    [InlineData(
        "find",
        """{"wish":"x","usedId":"anna"}""",
        "There is no argument of find \"usedId\". Did you mean \"userId\"? There are wish, userId."
    )]
    [InlineData("find", """{"wish":"x","userId":"\u0001"}""", "userId")]
    public async Task A_wrong_prompt_is_told_with_what_would_be_right(string name, string arguments, string told)
    {
        var error = await Should.ThrowAsync<McpProtocolException>(async () =>
            await _client.GetPromptAsync(name, McpClients.Arguments(JsonSerializer.Deserialize<JsonElement>(arguments)))
        );

        error.ErrorCode.ShouldBe(McpErrorCode.InvalidParams);
        error.Message.ShouldContain(told);
    }

    private async Task<JsonElement> ReadAsync(string uri) =>
        JsonSerializer.Deserialize<JsonElement>(
            (await _client.ReadResourceAsync(uri)).Contents.OfType<TextResourceContents>().Single().Text
        );
}
