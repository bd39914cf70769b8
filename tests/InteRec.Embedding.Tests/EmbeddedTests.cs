using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InteRec.Catalog;
using InteRec.Interactions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>A recommender in an application of somebody else, at the root and beside the application's own routes.</summary>
public sealed class EmbeddedTests
{
    private static readonly string[] Preferred = ["t03", "t04"];

    [Fact]
    public async Task A_plain_application_chats_ranks_and_trains_over_items_given_in_code()
    {
        await using var shop = await Shop.OpenAsync(app => app.MapInteRec());

        var reply = await shop.PostAsync("/v1/chat", new { message = "a black tea under 10 euros" });
        Titles(reply.GetProperty("lists")[0].GetProperty("items"))
            .ShouldBe(["Smoky Forest", "Morning Kettle", "Bergamot Street"], ignoreOrder: true);

        var log = await shop.PostAsync("/v1/interactions", Teas.Log());
        log.GetProperty("inserted").GetInt32().ShouldBe(Teas.Log().Count());
        var trained = await shop.App.Services.GetRequiredService<Recommender>().TrainAsync();
        trained.Status.ShouldBe("succeeded", trained.Message);

        var ranked = await shop.PostAsync("/v1/tools/rank", new { candidates = Preferred, userId = "u1" });
        ranked.GetProperty("items").GetArrayLength().ShouldBe(2);
        ranked.GetProperty("rankerId").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task The_recommender_is_there_for_code_of_the_application_too()
    {
        await using var shop = await Shop.OpenAsync(app =>
        {
            app.MapGet(
                "/gift",
                async (Recommender recommender) => (await recommender.ChatAsync(new("an oolong tea"))).Lists[0].Items[0].Title
            );
            app.MapInteRec();
        });

        (await shop.Client.GetStringAsync(new Uri("/gift", UriKind.Relative))).ShouldBeOneOf("Iron Goddess", "Orchid Hill");
        var recommender = shop.App.Services.GetRequiredService<Recommender>();
        (
            await recommender.AddInteractionsAsync([
                new Interaction("u1", "nothing", InteractionKind.Like, 1, DateTimeOffset.UnixEpoch),
                new Interaction("u1", "t01", InteractionKind.Rating, 99, DateTimeOffset.UnixEpoch),
            ])
        ).Applied.ShouldBeFalse();
    }

    [Fact]
    public async Task Routes_pages_errors_and_json_of_the_application_stay_its_own()
    {
        await using var shop = await Shop.OpenAsync(
            app =>
            {
                app.UseExceptionHandler(errors => errors.Run(context => context.Response.WriteAsync("the shop's own page of errors")));
                app.MapGet("/", () => "the shop");
                app.MapGet("/v1/prices", () => new { PriceOfTea = double.NaN });
                app.MapGet("/broken", IResult () => throw new InvalidOperationException("broken"));
                app.MapInteRec();
            },
            host: builder =>
                builder.Services.ConfigureHttpJsonOptions(json =>
                {
                    json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper;
                    json.SerializerOptions.NumberHandling = System
                        .Text
                        .Json
                        .Serialization
                        .JsonNumberHandling
                        .AllowNamedFloatingPointLiterals;
                })
        );

        (await shop.Client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldBe("the shop");
        (await shop.GetAsync("/v1/prices")).GetProperty("PRICE-OF-TEA").GetString().ShouldBe("NaN");
        using var broken = await shop.Client.GetAsync(new Uri("/broken", UriKind.Relative));
        (await broken.Content.ReadAsStringAsync()).ShouldBe("the shop's own page of errors");
        broken.Headers.Contains("Content-Security-Policy").ShouldBeFalse();
        using var missing = await shop.Client.GetAsync(new Uri("/not-there", UriKind.Relative));
        (await missing.Content.ReadAsStringAsync()).ShouldBeEmpty();

        (await shop.GetAsync("/v1/catalogue")).GetProperty("count").GetInt32().ShouldBe(Teas.All.Length);
        using var unknown = await shop.Client.GetAsync(new Uri("/v1/not-there", UriKind.Relative));
        unknown.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var bad = await shop.Client.PostAsJsonAsync("/v1/chat", new { message = "tea", unknown = 1 });
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadAsStringAsync()).ShouldContain("unknown member");
    }

    [Fact]
    public async Task A_limit_of_ours_holds_for_our_addresses_alone()
    {
        await using var shop = await Shop.OpenAsync(
            app =>
            {
                app.MapPost(
                    "/upload",
                    async (HttpRequest request) =>
                    {
                        var buffer = new MemoryStream();
                        await request.Body.CopyToAsync(buffer);
                        return buffer.Length;
                    }
                );
                app.MapInteRec();
            },
            settings: ("InteRec:Limits:BodyBytes", "2000")
        );
        using var large = new ByteArrayContent(new byte[10_000]);
        using var upload = await shop.Client.PostAsync(new Uri("/upload", UriKind.Relative), large);
        (await upload.Content.ReadAsStringAsync()).ShouldBe("10000");
        using var chat = await shop.Client.PostAsJsonAsync("/v1/chat", new { message = new string('a', 3_000) });
        chat.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = JsonContent.Create(new { message = new string('a', 3_000) }),
        };
        request.Headers.TransferEncodingChunked = true;
        using var pieces = await shop.Client.SendAsync(request);
        pieces.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Two_recommenders_in_one_process_know_nothing_of_each_other()
    {
        await using var teas = await Shop.OpenAsync(
            app => app.MapInteRec(),
            more => more.AddTool<StockTool>(),
            host => host.Services.AddSingleton<Stock>()
        );
        var builder = Shop.Builder(out var folder);
        var films = new DatasetSchema
        {
            Name = "films",
            ItemId = "id",
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = "title",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                },
            ],
        };
        builder.Services.AddInteRec(builder.Configuration).AddItems(films, [new { Id = "f1", Title = "Heat" }]);
        await using var cinema = await Shop.StartAsync(builder.Build(), folder, app => app.MapInteRec());

