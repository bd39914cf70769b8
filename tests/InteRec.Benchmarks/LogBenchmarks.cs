using System.Diagnostics;
using System.Globalization;
using System.Text;
using InteRec.Api.Commands;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Serving;
using InteRec.Training;

namespace InteRec.Benchmarks;

/// <summary>The interaction log: how fast it is imported, and whether a log that went out and came in again trains the same.</summary>
internal static class LogBenchmarks
{
    private const int RowsOfAUser = 100;

    /// <summary>Imports generated ratings of the bundled films, a file of them, into an empty SQLite file.</summary>
    public static async Task ImportAsync(int rows = 1_000_000)
    {
        var folder = Directory.CreateTempSubdirectory("interec-import-").FullName;
        await using (var host = Host(folder, "movies"))
        {
            await host.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None);
            var file = Path.Combine(folder, "log.csv");
            await WriteAsync(
                file,
                rows,
                await host.Get<ItemStore>().LoadAsync(CancellationToken.None) is var (items, _) ? [.. items.Select(i => i.ItemId)] : []
            );
            var begin = Stopwatch.GetTimestamp();
            var report = await host.Get<InteractionImport>().ImportFileAsync(file, ImportSettings.Default, null, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            Line(
                $"{report.Inserted} rows in {seconds:F2} s: {report.Inserted / seconds:F0} rows a second, from a file of {new FileInfo(file).Length / 1e6:F0} MB"
            );
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Trains, exports the log, imports it into an empty store, trains there, and compares what the two manifests say.</summary>
    public static async Task RoundTripAsync()
    {
        var folder = Directory.CreateTempSubdirectory("interec-roundtrip-").FullName;
        var (dataset, log) = (Path.Combine(folder, "movies"), Path.Combine(folder, "log.csv"));
        Directory.CreateDirectory(dataset);
        foreach (var name in new[] { "dataset.json", "items.csv" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "datasets", "movies", name), Path.Combine(dataset, name));
        }

        TrainingOutcome first,
            second;
        await using (var host = Host(Path.Combine(folder, "first"), "movies"))
        {
            first = await TrainedAsync(host);
            await using var stream = File.Create(log);
            await host.Get<InteractionLog>().ExportAsync(stream, CancellationToken.None);
        }

        await using (var host = Host(Path.Combine(folder, "second"), dataset))
        {
            await host.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None);
            await host.Get<InteractionImport>().ImportFileAsync(log, ImportSettings.Default, null, CancellationToken.None);
            second = await TrainedAsync(host);
        }

        Line(
            $"fingerprints {(first.Manifest.DataFingerprint == second.Manifest.DataFingerprint ? "equal" : "DIFFERENT")}: {first.Manifest.DataFingerprint}, {second.Manifest.DataFingerprint}"
        );
        Line($"counts {(first.Manifest.Counts == second.Manifest.Counts ? "equal" : "DIFFERENT")}: {first.Manifest.Counts}");
        var (one, other) = (
            first.Manifest.Files.First(f => f.Name == "ranker.bin"),
            second.Manifest.Files.First(f => f.Name == "ranker.bin")
        );
        Line($"artefacts {(one == other ? "equal" : "DIFFERENT")}, byte for byte: {one.Sha256}");
        Directory.Delete(folder, recursive: true);
    }

    private static CommandHost Host(string data, string dataset) =>
        CommandHost.Create(["--InteRec:DataPath", data, "--InteRec:Dataset", dataset]);

    private static async Task<TrainingOutcome> TrainedAsync(CommandHost host)
    {
        await host.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None);
        await host.Get<ServingLoader>().RefreshAsync(CancellationToken.None);
        return await host.Get<Retraining>().RunAsync(TrainingRequest.Default, null, CancellationToken.None);
    }

    private static async Task WriteAsync(string file, int rows, string[] items)
    {
        var random = new Random(1);
        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false));
        await writer.WriteLineAsync("userId,itemId,kind,weight,timestamp");
        for (var row = 0; row < rows; row++)
        {
            await writer.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"user{random.Next(rows / RowsOfAUser)},{items[random.Next(items.Length)]},rating,{1 + random.Next(5)},{1_400_000_000 + row}"
                )
            );
        }
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
