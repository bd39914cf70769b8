using BenchmarkDotNet.Attributes;
using InteRec.Search.Embeddings;

namespace InteRec.Benchmarks;

/// <summary>One text to one vector. The reference library needs about 80 us for a short typed request (Python, one thread).</summary>
[MemoryDiagnoser]
public class EmbeddingBenchmarks
{
    private readonly float[] _vector = new float[256];
    private StaticEmbeddingModel _model = null!;

    [Params("a slow-burn science fiction film about memory, not too scary", "Amélie - 東京物語, zero\u200Bwidth")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Load() => _model = StaticEmbeddingModel.Load(ModelFolder);

    [Benchmark]
    public bool Embed() => _model.Embed(Text, _vector);

    internal static string ModelFolder => Path.Combine(AppContext.BaseDirectory, "datasets", "embeddings", "minilm-static-256");
}
