using System.Globalization;
using System.Text.Json;
using InteRec.Ranking;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>Chats go on while rankers are trained and swapped, each turn on one of them.</summary>
public sealed class SwapUnderLoadTests : IAsyncLifetime
{
    private const int Cycles = 3;
    private const int Connections = 6;
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await (await ApiHost.StartAsync()).WhenReadyAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task No_turn_fails_or_mixes_two_rankers_while_cycles_of_training_and_promotion_run()
    {
        using var stop = new CancellationTokenSource();
        var chats = Enumerable.Range(0, Connections).Select(c => Task.Run(() => ChatAsync(c, stop.Token))).ToArray();
        var promoted = new HashSet<string> { await CurrentAsync() };
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var run = await _host.PostAsync("/v1/training-runs", new { });
            var rankerId = await FinishedAsync(run.GetProperty("trainingRunId").GetString()!);
            await _host.PostAsync($"/v1/rankers/{rankerId}/promote", new { });
            promoted.Add(rankerId);
            (await CurrentAsync()).ShouldBe(rankerId);
        }

        await stop.CancelAsync();
        var turns = (await Task.WhenAll(chats)).SelectMany(t => t).ToList();

        turns.Count.ShouldBeGreaterThan(Cycles);
        turns.ShouldAllBe(t => t.Status == 200);
        turns.Select(t => t.RankerId).Distinct().ShouldBeSubsetOf(promoted);

        // Two chats of one user at once: each has its own conversation, none lost a turn.
        turns.Select(t => t.ConversationId).Distinct().Count().ShouldBe(turns.Count);
        foreach (var rankerId in turns.Select(t => t.RankerId).Distinct().Where(Stored))
        {
            await OnOneRankerAsync(turns.Last(t => t.RankerId == rankerId), rankerId);
        }
    }

    /// <summary>The plan of a turn, run again on the ranker that the turn names, gives the same items in the same order.</summary>
    private async Task OnOneRankerAsync(Turn turn, string rankerId)
    {
        await _host.PostAsync($"/v1/rankers/{rankerId}/promote", new { });
        var again = await _host.PostAsync("/v1/plans", turn.Plan);

        again.GetProperty("rankerId").GetString().ShouldBe(rankerId);
        Items(again).ShouldBe(turn.Items);
    }

    private bool Stored(string rankerId) => _host.Services.GetRequiredService<RankerStore>().List().Any(m => m.RankerId == rankerId);

    private async Task<List<Turn>> ChatAsync(int connection, CancellationToken stop)
    {
        string[] messages = ["comedies from the nineties", "something like The Matrix", "a thriller, not horror", "the best dramas"];
        var turns = new List<Turn>();
        while (!stop.IsCancellationRequested)
        {
            var message = messages[(connection + turns.Count) % messages.Length];
            using var body = ApiHost.Json(JsonSerializer.Serialize(new { message }));
            using var response = await _host.Client.PostAsync("/v1/chat", body, CancellationToken.None);
            var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(CancellationToken.None));
            turns.Add(
                response.IsSuccessStatusCode
                    ? new Turn(
                        200,
                        answer.GetProperty("rankerId").GetString()!,
                        answer.GetProperty("conversationId").GetString()!,
                        answer.GetProperty("plan"),
                        Items(answer)
                    )
                    : new Turn((int)response.StatusCode, "", turns.Count.ToString(CultureInfo.InvariantCulture), default, [])
            );
        }

        return turns;
    }

    private async Task<string> FinishedAsync(string trainingRunId)
    {
        JsonElement last = default;
        await foreach (
            var item in System
                .Net.ServerSentEvents.SseParser.Create(await _host.Client.GetStreamAsync($"/v1/training-runs/{trainingRunId}/progress"))
                .EnumerateAsync()
        )
        {
            last = JsonSerializer.Deserialize<JsonElement>(item.Data);
        }

        last.GetProperty("status").GetString().ShouldBe("succeeded");
        return last.GetProperty("rankerId").GetString()!;
    }

    private async Task<string> CurrentAsync() => (await _host.GetAsync("/v1/rankers")).GetProperty("current").GetString()!;

    private static List<string> Items(JsonElement answer) =>
        [
            .. answer
                .GetProperty("lists")
                .EnumerateArray()
                .SelectMany(l => l.GetProperty("items").EnumerateArray())
                .Select(i => i.GetProperty("itemId").GetString()!),
        ];

    private sealed record Turn(int Status, string RankerId, string ConversationId, JsonElement Plan, List<string> Items);
}
