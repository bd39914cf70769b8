using System.Globalization;
using BenchmarkDotNet.Running;
using InteRec.Benchmarks;

// "http [address]" and "swaps [address turns cycles]" measure a running service over loopback, "training", "scan" and "scale" the rankers,
// "import" and "roundtrip" the log, "turns DATA [characters [name]]" turns of long messages, "reader DATA SUITE" the reader; anything else
// is for BenchmarkDotNet.
switch (args)
{
    case ["http", .. var rest]:
        await HttpLoad.RunAsync(Address(rest));
        break;
    case ["swaps", .. var rest]:
        await SwapLoad.RunAsync(Address(rest), Number(rest, 1, 100_000), Number(rest, 2, 20));
        break;
    case ["turns", var data, .. var rest]:
        await TurnBenchmarks.LongAsync(data, Number(rest, 0, 4_000), rest.ElementAtOrDefault(1) ?? "");
        break;
    case ["reader", var data, var suite]:
        await TurnBenchmarks.ReaderAsync(data, suite);
        break;
    case ["import", .. var rest]:
        await LogBenchmarks.ImportAsync(Number(rest, 0, 1_000_000));
        break;
    case ["roundtrip"]:
        await LogBenchmarks.RoundTripAsync();
        break;
    case ["training", .. [_, ..] rest]:
        await RankingBenchmarks.TrainingAsync(rest);
        break;
    case ["scan", .. var rest]:
        RankingBenchmarks.Scan(rest);
        break;
    case ["scale", .. var rest]:
        RankingBenchmarks.Scale(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(HttpLoad).Assembly).Run(args);
        break;
}

static Uri Address(string[] arguments) => new(arguments is [var address, ..] ? address : "http://127.0.0.1:5080");

static int Number(string[] arguments, int place, int otherwise) =>
    place < arguments.Length ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
