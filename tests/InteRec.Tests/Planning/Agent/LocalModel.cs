using System.Diagnostics;
using System.Globalization;
using InteRec.Tests.Support;
using Xunit;

namespace InteRec.Tests.Planning.Agent;

/// <summary>
/// A test that needs the small model of <c>shared/tools/local-llm</c> (or of the folder that INTEREC_LOCAL_LLM names) and Node.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LocalModelFactAttribute : FactAttribute
{
    public LocalModelFactAttribute()
    {
        Skip =
            LocalModel.Folder is null ? "no local model on this machine (INTEREC_LOCAL_LLM names its folder)."
            : LocalModel.HasNode ? null
            : "Node is not on this machine.";
    }
}

/// <summary>The small model's server as a child process on a free port.</summary>
internal sealed class LocalModel : IAsyncDisposable
{
    public const string Name = "SmolLM2-135M-Instruct.Q4_1";
    private readonly Process _server;

    private LocalModel(Process server, Uri address) => (_server, Address) = (server, address);

    public Uri Address { get; }

    public static string? Folder =>
        Environment.GetEnvironmentVariable("INTEREC_LOCAL_LLM") is { Length: > 0 } named ? named : SharedData.Find("tools/local-llm");

    public static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(p => File.Exists(Path.Combine(p, "node")));

    public static async Task<LocalModel> StartAsync()
    {
        var folder = await InstallAsync();
        var server = Process.Start(
            new ProcessStartInfo("node", ["server.mjs", "--port", "0", "--threads", "1"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await server.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at)
            {
                var port = new string([.. line[(at + "http://127.0.0.1:".Length)..].TakeWhile(char.IsAsciiDigit)]);
                _ = server.StandardOutput.ReadToEndAsync(CancellationToken.None);
                var model = new LocalModel(server, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/v1")));
                await model.WhenLoadedAsync(limit.Token);
                return model;
            }
        }

        throw new InvalidOperationException("the local model's server did not start");
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    /// <summary>A copy with its packages, kept between runs: the original may be read-only, and its packages are 55 MB.</summary>
    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "interec-local-llm");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Folder!))
        {
            var copy = Path.Combine(folder, Path.GetFileName(file));
            if (!File.Exists(copy))
            {
                File.Copy(file, copy);
            }
        }

        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync();
        }

        return folder;
    }

    private async Task WhenLoadedAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(Address, "/health"), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is not listening yet.
            }

            await Task.Delay(250, cancellationToken);
        }
    }
}
