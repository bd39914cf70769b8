using InteRec.Storage;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Storage;

public sealed class DataFolderUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_shared_by_many_and_had_alone_by_nobody_else()
    {
        using (DataFolderUse.Share(_folder))
        using (DataFolderUse.Share(_folder))
        {
            Should.Throw<StorageException>(() => DataFolderUse.Alone(_folder)).Message.ShouldContain("stop it first");
        }

        using (DataFolderUse.Alone(_folder))
        {
            Should.Throw<StorageException>(() => DataFolderUse.Share(_folder)).Message.ShouldContain("is being restored");
        }

        DataFolderUse.Share(_folder).Dispose();
    }

    [Fact]
    public async Task An_open_database_uses_its_folder_until_it_is_let_go_of()
    {
        using var store = new TestStore();
        await store.Database.OpenAsync(CancellationToken.None);
        Should.Throw<StorageException>(() => DataFolderUse.Alone(store.Folder));

        store.Close();

        DataFolderUse.Alone(store.Folder).Dispose();
    }

    [Fact]
    public void What_is_laid_down_takes_the_place_of_what_was_there()
    {
        Write("interec.db", "old");
        Write("interec.db-wal", "old");
        Write("rankers/a/manifest.json", "old");
        Write("own.txt", "kept");

        StagedFolder.Replace(
            _folder,
            staged =>
            {
                File.WriteAllText(Path.Combine(staged, "interec.db"), "new");
                Directory.CreateDirectory(Path.Combine(staged, "rankers"));
            }
        );

        Content().ShouldBe(["interec.db=new", "own.txt=kept"], ignoreOrder: true);
        Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "rankers")).ShouldBeEmpty();
    }

    [Fact]
    public void What_breaks_off_while_it_is_laid_down_changes_nothing()
    {
        Write("interec.db", "old");

        Should.Throw<IOException>(() =>
            StagedFolder.Replace(
                _folder,
                staged =>
                {
                    File.WriteAllText(Path.Combine(staged, "interec.db"), "half");
                    throw new IOException("No space left on device");
                }
            )
        );

        Content().ShouldBe(["interec.db=old"]);
    }

    [Fact]
    public void What_a_process_died_over_after_it_counted_is_finished_by_the_next_that_opens_the_folder()
    {
        Write("interec.db", "new"); // moved to its place already
        Write("rankers/a/manifest.json", "old");
        Write("restore/rankers/b/manifest.json", "new");
        Write("restore.partial/interec.db", "of another that died earlier");

        DataFolderUse.Share(_folder).Dispose();

        Content()
            .Where(c => !c.Contains("partial", StringComparison.Ordinal))
            .ShouldBe(["interec.db=new", "rankers/b/manifest.json=new"], ignoreOrder: true);
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private IEnumerable<string> Content() =>
        Directory
            .EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(_folder, path), Content: File.ReadAllText(path)))
            .Where(f => f.Name != DataFolderUse.LockFile)
            .Select(f => $"{f.Name}={f.Content}");
}
