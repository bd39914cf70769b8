using InteRec.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Storage;

public sealed class DatabaseTests
{
    [Fact]
    public async Task A_new_database_has_the_latest_schema_and_opens_again()
    {
        using var store = new TestStore();
        await store.Database.OpenAsync(CancellationToken.None);
        store.Close();

        using var again = new TestStore(store.Folder);
        (await again.Database.ReadAsync(s => s.ScalarAsync<string>("PRAGMA journal_mode"), CancellationToken.None)).ShouldBe("wal");
        (await again.Database.ReadAsync(s => s.ScalarAsync<string>("PRAGMA integrity_check"), CancellationToken.None)).ShouldBe("ok");
        (
            await again.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT COUNT(*) FROM schema_versions"), CancellationToken.None)
        ).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_a_sentence()
    {
        using var store = new TestStore();
        await store.Database.WriteAsync(
            s => s.ExecuteAsync("INSERT INTO schema_versions VALUES (900, 'future', 0)"),
            CancellationToken.None
        );
        store.Close();

        using var again = new TestStore(store.Folder);
        var refused = await Should.ThrowAsync<StorageException>(() => again.Database.OpenAsync(CancellationToken.None));
        refused.Message.ShouldContain("newer version (schema 900");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_kept()
    {
        using var store = new TestStore();
        var path = store.File("interec.db", new string('x', 5_000));

        var refused = await Should.ThrowAsync<StorageException>(() => store.Database.OpenAsync(CancellationToken.None));

        refused.Message.ShouldContain("interec.db");
        new FileInfo(path).Length.ShouldBe(5_000);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_a_storage_error()
    {
        using var store = new TestStore();
        store.File("taken", "a file");
        using var inside = new TestStore(Path.Combine(store.Folder, "taken", "data"));

        await Should.ThrowAsync<StorageException>(() => inside.Database.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing()
    {
        using var store = new TestStore();

        await Should.ThrowAsync<InvalidOperationException>(() =>
            store.Database.WriteAsync(
                async s =>
                {
                    await Counters.AddAsync(s, "half");
                    throw new InvalidOperationException();
                },
                CancellationToken.None
            )
        );

        (await store.Database.ReadAsync(s => Counters.ReadAsync(s, "half"), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Many_writers_at_once_never_find_the_database_busy()
    {
        using var store = new TestStore();

        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(i =>
                    Task.Run(() =>
                        i % 4 == 0
                            ? store.Database.ReadAsync(s => Counters.ReadAsync(s, "n"), CancellationToken.None)
                            : store.Database.WriteAsync(
                                async s =>
                                {
                                    await Counters.AddAsync(s, "n");
                                    return 0L;
                                },
                                CancellationToken.None
                            )
                    )
                )
        );

        (await store.Database.ReadAsync(s => Counters.ReadAsync(s, "n"), CancellationToken.None)).ShouldBe(150);
    }

    [Fact]
    public async Task Cancelling_interrupts_a_running_statement()
    {
        using var store = new TestStore();
        using var cancel = new CancellationTokenSource();
        const string Endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
        var started = new TaskCompletionSource();

        var running = Task.Run(() =>
            store.Database.ReadAsync(
                s =>
                {
                    started.SetResult();
                    return s.ScalarAsync<long>(Endless);
                },
                cancel.Token
            )
        );
        await started.Task;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }
}
