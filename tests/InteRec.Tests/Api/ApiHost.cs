using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using InteRec.Api.Hosting;
using InteRec.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace InteRec.Tests.Api;

/// <summary>
/// The whole service on a free port of this machine, with its own data folder. A real server rather than the in-memory one, because
/// limits on bodies, broken connections and streams are Kestrel's part of the contract.
/// </summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private ApiHost(WebApplication app, string folder, Uri address)
    {
        (_app, _folder) = (app, folder);
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services.GetRequiredService<Instance>().Services;

    public static async Task<ApiHost> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("interec-api-").FullName;
        SmallDataset.Write(Path.Combine(folder, "dataset"));
        var app = OwnProgram.CreateApp([
            "--urls",
            "http://127.0.0.1:0",
            "--InteRec:Seed",
            "1",
            "--InteRec:DataPath",
            Path.Combine(folder, "data"),
            "--InteRec:Dataset",
            Path.Combine(folder, "dataset"),
            "--Logging:LogLevel:Default",
            "Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime",
            "Warning",
            .. settings,
        ]);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ApiHost(app, folder, new Uri(address));
    }

    /// <summary>Waits until the catalogue is imported and a ranker is trained.</summary>
    public async Task<ApiHost> WhenReadyAsync()
    {
        var report = await Services.GetRequiredService<Readiness>().WhenSettledAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return report.Status == "ready" ? this : throw new InvalidOperationException($"the service did not get ready: {report.Phase}");
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
