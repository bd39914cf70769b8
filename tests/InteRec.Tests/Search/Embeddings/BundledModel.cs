namespace InteRec.Tests.Search.Embeddings;

internal static class BundledModel
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "datasets", "embeddings", "minilm-static-256");
}
