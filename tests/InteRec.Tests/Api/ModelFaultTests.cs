using System.Text;
using System.Text.Json;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Planning.Agent.Model;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>
/// The whole service with an endpoint behind it that does everything wrong: every turn is answered, with items, and says that the built-in
/// planner planned.
/// </summary>
public sealed class ModelFaultTests : IAsyncLifetime
{
    private static readonly byte[] Trickle = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
    );
    private static readonly string ToolCall =
        """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"filter","arguments":"{}"}}]}}]}""";

    private static readonly Dictionary<string, Func<Stream, CancellationToken, Task>> Faults = new(StringComparer.Ordinal)
    {
        ["connection closed"] = (_, _) => Task.CompletedTask,
        ["silence"] = FakeEndpoint.Hang(),
        ["429"] = FakeEndpoint.Json("{}", 429),
        ["429 with Retry-After"] = FakeEndpoint.Json("{}", 429, "Retry-After: 600\r\n"),
        ["500"] = FakeEndpoint.Json("{}", 500),
        ["truncated JSON"] = FakeEndpoint.Json("{\"id\":\"c\",\"choices\":[{"),
        ["empty choice"] = FakeEndpoint.Json("""{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[]}"""),
        ["unknown tool"] = FakeEndpoint.Answer("""{"intent":"recommend","lists":[{"steps":[{"tool":"format_disk"}]}]}"""),
        ["wrong types"] = FakeEndpoint.Answer("""{"intent":[1],"lists":7}"""),
        ["tool calls that nobody asked for"] = FakeEndpoint.Json(ToolCall),
        ["cut in the middle"] = FakeEndpoint.Raw(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":"
        ),
        ["garbage bytes"] = FakeEndpoint.Raw([1, 2, 3, 250, 251, 13, 10, 13, 10]),
        ["10 MB"] = FakeEndpoint.Raw([
            .. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"),
            .. new byte[10_000_000],
        ]),
        ["slow trickle"] = async (stream, token) =>
        {
            await stream.WriteAsync(Trickle, token);
            while (!token.IsCancellationRequested)
            {
                await stream.WriteAsync(new byte[] { 32 }, token);
                await Task.Delay(20, token);
            }
        },
    };

    private Func<Stream, CancellationToken, Task> _fault = FakeEndpoint.Hang();
    private FakeEndpoint _endpoint = null!;
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _endpoint = FakeEndpoint.Of((stream, token) => _fault(stream, token));
        _host = await (
            await ApiHost.StartAsync(
                "--InteRec:Llm:Endpoint",
                _endpoint.Address.ToString(),
                "--InteRec:Llm:Model",
                "m",
                "--InteRec:Llm:Trust",
                "always",
                "--InteRec:Llm:AttemptTimeout",
                "00:00:00.300",
                "--InteRec:Llm:TurnTimeout",
                "00:00:00.600",
                "--InteRec:Llm:Reply",
                "model"
            )
        ).WhenReadyAsync();
        _host.Services.GetRequiredService<LlmOptions>().Patience = new Patience { RetryDelay = TimeSpan.Zero, CircuitFailures = 1_000 };
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Every_turn_is_answered_by_the_built_in_planner_and_says_so()
    {
        foreach (var (name, fault) in Faults)
        {
            _fault = fault;
            var before = _endpoint.Requests.Count;

            var reply = await _host.PostAsync("/v1/chat", new { message = "comedies from the nineties", count = 3 });

            reply.GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBe(3, name);
            reply.GetProperty("planner").GetString().ShouldBe("built-in", name);
            reply
                .GetProperty("notices")
                .EnumerateArray()
                .Select(n => n.GetProperty("code").GetString())
                .ShouldContain("planner_fallback", name);
            reply.GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace(name);
            reply.GetProperty("usage").GetProperty("calls").GetInt32().ShouldBeGreaterThan(0, name);
            _endpoint.Requests.Count.ShouldBeGreaterThan(before, name);
        }
    }

    [Fact]
    public async Task A_reply_whose_stream_is_cut_keeps_what_was_said_and_one_that_never_began_is_the_templates()
    {
        const string Plan =
            """{"intent":"recommend","lists":[{"count":3,"steps":[{"tool":"filter","where":{"genres":{"all":["Comedy"]}}},{"tool":"rank"}]}]}""";
        var isPlan = true;
        var begin = "[1] is a comedy. [2] ";
        _fault = async (stream, token) =>
        {
            await (
                isPlan ? FakeEndpoint.Answer(Plan)
                : begin.Length > 0 ? FakeEndpoint.Events(FakeEndpoint.Piece(begin))
                : FakeEndpoint.Events()
            )(stream, token);
            isPlan = false;
        };

        var cut = await _host.PostAsync("/v1/chat", new { message = "comedies", count = 3 });
        (isPlan, begin) = (true, string.Empty);
        var empty = await _host.PostAsync("/v1/chat", new { message = "comedies", count = 3 });

        cut.GetProperty("planner").GetString().ShouldBe("llm");
        cut.GetProperty("text").GetString()!.ShouldContain(" is a comedy. Also here: ");
        cut.GetProperty("usage").GetProperty("calls").GetInt32().ShouldBe(2);
        var titles = empty
            .GetProperty("lists")[0]
            .GetProperty("items")
            .EnumerateArray()
            .Select(i => i.GetProperty("title").GetString()!)
            .ToList();
        titles.ShouldAllBe(t => empty.GetProperty("text").GetString()!.Contains(t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_one_conversation_is_sent_with_another()
    {
        _fault = FakeEndpoint.Json("{}", 401);
        string[] people = ["zebra", "walrus", "ocelot", "badger"];

        await Task.WhenAll(
            people.Select(async animal =>
            {
                string? conversationId = null;
                for (var turn = 0; turn < 3; turn++)
                {
                    var reply = await _host.PostAsync(
                        "/v1/chat",
                        new
                        {
                            message = $"films about a {animal}",
                            conversationId,
                            userId = animal,
                        }
                    );
                    conversationId = reply.GetProperty("conversationId").GetString();
                }
            })
        );

        var turns = _endpoint
            .Requests.Select(r =>
                JsonSerializer
                    .Deserialize<JsonElement>(r[r.IndexOf('{', StringComparison.Ordinal)..])
                    .GetProperty("messages")
                    .EnumerateArray()
                    .Last()
                    .GetProperty("content")
                    .ToString()
            )
            .ToList();
        turns.Count.ShouldBeGreaterThanOrEqualTo(12);
        turns.ShouldAllBe(t => people.Count(p => t.Contains(p, StringComparison.Ordinal)) == 1);
    }
}
