using System.Text.Json.Nodes;
using InteRec.Ranking;
using InteRec.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Serving;

/// <summary>A service on what an older version left behind.</summary>
public sealed class LeftBehindTests : IDisposable
{
    private readonly LeftBehind _old = new();

    public void Dispose() => _old.Dispose();

    [Fact]
    public async Task Ranker_profile_and_conversation_of_an_older_version_go_on()
    {
        await using var host = await _old.ServeAsync();

        var profile = await host.GetAsync($"/v1/users/{LeftBehind.UserId}/profile");
        profile
            .GetProperty("entries")
            .EnumerateArray()
            .Select(e => $"{e.GetProperty("kind")} {e.GetProperty("itemId")}{e.GetProperty("value")}")
            .ShouldBe(["liked b1", "disliked b8", "seen b2", "unwanted Humour", "preferred Ada Marsh"], ignoreOrder: true);
        var conversation = await host.GetAsync($"/v1/conversations/{LeftBehind.ConversationId}");
        conversation.GetProperty("turns").GetArrayLength().ShouldBe(LeftBehind.Turns);

        var reply = await host.PostAsync(
            "/v1/chat",
            new
            {
                message = "more",
                conversationId = LeftBehind.ConversationId,
                userId = LeftBehind.UserId,
            }
        );

        reply.GetProperty("turn").GetInt32().ShouldBe(LeftBehind.Turns + 1);
        reply.GetProperty("rankerId").GetString().ShouldBe(LeftBehind.RankerId);
        reply.GetProperty("notices").EnumerateArray().ShouldNotContain(n => n.GetProperty("code").GetString() == "forgotten");
    }

    [Fact]
    public async Task Every_plan_that_an_older_version_stored_still_runs()
    {
        await using var host = await _old.ServeAsync();
        var conversation = await host.GetAsync($"/v1/conversations/{LeftBehind.ConversationId}");
        var plans = conversation.GetProperty("turns").EnumerateArray().Select(t => t.GetProperty("reply").GetProperty("plan")).ToList();
        plans.Sum(p => p.GetProperty("lists").GetArrayLength()).ShouldBeGreaterThan(10);

        var items = 0;
        foreach (var plan in plans)
        {
            var reply = await host.PostAsync("/v1/plans", plan);
            items += reply.GetProperty("lists").EnumerateArray().Sum(list => list.GetProperty("items").GetArrayLength());
        }

        items.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_any_more_is_told_and_the_conversation_goes_on()
    {
        Change("UPDATE conversations SET state = json_set(state, '$.requests', json('[{\"where\":7}]'))");
        Change(
            "UPDATE turns SET reply = json_set(reply, '$.plan', json('{\"lists\":[{\"steps\":[{\"tool\":\"teleport\"}]}]}')) WHERE turn = 3"
        );
        Change("UPDATE turns SET reply = 'not even JSON' WHERE turn = 4");
        await using var host = await _old.ServeAsync();

        var turns = (await host.GetAsync($"/v1/conversations/{LeftBehind.ConversationId}")).GetProperty("turns");
        turns.GetArrayLength().ShouldBe(LeftBehind.Turns);
        turns[2].GetProperty("reply").GetProperty("text").GetString().ShouldStartWith("I will remember that.");
        turns[3].GetProperty("reply").GetProperty("text").GetString()!.ShouldContain("can no longer be read");
        turns[3].GetProperty("message").GetString()!.ShouldContain("for children");

        var first = await host.PostAsync(
            "/v1/chat",
            new
            {
                message = "two mysteries",
                conversationId = LeftBehind.ConversationId,
                userId = LeftBehind.UserId,
            }
        );
        var second = await host.PostAsync(
            "/v1/chat",
            new
            {
                message = "more",
                conversationId = LeftBehind.ConversationId,
                userId = LeftBehind.UserId,
            }
        );

        first.GetProperty("notices")[0].GetProperty("code").GetString().ShouldBe("forgotten");
        first.GetProperty("text").GetString().ShouldStartWith("I can no longer read");
        first.GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBe(2);
        second.GetProperty("notices").EnumerateArray().ShouldNotContain(n => n.GetProperty("code").GetString() == "forgotten");
    }

    [Theory]
    [InlineData("newer format")]
    [InlineData("no manifest")]
    [InlineData("older manifest")]
    [InlineData("other bytes")]
    [InlineData("registry")]
    [InlineData("older registry")]
    public async Task A_ranker_that_cannot_be_used_any_more_is_trained_again_at_the_start(string fault)
    {
        Break(fault);
        await using var host = await _old.ServeAsync();
        if (!fault.EndsWith("registry", StringComparison.Ordinal))
        {
            var run = (await host.GetAsync("/v1/training-runs"))[0].GetProperty("trainingRunId").GetString();
            using var progress = await host.Client.GetAsync($"/v1/training-runs/{run}/progress");
            (await progress.Content.ReadAsStringAsync()).ShouldContain("\"succeeded\"");
        }

        var answers = (await host.GetAsync("/v1/users/reader1/recommendations")).GetProperty("rankerId").GetString();

        answers.ShouldNotBeNull().ShouldNotBe(fault.EndsWith("registry", StringComparison.Ordinal) ? null : LeftBehind.RankerId);
        host.Services.GetRequiredService<RankerStore>().ReadRegistry().Current.ShouldBe(answers);
    }

    private void Break(string fault)
    {
        var manifest = Path.Combine(_old.Ranker, "manifest.json");
        var registry = Path.Combine(_old.Data, "rankers", "current.json");
        var read = JsonNode.Parse(File.ReadAllText(manifest))!.AsObject();
        switch (fault)
        {
            case "newer format":
                read["formatVersion"] = 999;
                File.WriteAllText(manifest, read.ToJsonString());
                break;
            case "no manifest":
                File.Delete(manifest);
                break;
            case "older manifest":
                read.Remove("counts");
                File.WriteAllText(manifest, read.ToJsonString());
                break;
            case "other bytes":
                File.AppendAllText(Path.Combine(_old.Ranker, "ranker.bin"), "x");
                break;
            case "registry":
                File.WriteAllText(registry, "not JSON");
                break;
            default:
                File.WriteAllText(registry, $"{{\"current\":\"{LeftBehind.RankerId}\"}}");
                break;
        }
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_old.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
