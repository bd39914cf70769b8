using System.Diagnostics;
using System.Globalization;
using System.Text;
using InteRec.Conversations;
using InteRec.Profiles;
using InteRec.Ranking;
using InteRec.Tests.Conversations;
using InteRec.Tests.Storage;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>
/// Commands killed at random moments (SIGKILL: nothing of theirs runs any more). INTEREC_KILLS sets how many; a few by default.
/// </summary>
public sealed class KilledTests : IDisposable
{
    private const int RowsOfAnImport = 20_000;
    private const int RowsOfAUser = 100;
    private const int Killed = 128 + 9;
    private readonly string _folder = Directory.CreateTempSubdirectory("interec-kill-").FullName;
    private readonly List<string> _users = [],
        _deleted = [];
    private int _files;

    private string Data => Path.Combine(_folder, "data");

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("INTEREC_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 6;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_kill_everything_is_as_before_or_as_after()
    {
        SmallDataset.Write(Path.Combine(_folder, "dataset"));
        await RunAsync(null, "train");
        Func<Task<Change>>[] changes = [ImportedLogAsync, ImportedItemsAsync, TrainedAsync, PromotedAsync, DeletedUserAsync];
        var whole = new List<double>();
        foreach (var change in changes)
        {
            whole.Add(await LookAfterAsync(await change(), null));
        }

        var random = new Random(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            var kind = kill % changes.Length;
            await LookAfterAsync(await changes[kind](), whole[kind] * random.NextDouble());
        }

        // What the dead left behind is gone once somebody else has written.
        await RunAsync(null, "train");
        var files = Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).ToList();
        files.ShouldAllBe(file => !file.Contains(".partial", StringComparison.Ordinal) && !file.Contains(".tmp", StringComparison.Ordinal));
        foreach (var trace in _deleted.SelectMany(user => (string[])[user, MessageOf(user)]))
        {
            files.Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0).ShouldBeEmpty(trace);
        }
    }

    /// <summary>
    /// Runs a command to its end or to the kill after so many milliseconds, and looks whether all of it happened or nothing.
    /// </summary>
    /// <returns>The milliseconds that it ran.</returns>
    private async Task<double> LookAfterAsync(Change change, double? killAfter)
    {
        var before = Rows();
        var after = new RowCounts(before.Interactions + change.Interactions, before.Items + change.Items, before.Turns + change.Turns);
        var started = Stopwatch.GetTimestamp();
        var wholeRun = await RunAsync(killAfter, change.Command);
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        var command = string.Join(' ', change.Command);
        Integrity().ShouldBe("ok", command);
        var now = Rows();
        now.ShouldBeOneOf([after, .. wholeRun ? Array.Empty<RowCounts>() : [before]], command);
        RankersAreWhole();
        if (now == after)
        {
            change.Applied?.Invoke();
        }

        return milliseconds;
    }

    private Task<Change> ImportedLogAsync()
    {
        var items = Items().Select(IdOf).ToList();
        var (number, text) = (++_files, new StringBuilder("userId,itemId,kind,weight,timestamp\n"));
        for (var row = 0; row < RowsOfAnImport; row++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{User(number, row / RowsOfAUser)},{items[((row / RowsOfAUser) + (row % RowsOfAUser)) % items.Count]},rating,5,{1_600_000_000 + row}\n"
            );
        }

        return Task.FromResult(
            new Change(["import", "interactions", Written("log", number, text)], RowsOfAnImport)
            {
                Applied = () => _users.AddRange(Enumerable.Range(0, RowsOfAnImport / RowsOfAUser).Select(user => User(number, user))),
            }
        );
    }

    /// <summary>All items again and a new one: the training after it builds the search anew.</summary>
    private Task<Change> ImportedItemsAsync()
    {
        var lines = File.ReadAllLines(ItemsFile);
        var (number, text) = (++_files, new StringBuilder().AppendJoin('\n', lines));
        text.Append(CultureInfo.InvariantCulture, $"\ntt-new-{number}{lines[^1][IdOf(lines[^1]).Length..]}\n");
        return Task.FromResult(new Change(["import", "items", Written("items", number, text)], Items: 1));
    }

    private static Task<Change> TrainedAsync() => Task.FromResult(new Change(["train"]));

    private Task<Change> PromotedAsync()
    {
        var store = Rankers();
        var current = store.ReadRegistry().Current;
        return Task.FromResult(new Change(["rankers", "promote", store.List().First(m => m.RankerId != current).RankerId]));
    }

    /// <summary>Of somebody of whom the log and a conversation are kept.</summary>
    private async Task<Change> DeletedUserAsync()
    {
        var user = _users[^1];
        var store = new TestStore(Data);
        await store
            .Get<ConversationStore>()
            .SaveTurnAsync(
                ConversationStoreTests.Turn("c_" + Guid.NewGuid().ToString("N"), 1, new Caller(user, null)) with
                {
                    Message = MessageOf(user),
                },
                CancellationToken.None
            );
        store.Close();
        return new Change(
            ["users", "delete", user],
            -RowsOfAUser,
            Turns: -(int)
                Scalar<long>(
                    "SELECT count(*) FROM turns JOIN conversations USING (conversation_id) JOIN users USING (user_no) WHERE user_id = "
                        + $"'{user}'"
                )
        )
        {
            Applied = () =>
            {
                _users.Remove(user);
                _deleted.Add(user);
            },
        };
    }

    private void RankersAreWhole()
    {
        var store = Rankers();
        store.Load(store.ReadRegistry().Current.ShouldNotBeNull());
        foreach (var manifest in store.List())
        {
            store.Load(manifest.RankerId).ItemIds.Count.ShouldBe(manifest.Counts.Items);
        }
    }

    private RankerStore Rankers() => new(Path.Combine(Data, "rankers"), TimeProvider.System);

    private string ItemsFile => Path.Combine(_folder, "dataset", "items.csv");

    private IEnumerable<string> Items() => File.ReadLines(ItemsFile).Skip(1);

    private static string IdOf(string line) => line[..line.IndexOf(',', StringComparison.Ordinal)];

    private static string User(int file, int number) => string.Create(CultureInfo.InvariantCulture, $"kept-{file:D4}-{number:D3}");

    private static string MessageOf(string user) => $"what {user} never told anybody";

    private string Written(string name, int number, StringBuilder text)
    {
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{name}{number}.csv"));
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private string Integrity() => Scalar<string>("PRAGMA integrity_check");

    private RowCounts Rows() =>
        new(
            Scalar<long>("SELECT count(*) FROM interactions"),
            Scalar<long>("SELECT count(*) FROM items"),
            Scalar<long>("SELECT count(*) FROM turns")
        );

    private T Scalar<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "interec.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>
    /// Runs a command in a process of its own, to its end or to the kill after so many milliseconds. False where it was killed.
    /// </summary>
    private async Task<bool> RunAsync(double? killAfter, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in (string[])
                [
                    Path.Combine(AppContext.BaseDirectory, "interec.dll"),
                    .. command,
                    "--verbose",
                    "--data",
                    Data,
                    "--dataset",
                    Path.Combine(_folder, "dataset"),
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (killAfter is { } milliseconds)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        process.ExitCode.ShouldBeOneOf(
            [0, .. killAfter is null ? Array.Empty<int>() : [Killed]],
            $"{string.Join(' ', command)}: {string.Join('\n', await output)}"
        );
        return process.ExitCode == 0;
    }

    /// <summary>A command, and how many rows it adds or removes when it is done.</summary>
    private sealed record Change(string[] Command, long Interactions = 0, long Items = 0, long Turns = 0)
    {
        public Action? Applied { get; init; }
    }

    private sealed record RowCounts(long Interactions, long Items, long Turns);
}
