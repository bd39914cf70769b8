using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>Who may call what, where the application has an authentication of its own.</summary>
public sealed class CallerTests
{
    [Fact]
    public async Task The_application_decides_who_gets_in_and_its_customers_may_use_but_not_operate()
    {
        await using var shop = await Shop.OpenAsync(
            app =>
            {
                app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
                app.MapInteRec("/recs").RequireAuthorization();
                app.MapInteRec("/open").AllowAnonymous();
            },
            host: builder =>
            {
                builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, Badge>("badge", null);
                builder.Services.AddAuthorization();
            },
            ready: "/open"
        );

        (await Status(shop, HttpMethod.Get, "/recs/v1/tools", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(shop, HttpMethod.Get, "/recs/v1/tools", "anna")).ShouldBe(HttpStatusCode.OK);
        (await Status(shop, HttpMethod.Get, "/recs/v1/rankers", "anna")).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(shop, HttpMethod.Get, "/recs/v1/rankers", "operate")).ShouldBe(HttpStatusCode.OK);
        (await Status(shop, HttpMethod.Get, "/me", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(shop, HttpMethod.Get, "/me", "anna")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_conversation_belongs_to_the_customer_who_began_it()
    {
        await using var shop = await Shop.OpenAsync(
            app => app.MapInteRec("/recs").RequireAuthorization(),
            host: builder =>
            {
                builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, Badge>("badge", null);
                builder.Services.AddAuthorization(options =>
                    options.DefaultPolicy = new AuthorizationPolicyBuilder("badge").RequireAssertion(_ => true).Build()
                );
            },
            ready: "/recs"
        );

        using var first = await SendAsync(shop, HttpMethod.Post, "/recs/v1/chat", "anna", new { message = "a green tea" });
        var conversation = (await first.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>())
            .GetProperty("conversationId")
            .GetString();
        (await Status(shop, HttpMethod.Get, $"/recs/v1/conversations/{conversation}", "anna")).ShouldBe(HttpStatusCode.OK);
        (await Status(shop, HttpMethod.Get, $"/recs/v1/conversations/{conversation}", "bert")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(shop, HttpMethod.Get, $"/recs/v1/conversations/{conversation}", "sub:anna")).ShouldBe(HttpStatusCode.OK);
        (await Status(shop, HttpMethod.Get, $"/recs/v1/conversations/{conversation}", "sub:bert")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(shop, HttpMethod.Get, $"/recs/v1/conversations/{conversation}", "anonymous")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(shop, HttpMethod.Get, $"/recs/v1/conversations/{conversation}", "nobody")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Keys_of_ours_leave_the_routes_of_the_application_open()
    {
        await using var shop = await Shop.OpenAsync(
            app =>
            {
                app.MapGet("/hello", () => "hello");
                app.MapInteRec();
            },
            settings: ("InteRec:Security:Keys:0:Key", "0123456789abcdef")
        );

        (await Status(shop, HttpMethod.Get, "/hello", null)).ShouldBe(HttpStatusCode.OK);
        (await Status(shop, HttpMethod.Get, "/v1/tools", null)).ShouldBe(HttpStatusCode.Unauthorized);
        shop.Client.DefaultRequestHeaders.Add("X-Api-Key", "0123456789abcdef");
        (await Status(shop, HttpMethod.Get, "/v1/tools", null)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_keys_another_name_of_this_machine_reaches_the_application_alone()
    {
        await using var shop = await Shop.OpenAsync(app =>
        {
            app.MapGet("/hello", () => "hello");
            app.MapInteRec();
        });

        shop.Client.DefaultRequestHeaders.Host = "shop.example";
        (await Status(shop, HttpMethod.Get, "/hello", null)).ShouldBe(HttpStatusCode.OK);
        (await Status(shop, HttpMethod.Get, "/v1/tools", null)).ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    private static async Task<HttpStatusCode> Status(Shop shop, HttpMethod method, string path, string? badge)
    {
        using var answer = await SendAsync(shop, method, path, badge);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(Shop shop, HttpMethod method, string path, string? badge, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (badge is not null)
        {
            request.Headers.Add("Badge", badge);
        }

        return await shop.Client.SendAsync(request);
    }

    private sealed class Badge(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["Badge"].ToString() is not { Length: > 0 } name)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            // Tokens say who it is by their subject, and nothing else.
            var who = name.StartsWith("sub:", StringComparison.Ordinal) ? new Claim("sub", name[4..]) : new Claim(ClaimTypes.Name, name);
            var identity = new ClaimsIdentity(
                name == "nobody" ? [] : [who, new Claim(ClaimTypes.Role, name == "operate" ? "operate" : "customer")],
                "badge"
            );
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "badge")));
        }
    }
}