        (await teas.GetAsync("/v1/catalogue")).GetProperty("name").GetString().ShouldBe("teas");
        (await cinema.GetAsync("/v1/catalogue")).GetProperty("name").GetString().ShouldBe("films");
        (await cinema.GetAsync("/v1/tools")).EnumerateArray().Select(t => t.GetProperty("name").GetString()).ShouldNotContain("in_stock");
        using var plan = await cinema.Client.PostAsJsonAsync(
            "/v1/plans",
            new { lists = new[] { new { steps = new[] { new { tool = "in_stock" } } } } }
        );
        plan.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Items_given_in_code_are_those_of_the_latest_start()
    {
        var builder = Shop.Builder(out var folder);
        var data = Path.Combine(folder, "data");
        builder.Services.AddInteRec(builder.Configuration).AddItems(Teas.Schema, Teas.All.Take(9));
        await using (var app = builder.Build())
        {
            app.MapInteRec();
            await app.StartAsync();
            await app.Services.GetRequiredService<Recommender>().WhenReadyAsync();
            await app.StopAsync();
        }

        await using var shop = await Shop.OpenAsync(
            app => app.MapInteRec(),
            more => more.AddItems(Teas.Schema, _ => Teas.All.Select(t => t with { Title = t.Title + " 2" }).ToAsyncEnumerable()),
            settings: ("InteRec:DataPath", data)
        );
        (await shop.GetAsync("/v1/items/t10")).GetProperty("title").GetString().ShouldBe("Orchid Hill 2");
        (await shop.GetAsync("/v1/items/t01")).GetProperty("title").GetString().ShouldBe("Misty Peak 2");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_bad_item_leaves_the_application_running_and_is_told()
    {
        var builder = Shop.Builder(out var folder);
        builder
            .Services.AddInteRec(builder.Configuration)
            .AddItems(
                Teas.Schema,
                [
                    new
                    {
                        Id = "t01",
                        Title = "Misty Peak",
                        Price = "much",
                    },
                ]
            );
        await using var app = builder.Build();
        app.MapGet("/hello", () => "hello");
        app.MapInteRec();
        await app.StartAsync();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            app.Services.GetRequiredService<Recommender>().WhenReadyAsync()
        );
        failure.Message.ShouldContain("items:1: price");

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        (await client.GetStringAsync(new Uri("/hello", UriKind.Relative))).ShouldBe("hello");
        using var chat = await client.PostAsJsonAsync("/v1/chat", new { message = "tea" });
        chat.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await chat.Content.ReadAsStringAsync()).ShouldContain("items:1: price");
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_application_has_one_recommender_and_registers_it_before_it_maps_it()
    {
        var builder = Shop.Builder(out var folder);
        builder.Services.AddInteRec(builder.Configuration);
        Should.Throw<InvalidOperationException>(() => builder.Services.AddInteRec(builder.Configuration));
        await using var bare = WebApplication.CreateBuilder().Build();
        Should.Throw<InvalidOperationException>(() => bare.MapInteRec()).Message.ShouldContain("AddInteRec");
        Directory.Delete(folder, recursive: true);
    }

    internal static string[] Titles(JsonElement items) => [.. items.EnumerateArray().Select(i => i.GetProperty("title").GetString()!)];
}
