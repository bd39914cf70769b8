using BenchmarkDotNet.Running;
using InteRec.Benchmarks;

// "http [address]" measures a running service over loopback, "training", "scan" and "scale" the rankers; anything else is for BenchmarkDotNet.
switch (args)
{
    case ["http", .. var rest]:
        await HttpLoad.RunAsync(new Uri(rest is [var address, ..] ? address : "http://127.0.0.1:5080"));
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
