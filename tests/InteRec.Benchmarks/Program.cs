using BenchmarkDotNet.Running;
using InteRec.Benchmarks;

// "http [address]" measures a running service over loopback; anything else is for BenchmarkDotNet.
if (args is ["http", .. var rest])
{
    await HttpLoad.RunAsync(new Uri(rest is [var address, ..] ? address : "http://127.0.0.1:5080"));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(HttpLoad).Assembly).Run(args);
