using System.Diagnostics;
using System.Globalization;
using System.Text;
using InteRec.Ranking;
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
    private readonly string _folder = Directory.CreateTempSubdirectory("interec-kill-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("INTEREC_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 6;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_kill_everything_is_as_before_or_as_after()
    {
        SmallDataset.Write(Path.Combine(_folder, "dataset"));
        (await RunAsync(null, "train")).ShouldBe(0);
        var whole = await Timed(() => RunAsync(null, "train"));
        var random = new Random(1);
        var rows = Rows();
        for (var kill = 0; kill < Kills; kill++)
        {
            string[] command = (kill % 3) switch
            {
                0 => ["import", "interactions", Log(kill)],
                1 => ["train"],
                _ => ["rankers", "rollback"],
            };
            await RunAsync(whole * random.NextDouble(), command);

            Integrity().ShouldBe("ok", string.Join(' ', command));
            var now = Rows();
            now.ShouldBeOneOf(rows, rows + RowsOfAnImport);
            rows = now;
            RankersAreWhole();
        }

        // What the dead left behind is gone once somebody else has written.
        (await RunAsync(null, "train")).ShouldBe(0);
        Directory.EnumerateFileSystemEntries(Data, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .ShouldAllBe(name => !name!.EndsWith(".partial", StringComparison.Ordinal) && !name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private void RankersAreWhole()
    {
        var store = new RankerStore(Path.Combine(Data, "rankers"), TimeProvider.System);
        store.Load(store.ReadRegistry().Current.ShouldNotBeNull());
        foreach (var manifest in store.List())
        {
            store.Load(manifest.RankerId).ItemIds.Count.ShouldBe(manifest.Counts.Items);
        }
    }

    private string Integrity() => Scalar<string>("PRAGMA integrity_check");

    private long Rows() => Scalar<long>("SELECT count(*) FROM interactions");

    private T Scalar<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "interec.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>Likes of new users, none of which an earlier file has.</summary>
    private string Log(int number)
    {
        var items = File.ReadLines(Path.Combine(_folder, "dataset", "items.csv")).Skip(1).Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]).ToList();
        var text = new StringBuilder("userId,itemId,kind,weight,timestamp\n");
        for (var row = 0; row < RowsOfAnImport; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"k{number}-{row / 100},{items[((row / 100) + (row % 100)) % items.Count]},rating,5,{1_600_000_000 + row}\n");
        }

        var path = Path.Combine(_folder, $"log{number}.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static async Task<double> Timed(Func<Task<int>> run)
    {
        var started = Stopwatch.GetTimestamp();
        (await run()).ShouldBe(0);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Runs a command of its own process, to its end or to the kill after so many milliseconds.</summary>
    private async Task<int> RunAsync(double? killAfter, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "interec.dll"), .. command, "--data", Data, "--dataset", Path.Combine(_folder, "dataset")])
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
        await output;
        return process.ExitCode;
    }
}
