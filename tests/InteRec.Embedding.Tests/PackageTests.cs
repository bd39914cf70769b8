using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>The packages in a program of somebody else: the one that the README shows.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public async Task The_program_of_the_README_builds_on_the_packages_and_recommends()
    {
        using var packages = await Packages.PackAsync();
        var core = Entries(packages, "InteRec");
        core.ShouldContain("lib/net10.0/InteRec.Core.dll");
        core.ShouldContain("lib/net10.0/InteRec.Core.xml");
        core.ShouldContain("product/prompts/plan.md");
        core.ShouldContain("product/datasets/embeddings/minilm-static-256/model.safetensors");
        core.ShouldNotContain(e => e.Contains("movies/", StringComparison.Ordinal));
        var web = Entries(packages, "InteRec.AspNetCore");
        web.ShouldContain("lib/net10.0/interec.dll");
        web.ShouldContain("lib/net10.0/interec.xml");
        web.ShouldNotContain(e =>
            e.Contains("appsettings", StringComparison.Ordinal)
            || e.StartsWith("content", StringComparison.Ordinal)
            || e.StartsWith("staticwebassets", StringComparison.Ordinal)
        );

        await packages.BuildShopAsync(
            Sample().Match(await File.ReadAllTextAsync(Path.Combine(Packages.Repository, "README.md"))).Groups["code"].Value
        );
        var shop = Path.GetDirectoryName(packages.Program)!;
        File.Exists(Path.Combine(shop, "interec.content", "prompts", "plan.md")).ShouldBeTrue();
        Directory.Exists(Path.Combine(shop, "interec.content", "datasets", "embeddings", "minilm-static-256")).ShouldBeTrue();
        await UseAsync(packages);
    }

    private static async Task UseAsync(Packages packages)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [packages.Program, "--urls", "http://127.0.0.1:0", "--InteRec:DataPath", Path.Combine(packages.Folder, "data")]
        )
        {
            WorkingDirectory = packages.Folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = await ReadyAsync(process.StandardOutput).WaitAsync(TimeSpan.FromMinutes(2)) };
            (await client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldBe("My shop");
            using var answer = await client.PostAsJsonAsync("/recs/v1/chat", new { message = "a black tea under 10 euros" });
            answer.EnsureSuccessStatusCode();
            var reply = await answer.Content.ReadFromJsonAsync<JsonElement>();
            reply.GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0, reply.GetRawText());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Reads the log until the address and the end of the preparation are told.</summary>
    private static async Task<Uri> ReadyAsync(StreamReader log)
    {
        Uri? address = null;
        var isReady = false;
        var read = new List<string>();
        while (address is null || !isReady)
        {
            var line = await log.ReadLineAsync() ?? throw new InvalidOperationException($"the program ended: {string.Join('\n', read)}");
            read.Add(line);
            address = Listening().Match(line) is { Success: true } match ? new Uri(match.Groups["address"].Value) : address;
            isReady |= line.Contains("Ready after", StringComparison.Ordinal);
        }

        return address;
    }

    private static List<string> Entries(Packages packages, string id)
    {
        using var package = ZipFile.OpenRead(Path.Combine(packages.Folder, "feed", $"{id}.{Packages.Version}.nupkg"));
        return [.. package.Entries.Select(e => e.FullName)];
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("Now listening on: (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
