using System.Diagnostics;
using System.Reflection;
using Shouldly;

namespace InteRec.Embedding.Tests;

/// <summary>
/// The packages, made of what was built for these tests, and a web project that has them from a folder. Ours are unpacked into the
/// project's own folder, so that no cache can keep older ones; those of others come from where the restore of the repository put them, so
/// that nothing is downloaded.
/// </summary>
internal sealed class Packages : IDisposable
{
    private Packages(string folder) => Folder = folder;

    public string Folder { get; }

    public string Program => Path.Combine(Folder, "shop", "bin", "shop.dll");

    public static string Version => Metadata("PackageVersion");

    public static string Repository { get; } = Find();

    /// <summary>Packs both projects.</summary>
    public static async Task<Packages> PackAsync()
    {
        var packages = new Packages(Directory.CreateTempSubdirectory("interec-pack-").FullName);
        foreach (var project in new[] { "InteRec", "InteRec.Api" })
        {
            await DotnetAsync(
                Repository,
                "pack",
                Path.Combine("src", project),
                "-c",
                Metadata("Configuration"),
                "--no-build",
                "-o",
                Path.Combine(packages.Folder, "feed"),
                $"-p:NuspecOutputPath={packages.Folder}/nuspec/{project}/",
                "-v",
                "q"
            );
        }

        return packages;
    }

    /// <summary>Builds a web project of somebody who has the packages only.</summary>
    /// <param name="code">Its <c>Program.cs</c>.</param>
    public async Task BuildShopAsync(string code)
    {
        var shop = Directory.CreateDirectory(Path.Combine(Folder, "shop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(shop, "Program.cs"), code);
        await File.WriteAllTextAsync(
            Path.Combine(shop, "nuget.config"),
            """
            <configuration><packageSources><clear /><add key="packed" value="../feed" /></packageSources></configuration>
            """
        );
        await File.WriteAllTextAsync(
            Path.Combine(shop, "shop.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>NU1603</NoWarn>
                <NuGetAudit>false</NuGetAudit>
                <UseAppHost>false</UseAppHost>
                <RestorePackagesPath>{Folder}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Metadata("PackageRoot")}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="InteRec.AspNetCore" Version="{Version}" /></ItemGroup>
            </Project>
            """
        );
        await DotnetAsync(shop, "build", "-c", "Release", "-o", "bin", "-v", "q");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output);
    }

    private static string Metadata(string key) =>
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InteRec.sln")))
        {
            folder = folder.Parent ?? throw new FileNotFoundException("The tests do not run within the repository.");
        }

        return folder.FullName;
    }
}
