using System.Net;
using System.Text.Json;
using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Tests.Ranking;
using InteRec.Tests.Support;
using InteRec.Tests.Training;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>A ranker that is lost or broken is told wherever an operator or a person looks, and the rest of the chain answers.</summary>
public sealed class RefusedRankerTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    private string Rankers => Path.Combine(_data, "rankers");

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("taken away", "there is no")]
    [InlineData("without data", "is not there")]
    [InlineData("cut", "is not the file that its manifest describes")]
    [InlineData("one byte", "is not the file that its manifest describes")]
    [InlineData("manifest", "its manifest cannot be read")]
    public async Task A_broken_ranker_at_the_start_is_told_until_a_training_has_mended_it(string damage, string reason)
    {
        Damage(await TrainedAsync(), damage);
        Change("CREATE TABLE kept AS SELECT * FROM interactions; DELETE FROM interactions"); // or the service would train again by itself
        await using var host = await StartAsync();

        (await AnsweringAsync(host)).ShouldBeNull();
        await TellsAsync(host, reason);

        Change("INSERT INTO interactions SELECT * FROM kept; DROP TABLE kept");
        await TrainedAgainAsync(host, (await host.PostAsync("/v1/training-runs", new { })).GetProperty("trainingRunId").GetString()!);
    }

    [Fact]
    public async Task A_lost_ranker_is_trained_again_while_the_rest_of_the_chain_answers()
    {
        Damage(await TrainedAsync(), "taken away");
        await using var host = await StartAsync();

        await TrainedAgainAsync(host, (await host.GetAsync("/v1/training-runs"))[0].GetProperty("trainingRunId").GetString()!);
    }

    [Fact]
    public async Task A_registry_that_cannot_be_read_any_more_is_told_and_what_answers_goes_on()
    {
        await using var host = await StartAsync();
        var (answers, loader) = (await AnsweringAsync(host), host.Services.GetRequiredService<ServingLoader>());
        File.WriteAllText(Path.Combine(Rankers, "current.json"), "{");
        await loader.RefreshAsync(CancellationToken.None);

        await TellsAsync(host, "current.json cannot be read");
        (await AnsweringAsync(host)).ShouldBe(answers);

        using var response = await host.Client.PostAsync($"/v1/rankers/{answers}/promote", null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await IsReadyAsync(host);
    }

    [Fact]
    public async Task A_ranker_of_another_catalogue_never_answers_and_that_is_told()
    {
        await using var host = await StartAsync();
        var (store, answers) = (host.Services.GetRequiredService<RankerStore>(), await AnsweringAsync(host));
        var foreign = store.Save(Artefacts.Train(TrainingData.TwoTastes(), store.NextId("blend"))).RankerId;
        store.Promote(foreign);

        await host.Services.GetRequiredService<ServingLoader>().RefreshAsync(CancellationToken.None);

        (await AnsweringAsync(host)).ShouldBe(answers);
        await TellsAsync(host, "the catalogue has none of its items");

        await using var later = await StartAsync();
        (await AnsweringAsync(later)).ShouldBe(answers);
        await TellsAsync(later, "the catalogue has none of its items");

        store.Promote(answers!);
        await later.Services.GetRequiredService<ServingLoader>().RefreshAsync(CancellationToken.None);
        await IsReadyAsync(later);
    }

    [Fact]
    public async Task A_ranker_of_another_catalogue_is_refused_when_it_is_to_be_promoted()
    {
        await using var host = await StartAsync();
        var (store, answers) = (host.Services.GetRequiredService<RankerStore>(), await AnsweringAsync(host));
        var foreign = store.Save(Artefacts.Train(TrainingData.TwoTastes(), store.NextId("blend"))).RankerId;

        using var response = await host.Client.PostAsync($"/v1/rankers/{foreign}/promote", null);

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadAsStringAsync()).ShouldContain("the catalogue has none of its items");
        store.ReadRegistry().Current.ShouldBe(answers);
        await Should.ThrowAsync<RankerRejectedException>(() =>
            host.Services.GetRequiredService<RankerPromotion>().PromoteAsync(foreign, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Files_lost_while_the_ranker_answers_from_memory_are_told_to_the_operator_alone()
    {
        await using var host = await StartAsync();
        var (answers, loader) = (await AnsweringAsync(host), host.Services.GetRequiredService<ServingLoader>());
        Directory.Move(Path.Combine(Rankers, answers!), Path.Combine(_data, "aside"));
        await loader.RefreshAsync(CancellationToken.None);

        (await host.GetAsync("/health/ready")).GetProperty("detail").GetString()!.ShouldContain("from memory");
        var reply = await host.PostAsync("/v1/chat", new { message = "a comedy" });
        reply.GetProperty("rankerId").GetString().ShouldBe(answers);
        reply.GetProperty("notices").EnumerateArray().ShouldNotContain(n => n.GetProperty("code").GetString() == "degraded");

        Directory.Move(Path.Combine(_data, "aside"), Path.Combine(Rankers, answers!));
        await loader.RefreshAsync(CancellationToken.None);
        await IsReadyAsync(host);
    }

    private static async Task TrainedAgainAsync(ApiHost host, string trainingRunId)
    {
        using var progress = await host.Client.GetAsync($"/v1/training-runs/{trainingRunId}/progress");
        (await progress.Content.ReadAsStringAsync()).ShouldContain("\"succeeded\"");
        await IsReadyAsync(host);
        (await AnsweringAsync(host)).ShouldNotBeNull();
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "interec.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<string> TrainedAsync()
    {
        await using var host = await StartAsync();
        return (await AnsweringAsync(host)).ShouldNotBeNull();
    }

    private async Task<ApiHost> StartAsync() => await (await ApiHost.StartAsync("--InteRec:DataPath", _data)).WhenReadyAsync();

    private static async Task<string?> AnsweringAsync(ApiHost host) =>
        (await host.GetAsync("/v1/rankers")).GetProperty("answering").GetString();

    private static async Task IsReadyAsync(ApiHost host)
    {
        (await host.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldBe("ready");
        (await host.PostAsync("/v1/chat", new { message = "a comedy" }))
            .GetProperty("notices")
            .EnumerateArray()
            .ShouldNotContain(n => n.GetProperty("code").GetString() == "degraded");
    }

    private static async Task TellsAsync(ApiHost host, string reason)
    {
        var ready = await host.GetAsync("/health/ready");
        ready.GetProperty("status").GetString().ShouldBe("degraded");
        ready.GetProperty("detail").GetString()!.ShouldContain(reason);
        (await host.GetAsync("/v1/rankers"))
            .GetProperty("broken")
            .EnumerateArray()
            .ShouldContain(b => b.GetProperty("reason").GetString()!.Contains(reason, StringComparison.Ordinal));

        JsonElement[] replies =
        [
            await host.PostAsync("/v1/chat", new { message = "a comedy" }),
            await host.GetAsync("/v1/users/15/recommendations"),
            await host.PostAsync("/v1/tools/rank", new { userId = "15" }),
        ];
        foreach (var reply in replies)
        {
            (reply.TryGetProperty("items", out var items) ? items : reply.GetProperty("lists")[0].GetProperty("items"))
                .ToString()
                .ShouldContain("itemId");
            reply.GetProperty("notices").EnumerateArray().Count(n => n.GetProperty("code").GetString() == "degraded").ShouldBe(1);
        }
    }

    private void Damage(string rankerId, string damage)
    {
        var data = Path.Combine(Rankers, rankerId, "ranker.bin");
        switch (damage)
        {
            case "taken away":
                Directory.Delete(Path.Combine(Rankers, rankerId), recursive: true);
                break;
            case "without data":
                File.Delete(data);
                break;
            case "cut":
                File.WriteAllBytes(data, File.ReadAllBytes(data)[..^100]);
                break;
            case "one byte":
                var bytes = File.ReadAllBytes(data);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(data, bytes);
                break;
            default:
                File.WriteAllText(Path.Combine(Rankers, rankerId, "manifest.json"), "{");
                break;
        }
    }
}
