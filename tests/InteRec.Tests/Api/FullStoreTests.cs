using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>A store that takes nothing any more costs people the memory of what was said, not the answers.</summary>
public sealed class FullStoreTests : IAsyncLifetime
{
    private const int MostTurns = 300;
    private readonly string _data = Directory.CreateTempSubdirectory("interec-full-").FullName;
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        await using (await (await ApiHost.StartAsync("--InteRec:DataPath", _data)).WhenReadyAsync()) { }

        _host = await (await ApiHost.StartAsync("--InteRec:DataPath", _data, "--InteRec:Storage:MaxMegabytes", "1")).WhenReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_full_store_answers_and_says_what_it_does_not_keep()
    {
        var last = await FilledAsync();
        last.GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        last.GetProperty("recommendationId").ValueKind.ShouldBe(JsonValueKind.Null);
        Notice(last)!.ShouldContain("the disk of the service is full");

        var began = Stopwatch.GetTimestamp();
        var lists = await _host.GetAsync("/v1/users/15/recommendations");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(15)); // no waiting for room
        lists.GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);

        using var stream = new HttpRequestMessage(HttpMethod.Post, "/v1/chat") { Content = ApiHost.Json("{\"message\":\"two comedies\"}") };
        stream.Headers.Add("Accept", "text/event-stream");
        using var streamed = await _host.Client.SendAsync(stream);
        (await streamed.Content.ReadAsStringAsync()).ShouldContain("event: done");
    }

    [Fact]
    public async Task What_is_only_to_be_stored_is_refused_and_changes_nothing()
    {
        await FilledAsync();
        var rows = Enumerable
            .Range(0, 500)
            .Select(i => new
            {
                userId = $"a-user-with-a-long-name-{i}",
                itemId = "tt0133093",
                kind = "like",
            });

        using var response = await _host.Client.PostAsJsonAsync("/v1/interactions", rows);

        response.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("urn:interec:problem:storage");
        (await _host.GetAsync("/v1/interactions?userId=a-user-with-a-long-name-0"))
            .GetProperty("interactions")
            .GetArrayLength()
            .ShouldBe(0);
    }

    /// <summary>Talks until nothing more is kept; the last reply.</summary>
    private async Task<JsonElement> FilledAsync()
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var reply = await _host.PostAsync("/v1/chat", new { message = "ten comedies, and ten dramas" });
            if (Notice(reply) is not null)
            {
                return reply;
            }
        }

        throw new InvalidOperationException("the store was never full");
    }

    private static string? Notice(JsonElement reply) =>
        reply.GetProperty("notices").EnumerateArray().FirstOrDefault(n => n.GetProperty("code").GetString() == "not_kept")
            is { ValueKind: JsonValueKind.Object } notice
            ? notice.GetProperty("text").GetString()
            : null;
}
