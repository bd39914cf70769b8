using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace InteRec.Tests.Support;

/// <summary>
/// A test that drives the service with official npm clients (<c>tests/clients</c>). Skipped where there is no Node or no way to install
/// them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NpmClientFactAttribute : FactAttribute
{
    public NpmClientFactAttribute() => Skip = NpmClients.WhyNot;
}

/// <summary>The npm clients, installed once into a folder that later runs find again.</summary>
internal static class NpmClients
{
    private static readonly Lazy<(string? Folder, string? Problem)> Installed = new(Install);

    public static string? WhyNot => Installed.Value.Problem;

    /// <summary>Runs one of the scripts against an address; gives what it printed.</summary>
    public static async Task<JsonElement> RunAsync(string script, Uri address)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", [script, address.ToString().TrimEnd('/')])
            {
                WorkingDirectory = Installed.Value.Folder!,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var errors = node.StandardError.ReadToEndAsync(limit.Token);
        var text = await node.StandardOutput.ReadToEndAsync(limit.Token);
        await node.WaitForExitAsync(limit.Token);
        return node.ExitCode == 0
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{script}: {await errors}");
    }

    private static (string? Folder, string? Problem) Install()
    {
        var folder = Path.Combine(Path.GetTempPath(), "interec-npm-clients");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.PathOf("tests/clients")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var done = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (
            File.Exists(done)
            && File.GetLastWriteTimeUtc(done) >= File.GetLastWriteTimeUtc(RepositoryFiles.PathOf("tests/clients/package-lock.json"))
        )
        {
            return (folder, null);
        }

        try
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                }
            )!;
            if (!npm.WaitForExit(TimeSpan.FromMinutes(3)))
            {
                npm.Kill(entireProcessTree: true);
            }

            return npm is { HasExited: true, ExitCode: 0 }
                ? (folder, null)
                : (null, "the npm clients cannot be installed on this machine.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "npm is not on this machine.");
        }
    }
}
