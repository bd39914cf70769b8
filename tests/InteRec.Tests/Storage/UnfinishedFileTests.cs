using System.Diagnostics;
using System.Globalization;
using InteRec.Storage;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Storage;

public sealed class UnfinishedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder, "index.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_there_whole_or_not_at_all()
    {
        UnfinishedFile.Write(Target, path => File.WriteAllText(path, "first"));

        Should.Throw<InvalidOperationException>(() => UnfinishedFile.Write(Target, path =>
        {
            File.WriteAllText(path, "half");
            throw new InvalidOperationException("broke off");
        }));

        File.ReadAllText(Target).ShouldBe("first");
        Directory.GetFiles(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_dead_process_left_goes_and_what_a_living_one_writes_stays()
    {
        using var gone = Process.Start(new ProcessStartInfo("dotnet", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
        gone.WaitForExit();
        var (dead, alive) = (NameOf(gone.Id), NameOf(Environment.ProcessId));
        File.WriteAllText(dead, "half");
        File.WriteAllText(alive, "half");

        UnfinishedFile.Write(Target, path => File.WriteAllText(path, "whole"));

        Directory.GetFiles(_folder).ShouldBe([Target, alive], ignoreOrder: true);
    }

    private string NameOf(int processId) => string.Create(CultureInfo.InvariantCulture, $"{Target}.0123456789abcdef.{processId}.tmp");
}
