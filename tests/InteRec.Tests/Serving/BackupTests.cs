using System.IO.Compression;
using System.Text.Json;
using InteRec.Api.Commands;
using InteRec.Api.Startup;
using InteRec.Ranking;
using InteRec.Serving.Backups;
using InteRec.Storage;
using InteRec.Tests.Support;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Serving;

public sealed class BackupTests : IDisposable
{
    private const int Seed = 20_261_127;
    private readonly LeftBehind _old = new();

    private string Archive => Path.Combine(_old.Folder, "backup.zip");

    private string Restored => Path.Combine(_old.Folder, "restored");

    public void Dispose() => _old.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_service_restored_elsewhere_gives_the_same_answers()
    {
        JsonElement profile,
            lists;
        await using (var host = await _old.ServeAsync())
        {
            (profile, lists) = (await host.GetAsync($"/v1/users/{LeftBehind.UserId}/profile"), await ListsAsync(host));
            (await RootVerb.RunAsync(["backup", Archive, .. _old.Options()])).ShouldBe(0);
            (await host.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldBe("ready");
        }

        (await RestoreAsync()).ShouldBe(0);

        await using var again = await _old.ServeAsync(Restored);
        (await again.GetAsync($"/v1/users/{LeftBehind.UserId}/profile")).ToString().ShouldBe(profile.ToString());
        var answer = await ListsAsync(again);
        answer.GetProperty("rankerId").GetString().ShouldBe(LeftBehind.RankerId);
        answer.GetProperty("lists").ToString().ShouldBe(lists.GetProperty("lists").ToString());
        (await again.GetAsync($"/v1/conversations/{LeftBehind.ConversationId}"))
            .GetProperty("turns")
            .GetArrayLength()
            .ShouldBe(LeftBehind.Turns);
    }

    [Fact]
    public async Task A_backup_under_writers_holds_whole_transactions()
    {
        using var host = CommandHost(_old.Data);
        var database = host.Get<Database>();
        using var enough = new CancellationTokenSource();
        await WritePairAsync(database);
        var writers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!enough.IsCancellationRequested)
                    {
                        await WritePairAsync(database);
                    }
                })
            )
            .ToList();

        for (var i = 0; i < 5; i++)
        {
            host.Get<BackupWriter>().Write(Archive, CancellationToken.None);
            (await RestoreAsync("--force")).ShouldBe(0);
            var (left, right) = (Counter(Restored, "left"), Counter(Restored, "right"));
            left.ShouldBe(right);
            left.ShouldBeGreaterThan(0);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task A_backup_holds_what_answers_depend_on_and_nothing_of_what_was_deleted()
    {
        using (var host = CommandHost(_old.Data))
        {
            await host.Get<Database>().WriteAsync(s => s.ExecuteAsync("DELETE FROM conversations"), CancellationToken.None);
            host.Get<BackupWriter>().Write(Archive, CancellationToken.None);
        }

        using var archive = ZipFile.OpenRead(Archive);
        archive
            .Entries.Select(e => e.FullName)
            .ShouldBe([
                "interec.db",
                "rankers/current.json",
                $"rankers/{LeftBehind.RankerId}/manifest.json",
                $"rankers/{LeftBehind.RankerId}/ranker.bin",
                "dataset.json",
                "backup.json",
            ]);
        using var memory = new MemoryStream();
        using (var database = archive.GetEntry("interec.db")!.Open())
        {
            database.CopyTo(memory);
        }

        memory.ToArray().AsSpan().IndexOf("something like The Winter Engine"u8).ShouldBe(-1);
        Directory.EnumerateFiles(_old.Folder).ShouldBe([Archive]);
    }

    [Fact]
    public async Task A_folder_in_use_is_not_restored_even_by_force()
    {
        (await RootVerb.RunAsync(["backup", Archive, .. _old.Options()])).ShouldBe(0);
        await using var host = await _old.ServeAsync();

        (await RootVerb.RunAsync(["restore", Archive, "--force", .. _old.Options()])).ShouldBe(1);

        (await host.GetAsync($"/v1/conversations/{LeftBehind.ConversationId}"))
            .GetProperty("turns")
            .GetArrayLength()
            .ShouldBe(LeftBehind.Turns);
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_restored_by_force_only()
    {
        (await RootVerb.RunAsync(["backup", Archive, .. _old.Options()])).ShouldBe(0);
        using (var host = CommandHost(_old.Data))
        {
            await WritePairAsync(host.Get<Database>());
        }

        (await RootVerb.RunAsync(["restore", Archive, .. _old.Options()])).ShouldBe(1);
        Counter(_old.Data, "left").ShouldBe(1);

        (await RootVerb.RunAsync(["restore", Archive, "--force", .. _old.Options()])).ShouldBe(0);
        Counter(_old.Data, "left").ShouldBe(0);
    }

    [Fact]
    public async Task A_backup_cut_anywhere_is_refused_before_anything_is_touched()
    {
        (await RootVerb.RunAsync(["backup", Archive, .. _old.Options()])).ShouldBe(0);
        var whole = await File.ReadAllBytesAsync(Archive);

        foreach (var length in (int[])[0, 1, 100, whole.Length / 2, whole.Length - 100, whole.Length - 1])
        {
            await File.WriteAllBytesAsync(Archive, whole[..length]);
            (await RestoreAsync()).ShouldBe(1, $"cut to {length} of {whole.Length} bytes");
            Directory.Exists(Restored).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_backup_with_a_changed_bit_is_refused_unless_the_bit_means_nothing()
    {
        (await RootVerb.RunAsync(["backup", Archive, .. _old.Options()])).ShouldBe(0);
        var whole = await File.ReadAllBytesAsync(Archive);
        var random = new Random(Seed);
        var refused = 0;

        for (var i = 0; i < 300; i++)
        {
            var (at, bit) = (random.Next(whole.Length), (byte)(1 << random.Next(8)));
            whole[at] ^= bit;
            await File.WriteAllBytesAsync(Archive, whole);
            whole[at] ^= bit;
            try
            {
                using var backup = BackupReader.Open(Archive, CancellationToken.None);
                backup.Manifest.RankerId.ShouldBe(LeftBehind.RankerId); // a date within the zip itself, which nobody reads
            }
            catch (BackupException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(290, $"seed {Seed}");
    }

    [Theory]
    [InlineData("newer format", "update the program")]
    [InlineData("newer schema", "update the program")]
    [InlineData("other dataset", "--dataset")]
    [InlineData("path", "holds no")]
    [InlineData("file too many", "its manifest names")]
    public void A_backup_that_does_not_fit_is_refused_with_a_reason(string what, string reason)
    {
        Forge(what);
        using var host = CommandHost(Restored);

        Should
            .Throw<BackupException>(() => host.Get<BackupRestore>().Restore(Archive, force: true, CancellationToken.None))
            .Message.ShouldContain(reason);

        Directory.Exists(Restored).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_dataset_json_than_that_of_the_backup_is_told()
    {
        (await RootVerb.RunAsync(["backup", Archive, .. _old.Options()])).ShouldBe(0);
        await File.AppendAllTextAsync(Path.Combine(_old.Dataset, "dataset.json"), "\n");
        using var host = CommandHost(Restored);

        host.Get<BackupRestore>()
            .Restore(Archive, force: false, CancellationToken.None)
            .Warnings.ShouldHaveSingleItem()
            .ShouldContain("is not the one that the backup was made with");
    }

    [Fact]
    public async Task Where_nothing_is_nothing_is_backed_up()
    {
        (await RootVerb.RunAsync(["backup", Archive, .. _old.Options(Restored)])).ShouldBe(1);
        (await RootVerb.RunAsync(["restore", Archive, .. _old.Options(Restored)])).ShouldBe(1);
        (await RootVerb.RunAsync(["backup"])).ShouldBe(CommandException.BadArguments);

        File.Exists(Archive).ShouldBeFalse();
        Directory.Exists(Restored).ShouldBeFalse();
    }

    /// <summary>A backup whose seal is right and whose content is not to be taken.</summary>
    private void Forge(string what)
    {
        using var archive = ZipFile.Open(Archive, ZipArchiveMode.Create);
        var name = what == "path" ? "rankers/../../../evil" : "interec.db";
        using (archive.CreateEntry(name).Open()) { }

        if (what == "file too many")
        {
            using var more = archive.CreateEntry("rankers/current.json").Open();
        }

        BackupSeal.Write(
            archive,
            new BackupManifest
            {
                FormatVersion = what == "newer format" ? 99 : 1,
                Created = DateTimeOffset.UnixEpoch,
                CodeVersion = "9.9.9",
                Dataset = what == "other dataset" ? "movies" : "shelf",
                Schema = what == "newer schema" ? 999 : 1,
                RankerId = null,
                Files = [new RankerFile(name, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")],
            }
        );
    }

    private Task<int> RestoreAsync(params string[] more) => RootVerb.RunAsync(["restore", Archive, .. more, .. _old.Options(Restored)]);

    private static Task<JsonElement> ListsAsync(InteRec.Tests.Api.ApiHost host) => host.GetAsync("/v1/users/reader1/recommendations");

    private Parts CommandHost(string data) =>
        new(InteRec.Api.Commands.CommandHost.Create(["--InteRec:DataPath=" + data, "--InteRec:Dataset=" + _old.Dataset]));

    private static Task WritePairAsync(Database database) =>
        database.WriteAsync(
            async s =>
            {
                await Counters.AddAsync(s, "left");
                await Counters.AddAsync(s, "right");
            },
            CancellationToken.None
        );

    private static long Counter(string data, string name)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "interec.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COALESCE(SUM(value), 0) FROM counters WHERE name = '{name}'";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The parts of a command, let go of like any other resource of a test.</summary>
    private sealed class Parts(CommandHost host) : IDisposable
    {
        public T Get<T>()
            where T : notnull => host.Get<T>();

        public void Dispose() => host.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
