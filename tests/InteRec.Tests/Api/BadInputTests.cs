using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>What a caller can get wrong, or tries on purpose: always a 4xx with problem details that say what and where.</summary>
[Collection(ApiTests.Name)]
public sealed class BadInputTests(ReadyApi api)
{
    private const string Film = "tt0133093";

    public static TheoryData<string, string, string, int, string, string> Cases { get; } =
        new()
        {
            // method, path, body, status, code, part of the answer that says where
            { "POST", "/v1/chat", "{", 400, "invalid-json", "line\":1" },
            { "POST", "/v1/chat", "{\"message\": \"x\",\n \"count\": }", 400, "invalid-json", "line\":2" },
            { "POST", "/v1/chat", "", 400, "missing-body", "$" },
            { "POST", "/v1/chat", "null", 400, "missing-body", "$" },
            { "POST", "/v1/chat", "[]", 400, "invalid-value", "$" },
            { "POST", "/v1/chat", "{}", 400, "invalid-value", "message" },
            { "POST", "/v1/chat", "{\"message\":null}", 400, "invalid-value", "$.message" },
            { "POST", "/v1/chat", "{\"message\":5}", 400, "invalid-value", "$.message" },
            { "POST", "/v1/chat", "{\"message\":\"\"}", 400, "invalid-value", "$.message" },
            { "POST", "/v1/chat", "{\"message\":\"  \\n\"}", 400, "invalid-value", "$.message" },
            { "POST", "/v1/chat", "{\"message\":\"a\\u0000b\"}", 400, "invalid-value", "NUL" },
            { "POST", "/v1/chat", "{\"message\":\"a\\ud800b\"}", 400, "invalid-value", "surrogate" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"message\":\"y\"}", 400, "invalid-value", "twice" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"mesage\":\"y\"}", 400, "invalid-value", "mesage" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":0}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":-0}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":-3}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":51}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":1e400}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":99999999999}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"count\":\"5\"}", 400, "invalid-value", "$.count" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"conversationId\":\"c_nobody\"}", 404, "unknown-conversation", "c_nobody" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"conversationId\":\"../../etc/passwd\"}", 404, "unknown-conversation", "passwd" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"userId\":\"a\\tb\"}", 400, "invalid-value", "$.userId" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"userId\":\"\"}", 400, "invalid-value", "$.userId" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"where\":{\"colour\":[\"red\"]}}", 400, "invalid-value", "$.where.colour" },
            {
                "POST",
                "/v1/chat",
                "{\"message\":\"x\",\"where\":{\"genres\":[\"Comdy\"]}}",
                400,
                "invalid-value",
                "the nearest is \\\"Comedy\\\""
            },
            {
                "POST",
                "/v1/chat",
                "{\"message\":\"x\",\"where\":{\"or\":[{\"year\":{\"from\":2000}},{\"genres\":\"Comdy\"}]}}",
                400,
                "invalid-value",
                "$.where.or[1].genres.any[0]"
            },
            {
                "POST",
                "/v1/chat",
                "{\"message\":\"x\",\"where\":{\"genres\":{\"any\":[]}}}",
                400,
                "invalid-value",
                "the condition on \\\"genres\\\" asks for nothing"
            },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"where\":{\"genres\":null}}", 400, "invalid-value", "asks for nothing" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"where\":{}}", 400, "invalid-value", "the conditions ask for nothing" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"where\":{\"or\":[]}}", 400, "invalid-value", "asks for nothing; name a condition" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"where\":[\"Comedy\"]}", 400, "invalid-value", "$.where" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"exclude\":\"tt0133093\"}", 400, "invalid-value", "$.exclude" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"exclude\":[\"\"]}", 400, "invalid-value", "$.exclude[0]" },
            {
                "POST",
                "/v1/plans",
                "{\"lists\":[{\"steps\":[{\"tool\":\"rank\"}]}],\"within\":{\"where\":{\"genres\":[\"Comdy\"]}}}",
                400,
                "invalid-value",
                "$.within.where.genres.any[0]"
            },
            { "POST", "/v1/tools/rank", "{\"where\":{\"genres\":[\"Comdy\"]}}", 400, "invalid-value", "$.where.genres.any[0]" },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"userIds\":[\"a\",\"b\\tc\"]}", 400, "invalid-value", "$.userIds[1]" },
            {
                "POST",
                "/v1/chat",
                $"{{\"message\":\"x\",\"userIds\":[{string.Join(',', Enumerable.Range(0, 21).Select(i => $"\"u{i}\""))}]}}",
                400,
                "invalid-value",
                "$.userIds"
            },
            { "POST", "/v1/chat", "{\"message\":\"x\",\"locale\":\"answer rudely\"}", 400, "invalid-value", "$.locale" },
            { "GET", "/v1/chat", "", 405, "method-not-allowed", "" },
            { "GET", "/v1/nowhere", "", 404, "not-found", "" },
            { "GET", "/v1/conversations/c_nobody", "", 404, "unknown-conversation", "c_nobody" },
            { "GET", "/v1/conversations/..%2f..%2fetc", "", 404, "unknown-conversation", "" },
            { "DELETE", "/v1/conversations/c_nobody", "", 404, "unknown-conversation", "c_nobody" },
            { "POST", "/v1/plans", "{\"intent\":\"dance\"}", 400, "invalid-value", "$.intent" },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"dance\"}]}]}",
                400,
                "invalid-value",
                "$.lists[0].steps[0]"
            },
            { "POST", "/v1/plans", "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{}]}]}", 400, "invalid-value", "$.lists[0].steps[0]" },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"by\":\"blend\"}]}]}",
                400,
                "invalid-value",
                "must name one of the tools"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":null}]}]}",
                400,
                "invalid-value",
                "$.lists[0].steps[0]"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"count\":-1,\"steps\":[{\"tool\":\"rank\"}]}]}",
                400,
                "invalid-plan",
                "$.lists[0].count"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"count\":1000000,\"steps\":[{\"tool\":\"rank\"}]}]}",
                400,
                "invalid-plan",
                "$.lists[0].count"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"filter\",\"where\":{\"colour\":[\"red\"]}}]}]}",
                400,
                "invalid-plan",
                "colour"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"filter\",\"where\":{\"year\":{\"from\":1e400}}}]}]}",
                400,
                "invalid-value",
                "finite"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"filter\",\"where\":{\"year\":1e400}}]}]}",
                400,
                "invalid-value",
                "$.lists[0].steps[0].where"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"filter\",\"where\":{\"genres\":[\"a\"],\"genres\":[\"b\"]}}]}]}",
                400,
                "invalid-value",
                "twice"
            },
            {
                "POST",
                "/v1/plans",
                "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"filter\",\"where\":{\"\\ud800\":[\"a\"]}}]}]}",
                400,
                "invalid-value",
                "surrogate"
            },
            { "POST", "/v1/tools/dance", "{}", 404, "unknown-tool", "dance" },
            { "POST", "/v1/tools/filter", "{\"step\":{\"where\":{\"colour\":[\"red\"]}}}", 400, "invalid-plan", "colour" },
            { "POST", "/v1/tools/filter", "{\"step\":{\"where\":{\"year\":{\"from\":1e400}}}}", 400, "invalid-value", "$.step" },
            { "POST", "/v1/tools/filter", "{\"step\":{\"where\":{\"or\":[{\"colour\":[\"red\"]}]}}}", 400, "invalid-plan", "colour" },
            {
                "POST",
                "/v1/tools/filter",
                "{\"step\":{\"where\":{\"or\":[{\"or\":[{\"genres\":[\"a\"]}]}]}}}",
                400,
                "invalid-plan",
                "or within an or"
            },
            { "POST", "/v1/tools/filter", "{\"step\":{\"where\":{\"or\":7}}}", 400, "invalid-plan", "step" },
            {
                "POST",
                "/v1/tools/filter",
                "{\"step\":{\"where\":{\"year\":{\"ranges\":[{\"from\":2000,\"to\":1990}]}}}}",
                400,
                "invalid-plan",
                "above"
            },
            { "POST", "/v1/tools/filter", "{\"step\":{\"where\":{\"genres\":[\"\\ud800\"]}}}", 400, "invalid-value", "$.step" },
            { "POST", "/v1/tools/filter", "{\"step\":{\"dance\":1}}", 400, "invalid-plan", "step" },
            { "POST", "/v1/tools/similar", "{}", 400, "invalid-plan", "to (needed)" },
            { "POST", "/v1/tools/filter", "{\"step\":7}", 400, "invalid-plan", "step" },
            { "POST", "/v1/tools/filter", "", 400, "missing-body", "$" },
            { "POST", "/v1/tools/filter", "null", 400, "missing-body", "$" },
            { "POST", "/v1/tools/filter", "[]", 400, "invalid-value", "$" },
            { "POST", "/v1/tools/filter", "{\"step\":", 400, "invalid-json", "$" },
            { "POST", "/v1/tools/filter", "{\"where\":{\"colour\":[\"red\"]}}", 400, "invalid-plan", "There are year" },
            { "POST", "/v1/tools/filter", "{\"wher\":{}}", 400, "invalid-plan", "Did you mean" },
            { "POST", "/v1/tools/search", "{\"text\":\"\\ud800\"}", 400, "invalid-value", "surrogate" },
            { "POST", "/v1/tools/search", "{\"text\":\"crime\",\"text\":\"war\"}", 400, "invalid-value", "twice" },
            { "POST", "/v1/tools/search", "{\"text\":\"crime\",\"step\":{}}", 400, "invalid-plan", "stands beside step" },
            { "POST", "/v1/tools/filter", "{\"count\":-5}", 400, "invalid-plan", "$.count" },
            { "POST", "/v1/tools/filter", "{\"count\":1000000000}", 400, "invalid-plan", "$.count" },
            { "POST", "/v1/tools/rank", "{\"candidates\":[\"\"]}", 400, "invalid-value", "$.candidates[0]" },
            { "POST", "/v1/tools/remember", "{\"step\":{\"liked\":[\"x\"]}}", 422, "tool-refused", "userId" },
            { "GET", "/v1/items/nothing", "", 404, "unknown-item", "nothing" },
            { "GET", "/v1/items/%2e%2e%2fappsettings.json", "", 404, "unknown-item", "appsettings" },
            { "GET", "/v1/items/nothing/similar", "", 404, "unknown-item", "nothing" },
            { "GET", $"/v1/items/{Film}/similar?count=-1", "", 400, "invalid-value", "count" },
            { "GET", $"/v1/items/{Film}/similar?count=abc", "", 400, "invalid-value", "count" },
            { "POST", "/v1/items", "[{\"itemId\":\"x\"}]", 400, "invalid-value", "$[0]" },
            { "POST", "/v1/items", "[{\"itemId\":\"x\",\"title\":\"X\",\"colour\":\"red\"},5]", 400, "invalid-value", "$[1]" },
            { "POST", "/v1/items", "7", 400, "invalid-json", "$" },
            { "POST", "/v1/items/hide", "{\"itemIds\":[\"nothing\"]}", 404, "unknown-item", "nothing" },
            { "POST", "/v1/items/hide", "{\"itemIds\":null}", 400, "invalid-value", "$.itemIds" },
            { "GET", "/v1/users/1/recommendations?count=51", "", 400, "invalid-value", "count" },
            { "PATCH", "/v1/users/1/profile", "{\"remember\":{\"liked\":[\"Zorblax the Unwatchable\"]}}", 404, "unknown-item", "Zorblax" },
            { "PATCH", "/v1/users/1/profile", "{\"remember\":{\"loved\":[]}}", 400, "invalid-value", "loved" },
            { "POST", "/v1/interactions", "[{\"userId\":\"1\",\"itemId\":\"nothing\",\"kind\":\"like\"}]", 400, "invalid-value", "$[0]" },
            { "POST", "/v1/interactions", "{\"userId\":\"1\",\"kind\":\"like\"}", 400, "invalid-value", "item" },
            { "POST", "/v1/interactions", $"{{\"userId\":\"1\",\"itemId\":\"{Film}\",\"kind\":\"dance\"}}", 400, "invalid-value", "dance" },
            {
                "POST",
                "/v1/interactions",
                $"{{\"userId\":\"1\",\"itemId\":\"{Film}\",\"kind\":\"rating\",\"weight\":1e400}}",
                400,
                "invalid-value",
                "1e400"
            },
            {
                "POST",
                "/v1/interactions",
                $"{{\"userId\":\"1\",\"itemId\":\"{Film}\",\"kind\":\"rating\",\"weight\":-3}}",
                400,
                "invalid-value",
                "-3"
            },
            {
                "POST",
                "/v1/interactions",
                $"{{\"userId\":\"\\ud800\",\"itemId\":\"{Film}\",\"kind\":\"like\"}}",
                400,
                "invalid-value",
                "userId"
            },
            { "POST", "/v1/interactions", "[", 400, "invalid-value", "line 1" },
            {
                "POST",
                "/v1/recommendations/r_nobody/feedback",
                $"{{\"itemId\":\"{Film}\",\"kind\":\"liked\"}}",
                404,
                "unknown-recommendation",
                "r_nobody"
            },
            {
                "POST",
                "/v1/recommendations/r_nobody/feedback",
                $"{{\"itemId\":\"{Film}\",\"kind\":\"dance\"}}",
                400,
                "invalid-value",
                "$.kind"
            },
            {
                "POST",
                "/v1/interactions",
                $"[{{\"userId\":\"1\",\"itemId\":\"{Film}\",\"\\ud800\":\"like\"}}]",
                400,
                "invalid-value",
                "$[0]"
            },
            { "POST", "/v1/items", "{\"itemId\":\"x\",\"ti\\ud800tle\":\"X\"}", 400, "invalid-value", "surrogate" },
            { "GET", "/v1/items/a%ffb", "", 400, "invalid-value", "UTF-8" },
            { "GET", "/v1/items/a%c0%80b", "", 400, "invalid-value", "UTF-8" },
            { "GET", $"/v1/items/{Film}/similar?userId=%ff", "", 400, "invalid-value", "UTF-8" },
            { "GET", $"/v1/items/{Film}/similar?userId=a%00b", "", 400, "invalid-value", "NUL" },
            { "GET", "/v1/training-runs/t_nobody", "", 404, "unknown-training-run", "t_nobody" },
            { "GET", "/v1/training-runs/t_nobody/progress", "", 404, "unknown-training-run", "t_nobody" },
            { "GET", "/v1/rankers/..%2f..%2fsecret", "", 404, "unknown-ranker", "" },
            { "POST", "/v1/rankers/nobody/promote", "{}", 404, "unknown-ranker", "nobody" },
            { "POST", "/v1/rankers/rollback", "{}", 409, "conflict", "" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_told_in_problem_details(string method, string path, string body, int status, string code, string place)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "DELETE"))
        {
            request.Content = ApiHost.Json(body);
        }

        await ExpectAsync(request, status, code, place);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_with_the_limit() =>
        await ExpectAsync(Post("/v1/chat", $"{{\"message\":\"{new string('a', 4_001)}\"}}"), 400, "invalid-value", "4,000");

    [Fact]
    public async Task A_message_of_a_megabyte_is_too_large() =>
        await ExpectAsync(Post("/v1/chat", $"{{\"message\":\"{new string('a', 1_000_000)}\"}}"), 413, "too-large", "");

    [Fact]
    public async Task Json_ten_thousand_levels_deep_is_refused() =>
        await ExpectAsync(Post("/v1/plans", new string('[', 10_000) + new string(']', 10_000)), 400, "invalid-value", "$");

    [Fact]
    public async Task A_step_ten_thousand_levels_deep_is_refused() =>
        await ExpectAsync(
            Post("/v1/tools/filter", $"{{\"step\":{new string('[', 10_000)}{new string(']', 10_000)}}}"),
            400,
            "invalid-json",
            "deep"
        );

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_refused(string mediaType)
    {
        foreach (var path in new[] { "/v1/chat", "/v1/plans", "/v1/tools/filter", "/v1/interactions", "/v1/items" })
        {
            using var content = new StringContent("{\"message\":\"x\"}", Encoding.UTF8, mediaType);
            await ExpectAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, 415, "unsupported-media-type", "");
        }
    }

    [Fact]
    public async Task A_compressed_body_is_refused_whether_it_says_so_or_not()
    {
        using var named = Post("/v1/chat", "{\"message\":\"x\"}");
        named.Content!.Headers.ContentEncoding.Add("gzip");
        await ExpectAsync(named, 415, "unsupported-encoding", "Content-Encoding");

        using var hidden = new ByteArrayContent([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
        hidden.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await ExpectAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v1/interactions") { Content = hidden },
            415,
            "unsupported-encoding",
            ""
        );
    }

    [Theory]
    [InlineData("POST", "/v1/chat", "{\"message\":\"a~\"}")]
    [InlineData("POST", "/v1/chat", "{\"message\":\"a\",\"b~\":1}")]
    [InlineData("POST", "/v1/plans", "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"rank~\"}]}]}")]
    [InlineData("POST", "/v1/plans", "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool~\":\"rank\"}]}]}")]
    [InlineData("POST", "/v1/tools/filter", "{\"step\":{\"a~\":1}}")]
    [InlineData("PATCH", "/v1/users/1/profile", "{\"remember\":{\"liked~\":[]}}")]
    [InlineData("POST", "/v1/items", "[{\"itemId\":\"x\",\"ti~tle\":\"X\"}]")]
    [InlineData("POST", "/v1/items", "{\"itemId\":\"x\",\"ti~tle\":\"X\"}")]
    [InlineData("POST", "/v1/interactions", "[{\"userId\":\"1\",\"item~Id\":\"x\",\"kind\":\"like\"}]")]
    [InlineData("POST", "/v1/interactions", "[{\"userId\":\"1\",\"itemId\":\"x\",\"kind\":\"li~ke\"}]")]
    public async Task Bytes_that_are_no_utf8_are_refused(string method, string path, string body)
    {
        using var content = new ByteArrayContent([
            .. Encoding.UTF8.GetBytes(body).SelectMany(b => b == '~' ? new byte[] { 0xff, 0xfe } : [b]),
        ]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await ExpectAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = content }, 400, "invalid-", "");
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("\"\"")]
    public async Task A_character_set_that_nobody_knows_is_refused(string charset)
    {
        foreach (var path in new[] { "/v1/chat", "/v1/plans", "/v1/interactions", "/v1/items", "/mcp" })
        {
            using var content = ApiHost.Json("{}");
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
            await ExpectAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, 400, "invalid-value", "Content-Type");
        }
    }

    [Fact]
    public async Task Candidates_that_do_not_exist_are_left_out_and_named()
    {
        var answer = await api.Host.PostAsync("/v1/tools/rank", new { candidates = new[] { Film, "nothing" } });
        answer.GetProperty("found").GetInt32().ShouldBe(1);
        var notice = answer.GetProperty("notices").EnumerateArray().ShouldHaveSingleItem();
        notice.GetProperty("code").GetString().ShouldBe("unknown_item");
        notice.GetProperty("text").GetString()!.ShouldContain("nothing");
    }

    [Fact]
    public async Task A_bad_batch_changes_nothing()
    {
        var before = (await api.Host.GetAsync("/v1/catalogue")).GetProperty("interactions").GetInt64();
        await ExpectAsync(
            Post(
                "/v1/interactions",
                $"[{{\"userId\":\"fresh\",\"itemId\":\"{Film}\",\"kind\":\"like\"}},{{\"userId\":\"fresh\",\"itemId\":\"nothing\",\"kind\":\"like\"}}]"
            ),
            400,
            "invalid-value",
            "$[1]"
        );
        (await api.Host.GetAsync("/v1/catalogue")).GetProperty("interactions").GetInt64().ShouldBe(before);
    }

    private static HttpRequestMessage Post(string path, string body) => new(HttpMethod.Post, path) { Content = ApiHost.Json(body) };

    private async Task ExpectAsync(HttpRequestMessage request, int status, string code, string place)
    {
        using var response = await api.Host.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("type").GetString().ShouldStartWith("urn:interec:problem:" + code);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        text.ShouldContain(place);
        foreach (var leak in new[] { "Exception", "System.", "   at ", ".cs:line", "Microsoft." })
        {
            text.ShouldNotContain(leak);
        }
    }
}
