using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>What an application asks of all its addresses, and of ours alone.</summary>
public sealed class HostPolicyTests
{
    [Fact]
    public async Task The_document_of_the_application_has_its_own_routes_and_ours_has_ours()
    {
        await using var shop = await Shop.OpenAsync(
            app =>
            {
                app.MapOpenApi();
                app.MapGet("/hello", () => "hello");
                app.MapInteRec("/recs");
            },
            host: builder => builder.Services.AddOpenApi(),
            ready: "/recs"
        );

        var own = await shop.GetAsync("/openapi/v1.json");
        own.GetProperty("paths").EnumerateObject().Select(p => p.Name).ShouldBe(["/hello"]);
        own.GetProperty("info").GetProperty("title").GetString().ShouldNotBe("InteRec");
        (await shop.GetAsync("/recs/openapi/v1.json")).GetProperty("paths").TryGetProperty("/hello", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_limit_of_the_rate_can_be_put_on_our_addresses_alone()
    {
        await using var shop = await Shop.OpenAsync(
            app =>
            {
                app.UseRateLimiter();
                app.MapGet("/hello", () => "hello");
                app.MapInteRec("/recs").RequireRateLimiting("few");
                app.MapInteRec("/free");
            },
            host: builder =>
                builder.Services.AddRateLimiter(limits =>
                {
                    limits.RejectionStatusCode = (int)HttpStatusCode.TooManyRequests;
                    limits.AddFixedWindowLimiter("few", window => (window.PermitLimit, window.Window) = (2, TimeSpan.FromHours(1)));
                }),
            ready: "/free"
        );

        (await StatusesAsync(shop, "/recs/v1/tools", 3)).ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        (await StatusesAsync(shop, "/hello", 3)).ShouldAllBe(s => s == HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_application_that_stops_while_we_start_goes_on_at_the_next_start()
    {
        var builder = Shop.Builder(out var folder);
        builder.Services.AddInteRec(builder.Configuration).AddItems(Teas.Schema, Teas.All);
        await using (var app = builder.Build())
        {
            app.MapInteRec();
            await app.StartAsync();
            await app.StopAsync();
        }

        await using var shop = await Shop.OpenAsync(app => app.MapInteRec(), settings: ("InteRec:DataPath", Path.Combine(folder, "data")));
        (await shop.GetAsync("/v1/catalogue")).GetProperty("count").GetInt32().ShouldBe(Teas.All.Length);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_can_be_the_dataset()
    {
        var builder = Shop.Builder(out var folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "dataset.json"),
            """
            { "name": "books", "itemId": "id", "items": "items.csv", "interactions": null, "attributes": [ { "name": "title", "type": "text", "role": "title" } ] }
            """
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "items.csv"), "id,title\nb1,Emma\nb2,Dracula\n");
        builder.Services.AddInteRec(builder.Configuration).AddDataset(folder);
        await using var shop = await Shop.StartAsync(builder.Build(), folder, app => app.MapInteRec());
        (await shop.GetAsync("/v1/items/b2")).GetProperty("title").GetString().ShouldBe("Dracula");
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(Shop shop, string path, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await shop.Client.GetAsync(new Uri(path, UriKind.Relative));
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }
}
