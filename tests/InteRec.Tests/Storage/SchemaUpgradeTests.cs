using InteRec.Storage;
using InteRec.Tests.Support;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Storage;

public sealed class SchemaUpgradeTests
{
    private const string Objects =
        "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";

    public static TheoryData<int> EarlierVersions() => [.. Enumerable.Range(0, SchemaVersions.Latest)];

    [Theory]
    [MemberData(nameof(EarlierVersions))]
    public async Task Every_earlier_schema_becomes_that_of_a_new_database(int version)
    {
        using var fresh = new TestStore();
        using var store = new TestStore();
        Stop(Path.Combine(store.Folder, "interec.db"), version);

        (await ObjectsAsync(store)).ShouldBe(await ObjectsAsync(fresh));
        (await store.Database.ReadAsync(s => s.ScalarAsync<string>("PRAGMA integrity_check"), CancellationToken.None)).ShouldBe("ok");
        (
            await store.Database.ReadAsync(
                s => s.ScalarAsync<string>("SELECT GROUP_CONCAT(version) FROM schema_versions ORDER BY version"),
                CancellationToken.None
            )
        ).ShouldBe(string.Join(',', Enumerable.Range(1, SchemaVersions.Latest)));
    }

    [Fact]
    public async Task A_database_that_the_old_SQLite_wrote_opens_with_all_its_rows()
    {
        using var old = new LeftBehind();
        using var store = new TestStore(old.Data);

        (await ObjectsAsync(store)).ShouldContain(o => o.StartsWith("table interactions", StringComparison.Ordinal));
        (await store.Database.ReadAsync(s => s.ScalarAsync<string>("PRAGMA integrity_check"), CancellationToken.None)).ShouldBe("ok");
        (await store.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT COUNT(*) FROM interactions"), CancellationToken.None)).ShouldBe(
            424
        );
        (await store.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT COUNT(*) FROM turns"), CancellationToken.None)).ShouldBe(
            LeftBehind.Turns
        );
    }

    [Fact]
    public async Task The_native_SQLite_is_one_without_known_faults()
    {
        using var store = new TestStore();

        Version
            .Parse((await store.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT sqlite_version()"), CancellationToken.None))!)
            .ShouldBeGreaterThanOrEqualTo(new Version(3, 50, 2));
    }

    private static Task<IReadOnlyList<string>> ObjectsAsync(TestStore store) =>
        store.Database.ReadAsync(s => s.QueryAsync<string>(Objects), CancellationToken.None);

    /// <summary>A database as the program had it when that version was its latest.</summary>
    private static void Stop(string file, int version)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(
            connection,
            "PRAGMA journal_mode = WAL; CREATE TABLE schema_versions (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
                + "applied_at BIGINT NOT NULL)"
        );
        foreach (var (number, script) in Scripts().Take(version).Index())
        {
            Execute(connection, $"{script}; INSERT INTO schema_versions VALUES ({number + 1}, 'earlier', 0)");
        }
    }

    private static IEnumerable<string> Scripts()
    {
        var assembly = typeof(SchemaVersions).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith("InteRec.Storage.Schema.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
