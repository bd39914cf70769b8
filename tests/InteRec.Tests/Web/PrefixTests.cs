using InteRec.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Web;

/// <summary>The pages behind a proxy that gives the service a place below its own root.</summary>
[Collection(ApiTests.Name)]
public sealed class PrefixTests(ReadyApi api)
{
    private const string Prefix = "/recs";

    [BrowserFact]
    public async Task The_pages_work_behind_a_path_prefix()
    {
        await using var proxy = await ProxyAsync(api.Host.Client);
        var root = new Uri(new Uri(proxy.Urls.Single()), $"{Prefix}/");
        await using var browser = await Browser.StartAsync(1280, 900);

        await browser.OpenAsync(root);
        await browser.SayAsync("comedies", 1);
        (await browser.TextsAsync(".card")).ShouldNotBeEmpty();
        await browser.OpenAsync(new Uri(root, "admin"));
        await browser.WaitForAsync("#rankers .badge");
        (await browser.RunAsync("return document.querySelector('nav a').href;")).GetString().ShouldBe(root.ToString());
        browser.Errors.ShouldBeEmpty();
    }

    private static async Task<WebApplication> ProxyAsync(HttpClient service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = builder.Build();
        proxy.Run(context => ForwardAsync(context, service));
        await proxy.StartAsync();
        return proxy;
    }

    private static async Task ForwardAsync(HttpContext context, HttpClient service)
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"{rest}{context.Request.QueryString}");
        request.Content = context.Request.ContentLength > 0 ? new StreamContent(context.Request.Body) : null;
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers.Accept.ToString());
        using var answer = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
