using System.Text.Json;
using Json.Schema;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.Mcp;

/// <summary>The tools over the protocol: what is told of them, what they answer, and what a wrong call hears.</summary>
[Collection(ApiTests.Name)]
public sealed class McpToolTests(ReadyApi api) : IAsyncLifetime
{
    private const string Matrix = "tt0133093";
    private McpClient _client = null!;

    public async Task InitializeAsync() => _client = await McpClients.ConnectAsync(api.Host);

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task Every_tool_is_told_with_the_schemas_of_what_it_takes_and_gives()
    {
        var tools = await _client.ListToolsAsync();

        tools.Select(t => t.Name).ShouldBe(McpClients.Tools);
        foreach (var tool in tools)
        {
            tool.Description.ShouldNotBeNullOrEmpty(tool.Name);
            tool.JsonSchema.GetProperty("type").GetString().ShouldBe("object");
            tool.JsonSchema.GetProperty("properties").TryGetProperty("userId", out _).ShouldBeTrue(tool.Name);
            tool.ProtocolTool.OutputSchema!.Value.GetProperty("type").GetString().ShouldBe("object");
            tool.ProtocolTool.Annotations!.ReadOnlyHint.ShouldBe(
                tool.Name is not ("recommend" or "plan" or "remember" or "forget" or "feedback"),
                tool.Name
            );
            tool.ProtocolTool.Annotations.DestructiveHint.ShouldBe(tool.Name is "recommend" or "forget", tool.Name);
        }
    }

    [Fact]
    public async Task What_conditions_may_be_is_told_once()
    {
        var tools = (await _client.ListToolsAsync()).ToDictionary(t => t.Name, t => t.JsonSchema.GetRawText());

        tools["filter"].ShouldContain("Film-Noir");
        tools.Where(t => t.Key != "filter").ShouldAllBe(t => !t.Value.Contains("Film-Noir", StringComparison.Ordinal));
        tools["rank"].ShouldContain("as where of the tool filter");
    }

    [Fact]
    public async Task Every_answer_fits_its_schema_and_has_a_short_text()
    {
        var schemas = (await _client.ListToolsAsync()).ToDictionary(
            t => t.Name,
            t => JsonSchema.FromText(t.ProtocolTool.OutputSchema!.Value.GetRawText())
        );
        var recommended = await Checked("recommend", new { message = "two comedies from the nineties", userId = "mcp-schema" });
        var item = recommended.GetProperty("lists")[0].GetProperty("items")[0].GetProperty("itemId").GetString();

        await Checked("recommend", new { message = "who directed The Matrix?" });
        await Checked("recommend", new { message = "something nice" });
        await Checked("filter", new { where = new { genres = new { all = new[] { "Comedy" } } }, count = 3 });
        await Checked("search", new { text = "dreams", count = 2 });
        await Checked("similar", new { to = new[] { Matrix } });
        await Checked("rank", new { by = "popularity", candidates = new[] { Matrix, item } });
        await Checked("lookup", new { question = "values", attributes = new[] { "genres" } });
        await Checked("lookup", new { items = new[] { Matrix } });
        await Checked("explain", new { items = new[] { Matrix }, liked = new[] { item } });
        await Checked("ask", new { });
        await Checked(
            "remember",
            new
            {
                userId = "mcp-schema",
                liked = new[] { Matrix },
                preferred = new[] { "Drama" },
            }
        );
        await Checked("forget", new { userId = "mcp-schema", everything = true });
        await Checked(
            "plan",
            new
            {
                intent = "recommend",
                lists = new[]
                {
                    new
                    {
                        label = "for us",
                        steps = new object[] { new { tool = "filter", where = new { year = new { from = 1990 } } }, new { tool = "rank" } },
                    },
                },
            }
        );
        await Checked(
            "plan",
            new { intent = "lookup", lists = new[] { new { steps = new object[] { new { tool = "lookup", items = new[] { Matrix } } } } } }
        );
        await Checked(
            "feedback",
            new
            {
                recommendationId = recommended.GetProperty("recommendationId"),
                itemId = item,
                kind = "liked",
            }
        );
        schemas.Keys.ShouldBe(McpClients.Tools);

        async Task<JsonElement> Checked(string tool, object arguments)
        {
            var (reply, text) = await _client.CallAsync(tool, arguments);
            var fits = schemas[tool].Evaluate(reply, new EvaluationOptions { OutputFormat = OutputFormat.List });
            fits.IsValid.ShouldBeTrue($"{tool}: {JsonSerializer.Serialize(fits)}");
            text.Length.ShouldBeInRange(1, Math.Max(300, reply.GetRawText().Length * 2 / 3), tool);
            text.ShouldNotContain("{");
            return reply;
        }
    }

