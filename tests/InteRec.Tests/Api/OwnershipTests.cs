using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>Who may see and change what is kept of a user: the key that first wrote of them, and those that operate.</summary>
public sealed class OwnershipTests : IAsyncLifetime
{
    private const string Film = "tt0133093";
    private const string OfTheLog = "15";
    private const string Her = "her-of-a";
    private static readonly string[] Names = ["app-a", "app-b", "feeder", "operator"];
    private static readonly string[] Roles = ["use", "use", "write", "operate"];
    private ApiHost _host = null!;
    private string _conversation = "",
        _recommendation = "";

    private static string A => Key(0);

    private static string B => Key(1);

    private static string Feeder => Key(2);

    private static string Operator => Key(3);

    public async Task InitializeAsync()
    {
        string[] settings =
        [
            .. Enumerable
                .Range(0, Names.Length)
                .SelectMany(i =>
                    (string[])
                        [
                            $"--InteRec:Security:Keys:{i}:Key={Key(i)}",
                            $"--InteRec:Security:Keys:{i}:Name={Names[i]}",
                            $"--InteRec:Security:Keys:{i}:Role={Roles[i]}",
                        ]
                ),
        ];
        _host = await (await ApiHost.StartAsync(settings)).WhenReadyAsync();
        var reply = await JsonAsync(A, "POST", "/v1/chat", new { message = "I love The Matrix, two comedies please", userId = Her });
        (_conversation, _recommendation) = (
            reply.GetProperty("conversationId").GetString()!,
            reply.GetProperty("recommendationId").GetString()!
        );
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/v1/users/her-of-a/profile", "")]
    [InlineData("PATCH", "/v1/users/her-of-a/profile", "{\"remember\":{\"liked\":[\"tt0133093\"]}}")]
    [InlineData("DELETE", "/v1/users/her-of-a/profile", "")]
    [InlineData("DELETE", "/v1/users/her-of-a/profile?log=leave", "")]
    [InlineData("GET", "/v1/users/her-of-a/export", "")]
    [InlineData("GET", "/v1/users/her-of-a/recommendations", "")]
    [InlineData("GET", "/v1/items/tt0133093/similar?userId=her-of-a", "")]
    [InlineData("POST", "/v1/plans?userId=her-of-a", "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"rank\"}]}]}")]
    [InlineData("POST", "/v1/tools/rank", "{\"userId\":\"her-of-a\"}")]
    [InlineData("POST", "/v1/tools/remember", "{\"userId\":\"her-of-a\",\"step\":{\"liked\":[\"tt0133093\"]}}")]
    [InlineData("POST", "/v1/chat", "{\"message\":\"a comedy\",\"userId\":\"her-of-a\"}")]
    [InlineData("POST", "/v1/chat", "{\"message\":\"a comedy\",\"conversationId\":\"{conversation}\"}")]
    [InlineData("POST", "/v1/chat", "{\"message\":\"a comedy\",\"userIds\":[\"somebody\",\"her-of-a\"]}")]
    [InlineData("POST", "/v1/plans", "{\"lists\":[{\"steps\":[{\"tool\":\"rank\"}]}],\"within\":{\"userIds\":[\"her-of-a\"]}}")]
    [InlineData("POST", "/v1/tools/rank", "{\"userIds\":[\"her-of-a\"]}")]
    [InlineData("POST", "/v1/chat/completions", "{\"messages\":[{\"role\":\"user\",\"content\":\"a comedy\"}],\"user\":\"her-of-a\"}")]
    [InlineData("GET", "/v1/conversations/{conversation}", "")]
    [InlineData("DELETE", "/v1/conversations/{conversation}", "")]
    [InlineData("POST", "/v1/recommendations/{recommendation}/feedback", "{\"itemId\":\"{item}\",\"kind\":\"liked\"}")]
    [InlineData("DELETE", "/v1/recommendations/{recommendation}/feedback?itemId={item}", "")]
    public async Task For_another_key_there_is_no_such_thing(string method, string path, string body)
    {
        var item = await FirstItemAsync();
        string Filled(string text) =>
            text.Replace("{conversation}", _conversation, StringComparison.Ordinal)
                .Replace("{recommendation}", _recommendation, StringComparison.Ordinal)
                .Replace("{item}", item, StringComparison.Ordinal);

        (await StatusAsync(B, method, Filled(path), Filled(body))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(Feeder, method, Filled(path), Filled(body))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(A, method, Filled(path), Filled(body))).ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task In_a_batch_another_keys_user_has_no_list_and_the_others_have()
    {
        var batch = await JsonAsync(
            B,
            "POST",
            "/v1/recommendations/batch",
            new { users = new[] { new { userId = Her }, new { userId = "somebody" } } }
        );

        batch.GetProperty("lists")[0].GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("users[0].userId");
        batch.GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBe(0);
        batch.GetProperty("lists")[1].GetProperty("items").GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task Feedback_of_another_user_on_a_list_is_not_taken()
    {
        var body = $$"""{"itemId":"{{await FirstItemAsync()}}","kind":"liked","userId":"{0}"}""";

        (
            await StatusAsync(
                A,
                "POST",
                $"/v1/recommendations/{_recommendation}/feedback",
                body.Replace("{0}", "somebody-else", StringComparison.Ordinal)
            )
        ).ShouldBe(HttpStatusCode.NotFound);
        (
            await StatusAsync(
                A,
                "POST",
                $"/v1/recommendations/{_recommendation}/feedback",
                body.Replace("{0}", Her, StringComparison.Ordinal)
            )
        ).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_key_takes_away_and_deletes_what_it_wrote_itself()
    {
        var export = await JsonAsync(A, "GET", $"/v1/users/{Her}/export");
        export.GetProperty("entries").GetArrayLength().ShouldBeGreaterThan(0);
        export.GetProperty("conversations").EnumerateObject().ShouldHaveSingleItem();
        export.GetProperty("recommendations").GetArrayLength().ShouldBe(1);

        (await StatusAsync(A, "DELETE", $"/v1/users/{Her}/profile")).ShouldBe(HttpStatusCode.NoContent);

        (await JsonAsync(Operator, "GET", $"/v1/users/{Her}/export")).GetProperty("conversations").EnumerateObject().ShouldBeEmpty();
        (await StatusAsync(B, "GET", $"/v1/users/{Her}/profile")).ShouldBe(HttpStatusCode.OK); // nobody's any more
    }

    [Fact]
    public async Task Interactions_are_read_by_every_key_and_erased_by_one_that_operates_only()
    {
        (await StatusAsync(A, "DELETE", $"/v1/users/{OfTheLog}/profile")).ShouldBe(HttpStatusCode.Forbidden);
        await JsonAsync(A, "POST", "/v1/chat", new { message = "I love The Matrix", userId = OfTheLog });
        foreach (var policy in new[] { "", "?log=delete", "?log=keep" })
        {
            (await StatusAsync(A, "DELETE", $"/v1/users/{OfTheLog}/profile{policy}")).ShouldBe(HttpStatusCode.Forbidden, policy);
        }

        (await JsonAsync(A, "GET", $"/v1/users/{OfTheLog}/export")).GetProperty("interactions").GetArrayLength().ShouldBe(0);
        (await JsonAsync(A, "GET", $"/v1/users/{OfTheLog}/profile")).GetProperty("entries").GetArrayLength().ShouldBe(1);

        (await StatusAsync(A, "DELETE", $"/v1/users/{OfTheLog}/profile?log=leave")).ShouldBe(HttpStatusCode.NoContent);

        (await JsonAsync(A, "GET", $"/v1/users/{OfTheLog}/profile")).GetProperty("entries").GetArrayLength().ShouldBe(0);
        (await LoggedAsync(OfTheLog)).ShouldBeGreaterThan(0);
        (await StatusAsync(Operator, "DELETE", $"/v1/users/{OfTheLog}/profile")).ShouldBe(HttpStatusCode.NoContent);
        (await LoggedAsync(OfTheLog)).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_operates_sees_and_deletes_everybody()
    {
        (await JsonAsync(Operator, "GET", $"/v1/users/{Her}/profile")).GetProperty("entries").GetArrayLength().ShouldBeGreaterThan(0);
        (await StatusAsync(Operator, "DELETE", $"/v1/users/{Her}/profile")).ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(A, "GET", $"/v1/conversations/{_conversation}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_that_writes_brings_items_and_interactions_and_owns_nobody_by_that()
    {
        var row = $$"""[{"userId":"fresh","itemId":"{{Film}}","kind":"like"}]""";

        (await StatusAsync(A, "POST", "/v1/interactions", row)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(Feeder, "POST", "/v1/interactions", row)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(Feeder, "POST", "/v1/items/hide", "{\"itemIds\":[]}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(Feeder, "GET", "/v1/interactions")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(Feeder, "GET", "/v1/rankers")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(A, "GET", "/v1/users/fresh/recommendations")).ShouldBe(HttpStatusCode.OK);
    }

    private static string Key(int number) => $"{Names[number]}-0123456789abcdef";

    private async Task<string> FirstItemAsync()
    {
        var turn = (await JsonAsync(A, "GET", $"/v1/conversations/{_conversation}")).GetProperty("turns")[0];
        return turn.GetProperty("reply").GetProperty("lists")[0].GetProperty("items")[0].GetProperty("itemId").GetString()!;
    }

    private async Task<int> LoggedAsync(string userId) =>
        (await JsonAsync(Operator, "GET", $"/v1/interactions?userId={userId}")).GetProperty("interactions").GetArrayLength();

    private async Task<JsonElement> JsonAsync(string key, string method, string path, object? body = null)
    {
        using var response = await SendAsync(key, method, path, body is null ? "" : JsonSerializer.Serialize(body));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpStatusCode> StatusAsync(string key, string method, string path, string body = "")
    {
        using var response = await SendAsync(key, method, path, body);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string key, string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("X-Api-Key", key);
        request.Content = body.Length > 0 ? ApiHost.Json(body) : null;
        return await _host.Client.SendAsync(request);
    }
}
