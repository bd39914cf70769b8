using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

public sealed class RetrainingTests : IAsyncLifetime
{
    private const int Rows = 10_000;
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await (await ApiHost.StartAsync()).WhenReadyAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_interactions_a_training_and_the_swap_while_chats_go_on()
    {
        var items = await ItemIdsAsync();
        var before = await RecommendedAsync("newcomer");
        var first = (await _host.GetAsync("/v1/rankers")).GetProperty("current").GetString();

        using var stop = new CancellationTokenSource();
        var chats = Task.Run(() => ChatUntilAsync(stop.Token));
        using var content = new StringContent(NewLog(items), Encoding.UTF8, "application/x-ndjson");
        using var posted = await _host.Client.PostAsync("/v1/interactions", content);
        var answer = JsonSerializer.Deserialize<JsonElement>(await posted.Content.ReadAsStringAsync());
        answer.GetProperty("inserted").GetInt64().ShouldBe(Rows);

        var run = await _host.PostAsync("/v1/training-runs", new { });
        var id = run.GetProperty("trainingRunId").GetString();
        JsonElement last = default;
        await foreach (
            var item in System
                .Net.ServerSentEvents.SseParser.Create(await _host.Client.GetStreamAsync($"/v1/training-runs/{id}/progress"))
                .EnumerateAsync()
        )
        {
            last = JsonSerializer.Deserialize<JsonElement>(item.Data);
        }

        last.GetProperty("status").GetString().ShouldBe("succeeded");
        var rankerId = last.GetProperty("rankerId").GetString();
        if (!last.GetProperty("promoted").GetBoolean())
        {
            await _host.PostAsync($"/v1/rankers/{rankerId}/promote", new { });
        }

        await stop.CancelAsync();
        var (turns, failed) = await chats;
        turns.ShouldBeGreaterThan(0);
        failed.ShouldBeEmpty();

        var rankers = await _host.GetAsync("/v1/rankers");
        rankers.GetProperty("current").GetString().ShouldBe(rankerId);
        var counts = rankers
            .GetProperty("rankers")
            .EnumerateArray()
            .ToDictionary(m => m.GetProperty("rankerId").GetString()!, m => m.GetProperty("counts"));
        (counts[rankerId!].GetProperty("interactions").GetInt64() - counts[first!].GetProperty("interactions").GetInt64()).ShouldBe(Rows);
        (await RecommendedAsync("newcomer")).ShouldNotBe(before);

        var back = await _host.PostAsync("/v1/rankers/rollback", new { });
        back.GetProperty("current").GetString().ShouldBe(first);
        (await _host.GetAsync("/v1/users/newcomer/recommendations")).GetProperty("rankerId").GetString().ShouldBe(first);
    }

    private async Task<(int Turns, List<string> Failed)> ChatUntilAsync(CancellationToken stop)
    {
        string[] messages = ["comedies from the nineties", "something like The Matrix", "a thriller, not horror"];
        var (turns, failed) = (0, new List<string>());
        while (!stop.IsCancellationRequested)
        {
            using var response = await _host.Client.PostAsync(
                "/v1/chat",
                ApiHost.Json(JsonSerializer.Serialize(new { message = messages[turns++ % messages.Length] })),
                CancellationToken.None
            );
            var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
            if (!response.IsSuccessStatusCode || JsonSerializer.Deserialize<JsonElement>(text).GetProperty("lists").GetArrayLength() == 0)
            {
                failed.Add(text);
            }
        }

        return (turns, failed);
    }

    /// <summary>Ratings of two hundred new users, one of them called newcomer, each of another stretch of the items.</summary>
    private static string NewLog(List<string> items)
    {
        var log = new StringBuilder();
        for (var row = 0; row < Rows; row++)
        {
            var (user, item) = (row / 50, items[((row / 50 * 7) + (row % 50)) % items.Count]);
            var userId = user == 0 ? "newcomer" : string.Create(CultureInfo.InvariantCulture, $"new-{user}");
            log.Append(
                CultureInfo.InvariantCulture,
                $"{{\"userId\":\"{userId}\",\"itemId\":\"{item}\",\"kind\":\"rating\",\"weight\":{(row % 5 == 0 ? 2 : 5)},\"timestamp\":{1_700_000_000 + row}}}\n"
            );
        }

        return log.ToString();
    }

    private async Task<List<string>> ItemIdsAsync()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var user in Enumerable.Range(1, 20))
        {
            ids.UnionWith(await RecommendedAsync(user.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. ids.Order(StringComparer.Ordinal)];
    }

    private async Task<List<string>> RecommendedAsync(string userId) =>
        [
            .. (await _host.GetAsync($"/v1/users/{userId}/recommendations?count=50"))
                .GetProperty("lists")[0]
                .GetProperty("items")
                .EnumerateArray()
                .Select(i => i.GetProperty("itemId").GetString()!),
        ];
}
