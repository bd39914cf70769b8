using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using InteRec.Api.Endpoints;
using InteRec.Api.Limits;
using InteRec.Api.OpenAi;
using InteRec.Api.Problems;
using InteRec.Conversations;
using InteRec.Profiles;
using InteRec.Tests.Planning.Agent.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

/// <summary>
/// What happens to an answer on its way: tokens of a model, a caller that leaves, something that goes wrong after it began.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class OpenAiStreamTests(ReadyApi api)
{
    private const string Plan =
        """{"intent":"recommend","lists":[{"count":3,"steps":[{"tool":"filter","where":{"genres":{"all":["Comedy"]}}},{"tool":"rank"}]}]}""";

    [Fact]
    public async Task Tokens_are_those_of_the_model_whole_and_in_pieces()
    {
        await using var endpoint = FakeEndpoint.Of(FakeEndpoint.Answer(Plan));
        await using var host = await ServeAsync(endpoint);

        var whole = await host.PostAsync("/v1/chat/completions", new { messages = new[] { new { role = "user", content = "comedies" } } });
        using var response = await host.Client.SendAsync(Streamed());
        var pieces = (await response.Content.ReadAsStringAsync())
            .Split('\n')
            .Where(l => l.StartsWith("data: {", StringComparison.Ordinal))
            .Select(l => JsonSerializer.Deserialize<JsonElement>(l[6..]))
            .ToList();

        whole.GetProperty("interec").GetProperty("planner").GetString().ShouldBe("llm");
        foreach (var usage in new[] { whole, pieces[^1] }.Select(p => p.GetProperty("usage")))
        {
            usage.GetProperty("prompt_tokens").GetInt64().ShouldBe(11);
            usage.GetProperty("completion_tokens").GetInt64().ShouldBe(7);
            usage.GetProperty("total_tokens").GetInt64().ShouldBe(18);
        }
    }

    [Fact]
    public async Task A_caller_that_leaves_stops_the_work_and_nothing_is_stored()
    {
        var stopped = new TaskCompletionSource();
        await using var endpoint = FakeEndpoint.Of(
            async (stream, token) =>
            {
                await FakeEndpoint.Hang()(stream, token);
                stopped.TrySetResult();
            }
        );
        await using var host = await ServeAsync(endpoint);
        using var leaving = new CancellationTokenSource();

        var asking = host.Client.SendAsync(Streamed(), leaving.Token);
        await endpoint.ReceivedAsync();
        await leaving.CancelAsync();

        await asking.ShouldThrowAsync<OperationCanceledException>();
        await stopped.Task.WaitAsync(TimeSpan.FromMinutes(1));
        (
            await host.Services.GetRequiredService<ConversationStore>().ListAsync(new Caller(null, null), 1, CancellationToken.None)
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_goes_wrong_in_a_stream_is_a_piece_with_the_error()
    {
        var services = new ServiceCollection().AddLogging().AddOptions();
        services.AddSingleton(api.Host.Services.GetRequiredService<IHostApplicationLifetime>());
        services.AddSingleton(new StreamGate(Options.Create(new LimitsOptions())));
        await using var provider = services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = provider };
        context.Request.Path = "/v1/chat/completions";
        context.Response.Body = new MemoryStream();

        var result = await EventStream.StartAsync(context, FailingAsync);
        await result.ExecuteAsync(context);

        var lines = Encoding
            .UTF8.GetString(((MemoryStream)context.Response.Body).ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldBe("data: \"first\"");
        var error = JsonSerializer.Deserialize<JsonElement>(lines[1]["data: ".Length..]).GetProperty("error");
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("code").GetString().ShouldBe("conflict");
    }

    [Theory]
    [InlineData(429, "busy", "requests", "rate_limit_exceeded")]
    [InlineData(500, "internal", "server_error", "internal")]
    [InlineData(503, "not-ready", "server_error", "not_ready")]
    [InlineData(403, "forbidden", "invalid_request_error", "insufficient_permissions")]
    [InlineData(409, "conflict", "invalid_request_error", "conflict")]
    public void An_error_has_the_type_and_code_of_the_protocol(int status, string code, string type, string expected)
    {
        var error = OpenAiErrors.Of(Problem.Details(status, code, "A title.")).Error;

        error.ShouldBe(new OpenAiFault("A title.", type, null, expected));
    }

    private static async IAsyncEnumerable<SseItem<object>> FailingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new SseItem<object>("first");
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        throw new ConversationConflictException("c_1", 2);
    }

    private static async Task<ApiHost> ServeAsync(FakeEndpoint endpoint) =>
        await (
            await ApiHost.StartAsync(
                "--InteRec:Llm:Endpoint",
                endpoint.Address.ToString(),
                "--InteRec:Llm:Model",
                "m",
                "--InteRec:Llm:Trust",
                "always",
                "--InteRec:Llm:Reply",
                "template"
            )
        ).WhenReadyAsync();

    private static HttpRequestMessage Streamed() =>
        new(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = ApiHost.Json(
                """{"messages":[{"role":"user","content":"comedies"}],"stream":true,"stream_options":{"include_usage":true}}"""
            ),
        };
}
