using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>A service that cannot start says why in one line, ends with 1, and has written nothing.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("interec-start-").FullName;

    public StartFailureTests() => SmallDataset.Write(Dataset);

    private string Dataset => Path.Combine(_folder, "dataset");

    private string Data => Path.Combine(_folder, "data");

    private string Store => Path.Combine(Data, "interec.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--InteRec:Limits:MessageLength=-1", "MessageLength")]
    [InlineData("--InteRec:Limits:MessageLength=many", "MessageLength")]
    [InlineData("--InteRec:Storage:BusyTimeoutSeconds=0", "BusyTimeoutSeconds")]
    [InlineData("--InteRec:Security:Keys:0:Key=short", "16 to 200 characters")]
    [InlineData("--InteRec:EmbeddingsPath=nowhere", "nowhere")]
    [InlineData("--InteRec:ReaderPath=nowhere", "nowhere")]
    [InlineData("--InteRec:Dataset=nowhere", "nowhere")]
    [InlineData("--urls=http://0.0.0.0:0", "without keys")]
    [InlineData("--urls=not an address", "not an address")]
    public async Task Settings_that_cannot_be_used(string setting, string told)
    {
        await RefusesAsync(told, setting);
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task A_reader_that_is_cut_off(int length)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "reader")).FullName;
        var whole = await File.ReadAllBytesAsync(RepositoryFiles.PathOf("datasets/reader/reader.bin"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "reader.bin"), whole[..length]);

        await RefusesAsync("the trained reader", $"--InteRec:ReaderPath={folder}");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        await RefusesAsync("address already in use", $"--urls={address}");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Items_that_are_missing()
    {
        File.Delete(Path.Combine(Dataset, "items.csv"));

        await RefusesAsync("items.csv is not there");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Items_that_are_bad()
    {
        await File.AppendAllTextAsync(Path.Combine(Dataset, "items.csv"), "broken\n");

        await RefusesAsync("items.csv:402:");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_is_none(bool afterAHeader)
    {
        Directory.CreateDirectory(Data);
        byte[] garbage = [.. afterAHeader ? "SQLite format 3\0"u8 : [], .. Enumerable.Range(0, 8_192).Select(i => (byte)(i * 37))];
        await File.WriteAllBytesAsync(Store, garbage);

        await RefusesAsync("interec.db cannot be used as a database");
        (await File.ReadAllBytesAsync(Store)).ShouldBe(garbage);
        Directory.EnumerateFileSystemEntries(Data).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file()
    {
        await File.WriteAllTextAsync(Data, "in the way");

        await RefusesAsync("cannot be written");
        (await File.ReadAllTextAsync(Data)).ShouldBe("in the way");
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_store_that_may_only_be_read()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllBytesAsync(Store, []);
        File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await RefusesAsync("cannot be written");
        }
        finally
        {
            File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task RefusesAsync(string told, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "interec.dll"),
            "serve",
            "--urls=http://127.0.0.1:0",
            $"--InteRec:DataPath={Data}",
            $"--InteRec:Dataset={Dataset}",
            .. settings,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        process.ExitCode.ShouldBe(1, $"{await output}{await errors}");
        var line = (await errors).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        line.ShouldStartWith("interec: ");
        line.ShouldContain(told);
        (await output).ShouldNotContain("   at ");
    }

    /// <summary>A test of permissions, which do not bind a superuser.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class UnprivilegedFactAttribute : FactAttribute
    {
        public UnprivilegedFactAttribute()
        {
            if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            {
                Skip = "Permissions do not bind this user, or are others on this system.";
            }
        }
    }
}
