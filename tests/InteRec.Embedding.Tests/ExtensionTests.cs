using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InteRec.Tools;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>A tool and a ranker of the application.</summary>
public sealed class ExtensionTests : IAsyncLifetime
{
    private Shop _shop = null!;

    public async Task InitializeAsync() =>
        _shop = await Shop.OpenAsync(
            app => app.MapInteRec(),
            recommender => recommender.AddTool<StockTool>().AddRanker<StockRanker>(),
            host => host.Services.AddSingleton<Stock>()
        );

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_tool_is_listed_with_its_schema_and_can_be_called()
    {
        var tool = (await _shop.GetAsync("/v1/tools")).EnumerateArray().Single(t => t.GetProperty("name").GetString() == "in_stock");
        tool.GetProperty("step")
            .GetProperty("properties")
            .GetProperty("atLeast")
            .GetProperty("description")
            .GetString()
            .ShouldBe("At least so many pieces.");

        var called = await _shop.PostAsync("/v1/tools/in_stock", new { step = new { atLeast = 90 } });
        EmbeddedTests.Titles(called.GetProperty("items")).ShouldBe(["Morning Kettle", "Bergamot Street"], ignoreOrder: true);
        using var bad = await _shop.Client.PostAsJsonAsync("/v1/tools/in_stock", new { step = new { atLeast = 0 } });
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_plan_can_call_the_tool_and_order_by_the_ranker_and_runs_again()
    {
        var reply = await _shop.PostAsync("/v1/plans", Plan(new { tool = "in_stock", atLeast = 10 }, new { tool = "rank", by = "stock" }));
        EmbeddedTests
            .Titles(reply.GetProperty("lists")[0].GetProperty("items"))
            .ShouldBe(["Morning Kettle", "Bergamot Street", "Smoky Forest", "Jasmine Night", "Orchid Hill"]);
        reply.GetProperty("trace").EnumerateArray().Select(t => t.GetProperty("tool").GetString()).ShouldBe(["in_stock", "rank"]);

        var again = await _shop.PostAsync("/v1/plans", reply.GetProperty("plan"));
        again.GetProperty("lists").GetRawText().ShouldBe(reply.GetProperty("lists").GetRawText());
    }

    [Fact]
    public async Task What_the_ranker_has_no_number_for_comes_last()
    {
        var reply = await _shop.PostAsync("/v1/tools/rank", new { step = new { by = "Stock" } });
        var items = reply.GetProperty("items");
        items[items.GetArrayLength() - 1].GetProperty("title").GetString().ShouldBe("Dragon Well");
        items.EnumerateArray().ShouldAllBe(i => i.GetProperty("score").GetDouble() >= 0 && i.GetProperty("score").GetDouble() <= 1);
    }

    [Fact]
    public async Task The_schema_of_plans_and_their_validation_know_both()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = JsonContent.Create(
                new
                {
                    jsonrpc = "2.0",
                    id = 1,
                    method = "resources/read",
                    @params = new { uri = "interec://plan/schema" },
                }
            ),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        using var answer = await _shop.Client.SendAsync(request);
        var schema = await answer.Content.ReadAsStringAsync();
        schema.ShouldContain("in_stock");
        schema.ShouldContain("Also stock.");

        using var bad = await _shop.Client.PostAsJsonAsync(
            "/v1/plans",
            Plan(new { tool = "in_stock", atLeast = 0 }, new { tool = "rank", by = "margin" })
        );
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await bad.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .EnumerateArray()
            .Select(e => e.GetProperty("path").GetString());
        errors.ShouldBe(["$.lists[0].steps[0].atLeast", "$.lists[0].steps[1].by"]);
        using var unknown = await _shop.Client.PostAsJsonAsync("/v1/plans", Plan(new { tool = "in_stock", atMost = 3 }));
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_name_that_is_taken_stops_the_start()
    {
        var builder = Shop.Builder(out var folder);
        builder.Services.AddInteRec(builder.Configuration).AddItems(Teas.Schema, Teas.All).AddRanker<SecondBlend>();
        await using var app = builder.Build();
        Should.Throw<InvalidOperationException>(() => app.MapInteRec()).Message.ShouldBe("There is a ranker \"blend\" already.");
        Directory.Delete(folder, recursive: true);
    }

    private static object Plan(params object[] steps) => new { lists = new[] { new { count = 5, steps } } };

    private sealed class SecondBlend : IItemRanker
    {
        public string Name => "blend";

        public void Score(ToolContext context, ReadOnlySpan<int> items, Span<float> scores, CancellationToken cancellationToken) { }
    }
}
