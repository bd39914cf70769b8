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

        Should.Throw<InvalidOperationException>(() =>
            UnfinishedFile.Write(
                Target,
                path =>
                {
                    File.WriteAllText(path, "half");
                    throw new InvalidOperationException("broke off");
                }
            )
        );

        File.ReadAllText(Target).ShouldBe("first");
        Directory.GetFiles(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_a_dead_process_left_goes_and_what_a_living_one_writes_stays()
    {
        var (dead, alive) = (Begun("dead"), Begun("alive"));
        using (File.Open(alive + ".lock", FileMode.Open, FileAccess.Write, FileShare.None))
        {
            UnfinishedFile.Write(Target, path => File.WriteAllText(path, "whole"));

            Directory.GetFiles(_folder).ShouldBe([Target, alive, alive + ".lock"], ignoreOrder: true);
        }

        File.Exists(dead).ShouldBeFalse();
    }

    [Fact]
    public void Another_that_writes_into_the_folder_meanwhile_takes_nothing_away()
    {
        UnfinishedFile.Write(
            Target,
            path =>
            {
                File.WriteAllText(path, "first");
                UnfinishedFile.Write(Target + "2", other => File.WriteAllText(other, "second"));
            }
        );

        File.ReadAllText(Target).ShouldBe("first");
        Directory.GetFiles(_folder).ShouldBe([Target, Target + "2"], ignoreOrder: true);
    }

    /// <summary>Half a file and its lock, as a process has them while it writes.</summary>
    private string Begun(string name)
    {
        var path = $"{Target}.{name}.tmp";
        File.WriteAllText(path, "half");
        File.WriteAllText(path + ".lock", "");
        return path;
    }
}
