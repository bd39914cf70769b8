using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace InteRec.Embedding.Tests;

/// <summary>A plain web application of somebody else, with a recommender in it, on a free port of this machine.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly string _folder;

    private Shop(WebApplication app, string folder) => (App, _folder) = (app, folder);

    public WebApplication App { get; }

    public HttpClient Client { get; } = new();

    /// <summary>The settings of a shop with a data folder of its own.</summary>
    public static WebApplicationBuilder Builder(out string folder, params (string Name, string Value)[] settings)
    {
        folder = Directory.CreateTempSubdirectory("interec-shop-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["InteRec:DataPath"] = Path.Combine(folder, "data");
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value;
        }

        return builder;
    }

    /// <summary>Builds a shop of teas, maps what is asked for, starts it and waits until it can recommend.</summary>
    public static async Task<Shop> OpenAsync(
        Action<WebApplication> map,
        Action<InteRecBuilder>? more = null,
        Action<WebApplicationBuilder>? host = null,
        string ready = "",
        params (string Name, string Value)[] settings
    )
    {
        var builder = Builder(out var folder, settings);
        host?.Invoke(builder);
        var recommender = builder.Services.AddInteRec(builder.Configuration).AddItems(Teas.Schema, Teas.All);
        more?.Invoke(recommender);
        return await StartAsync(builder.Build(), folder, map, ready);
    }

    public static async Task<Shop> StartAsync(WebApplication app, string folder, Action<WebApplication> map, string ready = "")
    {
        map(app);
        var shop = new Shop(app, folder);
        await app.StartAsync();
        shop.Client.BaseAddress = new Uri(app.Urls.Single());
        await shop.WhenReadyAsync(ready);
        return shop;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WhenReadyAsync(string prefix)
    {
        var recommender = App.Services.GetRequiredService<Recommender>();
        await recommender.WhenReadyAsync().WaitAsync(TimeSpan.FromMinutes(2));
        (await GetAsync($"{prefix}/health/ready")).GetProperty("status").GetString().ShouldBe("ready");
    }
}
