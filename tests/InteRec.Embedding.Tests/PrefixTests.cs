using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>A recommender below a prefix, and below a group of the application's routes.</summary>
public sealed partial class PrefixTests
{
    [Theory]
    [InlineData("/recs", "")]
    [InlineData("/recs", "/shop")]
    [InlineData("/a/recs/", "")]
    public async Task Every_address_is_below_the_prefix(string prefix, string group)
    {
        var root = group + prefix.TrimEnd('/');
        await using var shop = await Shop.OpenAsync(
            app => (group.Length == 0 ? (IEndpointRouteBuilder)app : app.MapGroup(group)).MapInteRec(prefix),
            ready: root
        );

        (await shop.PostAsync($"{root}/v1/chat", new { message = "a green tea" })).GetProperty("lists").GetArrayLength().ShouldBe(1);
        using var outside = await shop.Client.PostAsJsonAsync("/v1/chat", new { message = "a green tea" });
        outside.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var run = await shop.Client.PostAsJsonAsync($"{root}/v1/training-runs", new { });
        var location = run.Headers.Location!.OriginalString;
        location.ShouldStartWith($"{root}/v1/training-runs/");
        await shop.GetAsync(location);

        var document = await shop.GetAsync($"{root}/openapi/v1.json");
        document
            .GetProperty("servers")[0]
            .GetProperty("url")
            .GetString()!
            .TrimEnd('/')
            .ShouldBe(shop.Client.BaseAddress!.ToString().TrimEnd('/') + root);
        document.GetProperty("paths").TryGetProperty("/v1/chat", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_and_what_they_load_are_below_the_prefix()
    {
        await using var shop = await Shop.OpenAsync(app => app.MapInteRec("/recs"), ready: "/recs");

        foreach (var page in new[] { "/recs", "/recs/", "/recs/admin", "/recs/swagger", "/recs/swagger/index.html" })
        {
            using var answer = await shop.Client.GetAsync(new Uri(page, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
            var address = answer.RequestMessage!.RequestUri!;
            address.AbsolutePath.ShouldStartWith("/recs");
            var loaded = Loaded()
                .Matches(await answer.Content.ReadAsStringAsync())
                .Select(m => m.Groups["address"].Value)
                .Where(a => !a.StartsWith('#') && !a.StartsWith("data:", StringComparison.Ordinal))
                .ToList();
            loaded.ShouldNotBeEmpty(page);
            foreach (var part in loaded)
            {
                using var file = await shop.Client.GetAsync(new Uri(address, part));
                file.StatusCode.ShouldBe(HttpStatusCode.OK, $"{page}: {part}");
            }
        }

        // Where a script asks for data, the address is one below the page: none begins at the root of the application.
        foreach (var script in new[] { "service.js", "chat.js", "admin.js" })
        {
            (await shop.Client.GetStringAsync(new Uri($"/recs/{script}", UriKind.Relative))).ShouldNotContain("fetch(\"/");
        }

        (await shop.Client.GetStringAsync(new Uri("/recs/swagger/index.js", UriKind.Relative))).ShouldContain("../openapi/v1.json");
    }

    [Fact]
    public async Task The_model_context_protocol_answers_below_the_prefix()
    {
        await using var shop = await Shop.OpenAsync(app => app.MapInteRec("/recs"), ready: "/recs");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/recs/mcp")
        {
            Content = JsonContent.Create(
                new
                {
                    jsonrpc = "2.0",
                    id = 1,
                    method = "tools/list",
                }
            ),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        using var answer = await shop.Client.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"rank\"");
    }

    [GeneratedRegex("(?:href|src)=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Loaded();
}
