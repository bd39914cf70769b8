using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InteRec.Conversations;
using InteRec.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>Lists for many users in one call.</summary>
[Collection(ApiTests.Name)]
public sealed class BatchTests(ReadyApi api)
{
    [Fact]
    public async Task Every_user_gets_what_a_call_of_their_own_would_give()
    {
        var batch = await api.Host.PostAsync(
            "/v1/recommendations/batch",
            new { users = Enumerable.Range(1, 40).Select(i => new { userId = $"{i}" }), count = 7 }
        );

        var lists = batch.GetProperty("lists").EnumerateArray().ToList();
        lists.Select(l => l.GetProperty("userId").GetString()).ShouldBe(Enumerable.Range(1, 40).Select(i => $"{i}"));
        foreach (var user in new[] { 1, 17, 40 })
        {
            var alone = await api.Host.GetAsync($"/v1/users/{user}/recommendations?count=7");
            Ids(lists[user - 1]).ShouldBe(Ids(alone.GetProperty("lists")[0]));
        }

        lists.Select(l => l.GetProperty("recommendationId").GetString()).Distinct().Count().ShouldBe(40);
        using var feedback = await api.Host.Client.PostAsJsonAsync(
            $"/v1/recommendations/{lists[4].GetProperty("recommendationId").GetString()}/feedback",
            new { itemId = Ids(lists[4])[0], kind = "clicked" }
        );
        feedback.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_is_wrong_with_one_user_costs_the_others_nothing()
    {
        var batch = await api.Host.PostAsync(
            "/v1/recommendations/batch",
            new
            {
                users = new object[]
                {
                    new
                    {
                        userId = "1",
                        exclude = new[] { "Pulp Fiction" },
                        where = new { year = new { from = 1990 } },
                    },
                    new { userId = "a\tb" },
                    new { userId = "2", count = 0 },
                    new { userId = "3", where = new { genres = new[] { "Comdy" } } },
                    new { userId = "4", count = 3 },
                },
                steps = new object[] { new { tool = "filter", where = new { genres = new[] { "Drama" } } }, new { tool = "rank" } },
                where = new { year = new { to = 1999 } },
                exclude = new[] { "Forrest Gump" },
                count = 50,
            }
        );

        var lists = batch.GetProperty("lists").EnumerateArray().ToList();
        lists
            .Select(l => l.TryGetProperty("problems", out var p) ? p[0].GetProperty("path").GetString() : null)
            .ShouldBe([null, "users[1].userId", "users[2].count", "users[3].where.genres.any[0]", null]);
        lists[0]
            .GetProperty("items")
            .EnumerateArray()
            .ShouldAllBe(i => i.GetProperty("year").GetInt32() >= 1990 && i.GetProperty("year").GetInt32() <= 1999);
        Titles(lists[0]).ShouldNotContain("Pulp Fiction");
        lists.SelectMany(Titles).ShouldNotContain("Forrest Gump");
        lists[4].GetProperty("items").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"users":[]}""", "invalid-plan", "$.users")]
    [InlineData("""{"users":[{"userId":"1"},null]}""", "invalid-plan", "$.users[1]")]
    [InlineData("""{"users":[{"userId":"1"}],"count":51}""", "invalid-plan", "$.count")]
    [InlineData("""{"users":[{"userId":"1"}],"steps":[{"tool":"rank","by":"luck"}]}""", "invalid-plan", "$.steps[0].by")]
    [InlineData("""{"users":[{"userId":"1"}],"steps":[{"tool":"lookup"}]}""", "invalid-plan", "$.steps")]
    [InlineData("""{"users":[{"userId":"1"}],"where":{"colour":"red"}}""", "invalid-value", "$.where.colour")]
    [InlineData("""{"users":[{}]}""", "invalid-value", "userId")]
    public async Task What_is_wrong_for_all_refuses_the_call(string body, string code, string place)
    {
        using var response = await api.Host.Client.PostAsync(
            "/v1/recommendations/batch",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadAsStringAsync();
        problem.ShouldContain($"urn:interec:problem:{code}");
        problem.ShouldContain(place);
    }

    [Fact]
    public async Task A_cancelled_batch_stops_before_all_lists_are_made()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        string? Begin(string id)
        {
            Interlocked.Increment(ref begun);
            stop.Cancel();
            return null;
        }

        var request = new BatchRequest { Users = [.. Enumerable.Range(1, 1_000).Select(i => new BatchUser { UserId = $"{i}" })] };
        var batches = api.Host.Services.GetRequiredService<BatchService>();

        await Should.ThrowAsync<OperationCanceledException>(() => batches.RunAsync(request, new Caller(null, null), Begin, stop.Token));
        begun.ShouldBeInRange(1, Environment.ProcessorCount * 2);
    }

    private static List<string> Ids(JsonElement list) =>
        [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!)];

    private static List<string> Titles(JsonElement list) =>
        [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()!)];
}
