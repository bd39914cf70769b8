using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Reading;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

/// <summary>A valid plan survives whatever real endpoints put around it, whole and streamed, asked for and not.</summary>
public sealed class OddEndpointTests
{
    public static TheoryData<string> Odd => [.. OddAnswers.Names];

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_plan_is_planned_by_the_model(string name)
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json(OddAnswers.Whole(name)));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var result = await LlmTurns
            .Planner(client, LlmTurns.Reading(LlmTurns.Any("kinds", "Red")))
            .PlanAsync(LlmTurns.Input("something red"), default);

        result.Notices.ShouldBeEmpty();
        result.Plan.Lists.Single().Steps.OfType<RankStep>().Single().Novelty.ShouldBe(0.4);
        endpoint.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_streamed_plan_is_read(string name) => await ReadAsync(FakeEndpoint.Events(OddAnswers.Events(name)));

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_endpoint_that_never_streams_is_read_as_a_stream(string name) =>
        await ReadAsync(FakeEndpoint.Json(OddAnswers.Whole(name)));

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_endpoint_that_always_streams_is_read_whole(string name)
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Events(OddAnswers.Events(name)));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        Check((await client.AskAsync()).Text);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("text/event-stream")]
    public async Task The_type_of_the_content_does_not_matter(string type)
    {
        await ReadAsync(FakeEndpoint.Raw(Head(type) + OddAnswers.Whole("plain")));
        await ReadAsync(FakeEndpoint.Raw(Head(type) + string.Concat(OddAnswers.Events("plain").Select(e => $"data: {e}\n\n"))));
    }

    public static TheoryData<string, string> Framings =>
        new()
        {
            { "CRLF", string.Concat(OddAnswers.Events("plain").Select(e => $"data: {e}\r\n\r\n")) },
            { "CR", string.Concat(OddAnswers.Events("plain").Select(e => $"data: {e}\r\r")) },
            { "no space", string.Concat(OddAnswers.Events("plain").Select(e => $"data:{e}\n\n")) },
            { "no empty line", string.Concat(OddAnswers.Events("plain").Select(e => $"data: {e}\n")) },
            {
                "comments",
                ": OPENROUTER PROCESSING\n\n" + string.Concat(OddAnswers.Events("plain").Select(e => $": ping\n\ndata: {e}\n\n"))
            },
            {
                "other fields",
                "retry: 100\n\n" + string.Concat(OddAnswers.Events("plain").Select((e, i) => $"event: message\nid: {i}\ndata: {e}\n\n"))
            },
            { "a byte order mark", "\uFEFF\n" + string.Concat(OddAnswers.Events("plain").Select(e => $"data: {e}\n\n")) },
            {
                "several lines",
                string.Concat(
                    OddAnswers
                        .Events("plain")
                        .Select(e => $"data: {e.Replace(",\"created\"", "\ndata: ,\"created\"", StringComparison.Ordinal)}\n\n")
                )
            },
            { "lines of JSON", string.Join('\n', OddAnswers.Events("plain").SkipLast(1)) },
            { "no end mark", string.Concat(OddAnswers.Events("plain").SkipLast(1).Select(e => $"data: {e}\n\n")) },
            { "no finish", string.Concat(OddAnswers.Events("null finish").Select(e => $"data: {e}\n\n")) },
            {
                "tokens at the end",
                Ends(
                    """{"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}"""
                )
            },
            { "nothing at the end", Ends("""{"id":"x","object":"chat.completion.chunk","created":1,"model":"m"}""") },
            {
                "the message again at the end",
                Ends(
                    $$$"""{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":{{{System.Text.Json.JsonSerializer.Serialize(OddAnswers.Plan)}}}},"finish_reason":"stop"}]}"""
                )
            },
        };

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Events_are_read_however_they_are_framed(string what, string body)
    {
        what.ShouldNotBeEmpty();
        await ReadAsync(FakeEndpoint.Raw(Head("text/event-stream") + body));
    }

    [Theory]
    [InlineData(
        """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":0,"total_tokens":1}}""",
        "Unreadable"
    )]
    [InlineData("""{"error":{"message":"model is loading","type":"server_error","code":503}}""", "Failed")]
    [InlineData("""{"error":"out of memory"}""", "Failed")]
    [InlineData("""{"error":{"message":"slow down","type":"rate_limit_error"}}""", "Busy")]
    [InlineData("""{"object":"error","message":"no such model","type":"invalid_request_error","code":null}""", "Refused")]
    [InlineData("""{"detail":"not found","code":404}""", "Refused")]
    public async Task An_error_in_place_of_an_answer_is_an_error(string body, string failure)
    {
        foreach (var script in new[] { FakeEndpoint.Json(body), FakeEndpoint.Events(body, "[DONE]") })
        {
            await using var endpoint = new FakeEndpoint(script);
            using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

            (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ToString().ShouldBe(failure);
            (await Should.ThrowAsync<ModelException>(() => client.StreamAsync())).Failure.ToString().ShouldBe(failure);
        }
    }

    [Fact]
    public async Task An_error_in_the_middle_of_a_stream_ends_it()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Events(FakeEndpoint.Piece("Hel"), """{"error":{"message":"overloaded","code":529}}""")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.StreamAsync())).Failure.ShouldBe(ModelFailure.Failed);
    }

    [Fact]
    public async Task A_web_page_of_a_gateway_is_a_failure_with_its_status()
    {
        var page = "<html><body>Bad gateway</body></html>";
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Raw(
                $"HTTP/1.1 502 X\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}"
            )
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var e = await Should.ThrowAsync<ModelException>(() => client.AskAsync());

        (e.Failure, e.Error!.Status).ShouldBe((ModelFailure.Failed, 502));
        endpoint.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(
        """{"role":"assistant","content":"","tool_calls":[{"id":"","type":"function","function":{"name":"plan","arguments":""}}]}""",
        "tool_calls"
    )]
    [InlineData("""{"role":"assistant","content":"<think>{\"intent\":\"more\",\"lists\":[]}"}""", "stop")]
    [InlineData("""{"role":"assistant","content":null,"reasoning_content":"perhaps {\"intent\":\"more\",\"lists\":[]}, but"}""", "length")]
    [InlineData(
        """{"role":"assistant","content":"{\"plan\":{\"intent\":\"more\",\"lists\":[{\"steps\":[{\"tool\":\"rank\"}]"}""",
        "length"
    )]
    public async Task What_holds_no_plan_leaves_the_built_in_one(string message, string finish)
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Json($$"""{"choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}]}""")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var result = await LlmTurns.Planner(client, LlmTurns.Reading()).PlanAsync(LlmTurns.Input("something red"), default);

        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
    }

    [Fact]
    public async Task Thoughts_never_reach_a_reader_once_it_is_known_that_they_come_first()
    {
        string[] pieces =
        [
            FakeEndpoint.Piece("I should greet"),
            FakeEndpoint.Piece(" them.</thi"),
            FakeEndpoint.Piece("nk>Hello<|im_"),
            FakeEndpoint.Piece("end|>", "stop"),
            "[DONE]",
        ];
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Answer("I should greet them.</think>Hello"), FakeEndpoint.Events(pieces));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await client.AskAsync()).Text.ShouldBe("Hello");
        (await client.StreamAsync()).ShouldBe("Hello");
    }

    private static async Task ReadAsync(Func<Stream, CancellationToken, Task> script)
    {
        await using var endpoint = new FakeEndpoint(script);
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        Check(await client.StreamAsync());
    }

    private static void Check(string text)
    {
        var (plan, problem) = PlanReader.Read(text);
        problem.ShouldBeNull();
        (plan!.Intent, plan.Lists.Single().Count).ShouldBe((Intent.Recommend, 2));
        plan.Lists[0].Steps.OfType<RankStep>().Single().Novelty.ShouldBe(0.4);
    }

    private static string Head(string type) => $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\n\r\n";

    private static string Ends(string last) =>
        string.Concat(OddAnswers.Events("plain").SkipLast(1).Append(last).Append("[DONE]").Select(e => $"data: {e}\n\n"));
}
