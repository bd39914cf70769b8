using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using InteRec.Interactions;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class LogApiTests(ReadyApi api)
{
    [Fact]
    public async Task Bad_rows_are_left_out_only_where_that_is_asked_for_and_each_is_told()
    {
        var film = (await PageAsync("/v1/interactions?limit=1")).Rows[0].GetProperty("itemId").GetString();
        var rows =
            $"userId,itemId,kind,weight,timestamp\nskipper,{film},rating,5,100\nskipper,nothing,rating,5,100\nskipper,{film},dance,,100\nskipper,{film},like,,200\n";

        using var refused = await PostAsync("/v1/interactions", rows);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PageAsync("/v1/interactions?userId=skipper")).Rows.ShouldBeEmpty();

        using var taken = await PostAsync("/v1/interactions?skipBadRows=true", rows);
        var answer = JsonSerializer.Deserialize<JsonElement>(await taken.Content.ReadAsStringAsync());
        (answer.GetProperty("inserted").GetInt32(), answer.GetProperty("skipped").GetInt32()).ShouldBe((2, 2));
        answer.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("line").GetInt32()).ShouldBe([3, 4]);
        (await PageAsync("/v1/interactions?userId=skipper"))
            .Rows.Select(r => r.GetProperty("kind").GetString())
            .ShouldBe(["rating", "like"]);
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_without_gap_or_repetition()
    {
        var whole = (await PageAsync("/v1/interactions?userId=15&limit=10000")).Rows.Select(r => r.GetRawText()).ToList();
        var read = new List<string>();
        string? next = null;
        do
        {
            var page = await PageAsync(
                $"/v1/interactions?userId=15&limit=7{(next is null ? "" : $"&cursor={Uri.EscapeDataString(next)}")}"
            );
            page.Rows.Count.ShouldBeLessThanOrEqualTo(7);
            read.AddRange(page.Rows.Select(r => r.GetRawText()));
            next = page.Next;
        } while (next is not null);

        whole.Count.ShouldBeGreaterThan(7);
        read.ShouldBe(whole);
        (await api.Host.Client.GetAsync(new Uri("/v1/interactions?cursor=mine", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await api.Host.Client.GetAsync(new Uri("/v1/interactions?limit=0", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_user_can_take_everything_away()
    {
        var noted = await api.Host.PostAsync("/v1/chat", new { message = "never show me horror again", userId = "leaver" });
        var conversationId = noted.GetProperty("conversationId").GetString();
        await api.Host.PostAsync(
            "/v1/chat",
            new
            {
                message = "a comedy please",
                userId = "leaver",
                conversationId,
            }
        );

        var export = await api.Host.GetAsync("/v1/users/leaver/export");
        export
            .GetProperty("conversations")
            .EnumerateObject()
            .ShouldHaveSingleItem()
            .Value.GetRawText()
            .ShouldContain("never show me horror again");
        export.GetProperty("entries").GetArrayLength().ShouldBeGreaterThan(0);
        export.GetProperty("recommendations").GetArrayLength().ShouldBe(1);
        (await api.Host.GetAsync("/v1/users/a-stranger/export")).GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("?log=keep", 1)]
    [InlineData("", 0)]
    public async Task A_deleted_users_rows_of_the_log_go_or_stay_without_the_name(string policy, int left)
    {
        var film = (await PageAsync("/v1/interactions?limit=1")).Rows[0].GetProperty("itemId").GetString();
        var at = 1_500_000_000 + left;
        (
            await PostAsync("/v1/interactions", $"userId,itemId,kind,weight,timestamp\ngoer{left},{film},rating,5,{at}\n")
        ).EnsureSuccessStatusCode();

        using var deleted = await api.Host.Client.DeleteAsync(new Uri($"/v1/users/goer{left}/profile{policy}", UriKind.Relative));

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var log = await LogAsync();
        log.ShouldNotContain($"goer{left}");
        log.Split('\n').Count(row => row.Contains(at.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).ShouldBe(left);
    }

    [Fact]
    public async Task An_unknown_policy_deletes_nothing()
    {
        using var refused = await api.Host.Client.DeleteAsync(new Uri("/v1/users/15/profile?log=burn", UriKind.Relative));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PageAsync("/v1/interactions?userId=15&limit=1")).Rows.ShouldNotBeEmpty();
    }

    private async Task<string> LogAsync()
    {
        using var export = new MemoryStream();
        await api.Host.Services.GetRequiredService<InteractionLog>().ExportAsync(export, CancellationToken.None);
        return Encoding.UTF8.GetString(export.ToArray());
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await api.Host.Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private async Task<(List<JsonElement> Rows, string? Next)> PageAsync(string path)
    {
        var page = await api.Host.GetAsync(path);
        return ([.. page.GetProperty("interactions").EnumerateArray()], page.GetProperty("next").GetString());
    }
}