    [Fact]
    public async Task Tools_are_called_with_flat_arguments()
    {
        var (comedies, text) = await _client.CallAsync(
            "filter",
            new { where = new { genres = new { all = new[] { "Comedy" } } }, count = 3 }
        );
        comedies.GetProperty("items").GetArrayLength().ShouldBe(3);
        var ids = Ids(comedies);
        text.ShouldContain($"found, these first:\n1. {comedies.GetProperty("items")[0].GetProperty("title").GetString()}");
        text.ShouldContain($"[{ids[0]}]");
        Ids((await _client.CallAsync("rank", new { by = "popularity", candidates = ids })).Reply).ShouldBe(ids, ignoreOrder: true);
        Ids((await _client.CallAsync("search", new { text = "dreams", count = 2 })).Reply).Count.ShouldBe(2);
        (await _client.CallAsync("lookup", new { question = "count" })).Text.ShouldBe("count 400");
        (await _client.CallAsync("ask", new { }))
            .Reply.GetProperty("followUp")
            .GetProperty("question")
            .GetString()
            .ShouldNotBeNullOrEmpty();
        (await _client.CallAsync("remember", new { userId = "mcp-user", liked = ids.Take(1) })).Text.ShouldBe($"liked: {ids[0]}");
        (await _client.CallAsync("forget", new { userId = "mcp-user", liked = ids.Take(1) }))
            .Reply.GetProperty("profile")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("filter", """{"where":{"genres":{"all":["Comedy"]}},"exclude":["The Matrix"],"count":3}""")]
    [InlineData("search", """{"text":"dreams","where":{"year":{"from":1990}},"count":2}""")]
    [InlineData("similar", """{"to":["tt0133093"],"userId":"15"}""")]
    [InlineData("rank", """{"candidates":["tt0133093","tt0113277"],"liked":["Heat"]}""")]
    [InlineData("lookup", """{"question":"count"}""")]
    [InlineData("remember", """{"userId":"both-ways","liked":["The Matrix"]}""")]
    public async Task The_same_arguments_do_over_http(string tool, string arguments)
    {
        var given = JsonSerializer.Deserialize<JsonElement>(arguments);

        var http = await api.Host.PostAsync($"/v1/tools/{tool}", given);
        var (reply, _) = await _client.CallAsync(tool, given);

        Ids(http).ShouldBe(Ids(reply));
        http.GetProperty("found").GetInt32().ShouldBe(reply.GetProperty("found").GetInt32());
        http.EnumerateObject().Select(p => p.Name).ShouldBe(reply.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Arguments_that_a_client_hands_on_as_text_are_read()
    {
        var (reply, _) = await _client.CallAsync("filter", new { where = """{"genres": {"all": ["Comedy"]}}""", count = "2" });
        Ids(reply).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_conversation_goes_on_with_its_id()
    {
        var (first, text) = await _client.CallAsync("recommend", new { message = "comedies from the nineties", count = 3 });
        first.GetProperty("turn").GetInt32().ShouldBe(1);
        Ids(first.GetProperty("lists")[0]).Count.ShouldBe(3);
        text.ShouldContain($"conversationId: {first.GetProperty("conversationId").GetString()}");

        var (more, _) = await _client.CallAsync(
            "recommend",
            new { message = "more", conversationId = first.GetProperty("conversationId") }
        );

        more.GetProperty("turn").GetInt32().ShouldBe(2);
        Ids(more.GetProperty("lists")[0]).ShouldNotBeEmpty();
        Ids(more.GetProperty("lists")[0]).Intersect(Ids(first.GetProperty("lists")[0])).ShouldBeEmpty();
        more.TryGetProperty("plan", out _).ShouldBeFalse();
        more.TryGetProperty("trace", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_caller_sets_holds_whatever_the_message_says()
    {
        var where = new { year = new { from = 1990, to = 1994 } };

        var (reply, _) = await _client.CallAsync(
            "recommend",
            new
            {
                message = "films from 1999",
                where,
                exclude = new[] { "Pulp Fiction" },
            }
        );
        reply.GetProperty("lists").EnumerateArray().SelectMany(Years).ShouldAllBe(y => y >= 1990 && y <= 1994);
        var (found, _) = await _client.CallAsync(
            "search",
            new
            {
                text = "crime",
                where,
                exclude = new[] { "Pulp Fiction" },
                count = 20,
            }
        );
        Years(found).ShouldNotBeEmpty();
        Years(found).ShouldAllBe(y => y >= 1990 && y <= 1994);
        found.GetProperty("items").EnumerateArray().ShouldAllBe(i => i.GetProperty("title").GetString() != "Pulp Fiction");
        (await _client.RefusalAsync("recommend", new { message = "a film", where = new { genre = "Drama" } })).ShouldContain(
            "where.genre: there is no attribute \"genre\" to filter on. Did you mean \"genres\"?"
        );
        (await _client.RefusalAsync("rank", new { where = new { genres = "Dramma" } })).ShouldContain("the nearest is \"Drama\"");
    }

    [Fact]
    public async Task A_group_gets_what_suits_all()
    {
        await _client.CallAsync("remember", new { userId = "mcp-ann", unwanted = new[] { Matrix } });

        var (reply, _) = await _client.CallAsync(
            "recommend",
            new
            {
                message = "science fiction",
                userIds = new[] { "mcp-ann", "15" },
                count = 20,
            }
        );
        var (ranked, _) = await _client.CallAsync(
            "rank",
            new { candidates = new[] { Matrix, "tt0113277" }, userIds = new[] { "mcp-ann", "15" } }
        );

        reply.GetProperty("lists").EnumerateArray().SelectMany(Ids).ShouldNotContain(Matrix);
        Ids(ranked).ShouldBe(["tt0113277"]);
        (await _client.RefusalAsync("recommend", new { message = "a film", userIds = new[] { "" } })).ShouldBe(
            "userIds[0]: must not be empty"
        );
        (await _client.RefusalAsync("recommend", new { message = "a film", locale = "no such tongue" })).ShouldContain(
            "locale: must be a language tag"
        );
    }

    [Fact]
    public async Task A_plan_runs_as_it_is()
    {
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "comedies from the nineties" });

        var (again, _) = await _client.CallAsync("plan", reply.GetProperty("plan"));

        again.GetProperty("lists").EnumerateArray().SelectMany(Ids).ShouldBe(reply.GetProperty("lists").EnumerateArray().SelectMany(Ids));
    }

    [Fact]
    public async Task Feedback_reaches_the_profile()
    {
        var (reply, _) = await _client.CallAsync("recommend", new { message = "a comedy", userId = "mcp-feedback" });
        var item = Ids(reply.GetProperty("lists")[0])[0];

        var (_, text) = await _client.CallAsync(
            "feedback",
            new
            {
                recommendationId = reply.GetProperty("recommendationId"),
                itemId = item,
                kind = "liked",
                reason = "so funny",
            }
        );

        text.ShouldBe($"Noted: liked {item}.");
        var entry = (await api.Host.GetAsync("/v1/users/mcp-feedback/profile"))
            .GetProperty("entries")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        entry.GetProperty("itemId").GetString().ShouldBe(item);
    }

    [Theory]
    [InlineData(
        "filter",
        """{"where":{"colour":{"any":["red"]}}}""",
        "where.colour: there is no attribute \"colour\" to filter on. There are year, genres"
    )]
    [InlineData("filter", """{"where":{"genre":{"any":["Drama"]}}}""", "Did you mean \"genres\"?")]
    [InlineData("filter", """{"where":7}""", "where: conditions are an object: attribute name to condition.")]
    [InlineData("filter", """{"items":["\u0000"]}""", "items: text with the character NUL.")]
    [InlineData(
        "lookup",
        """{"attributes":["director"]}""",
        "attributes[0]: there is no attribute \"director\". Did you mean \"directors\"?"
    )]
    [InlineData("ask", """{"attribute":"genre"}""", "Did you mean \"genres\"?")]
    [InlineData("rank", """{"count":"many"}""", "count: a whole number is expected.")]
    [InlineData("rank", """{"by":"magic"}""", "by: is one of blend, ials")]
    [InlineData("rank", """{"candidates":["a\u0001"]}""", "candidates[0]")]
    [InlineData("similar", """{"to":["Inception"],"made_up":1}""", "made_up: there is no such argument. similar takes to (needed), unlike")]
    [InlineData("similar", """{"too":["Inception"]}""", "Did you mean \"to\"?")]
    [InlineData("similar", """{"to":7}""", "to: a list of texts is expected.")]
    [InlineData("remember", """{"liked":["Inception"]}""", "userId")]
    [InlineData(
        "plan",
        """{"intent":"recommend","lists":[{"steps":[{"tool":"delete"}]}]}""",
        "lists[0].steps[0]: \"tool\" must name one of the tools."
    )]
    [InlineData("plan", """{"userId":"","intent":"recommend","lists":[]}""", "userId")]
    [InlineData("recommend", """{}""", "message: is missing.")]
    [InlineData("recommend", """{"message":" "}""", "message: must not be empty")]
    [InlineData("recommend", """{"message":"a comedy","count":1000}""", "count: must be from 1 to 50")]
    [InlineData(
        "recommend",
        """{"message":"a comedy","conversationId":"c_none"}""",
        "No conversation has the id \"c_none\". Leave conversationId out to begin a conversation."
    )]
    [InlineData("recommend", """{"message":"a comedy","brief":true}""", "brief: there is no such argument.")]
    [InlineData(
        "feedback",
        """{"recommendationId":"r_none","itemId":"tt0133093","kind":"liked"}""",
        "No recommendation has the id \"r_none\""
    )]
    [InlineData(
        "feedback",
        """{"recommendationId":"r_none","itemId":"tt0133093","kind":"loved"}""",
        "kind: is one of shown, clicked, accepted, rejected, liked, disliked, seen."
    )]
    [InlineData("feedback", """{"itemId":"tt0133093"}""", "recommendationId: is missing.")]
    public async Task What_cannot_run_is_a_sentence_that_says_what_would(string tool, string arguments, string told) =>
        (await _client.RefusalAsync(tool, JsonSerializer.Deserialize<JsonElement>(arguments))).ShouldContain(told);

    [Fact]
    public async Task A_name_that_is_nowhere_is_said_to_be_unknown()
    {
        var (reply, text) = await _client.CallAsync("similar", new { to = new[] { "Zorblax the Unfilmed" } });
        Ids(reply).ShouldBeEmpty();
        text.ShouldContain("Zorblax the Unfilmed");
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol_that_names_those_there_are()
    {
        var error = await Should.ThrowAsync<McpProtocolException>(async () => await _client.CallToolAsync("recomend"));

        error.ErrorCode.ShouldBe(McpErrorCode.InvalidParams);
        error.Message.ShouldContain(
            $"There is no tool \"recomend\". Did you mean \"recommend\"? There are {string.Join(", ", McpClients.Tools)}."
        );
    }

    private static List<int> Years(JsonElement list) =>
        [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("year").GetInt32())];

    private static List<string> Ids(JsonElement list) =>
        [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!)];
}
