using System.Security.Cryptography;
using System.Text.Json;

namespace InteRec.Search.Embeddings;

/// <summary>
/// The files of a Model2Vec folder: <c>model.safetensors</c> with <c>embeddings</c> and optionally <c>mapping</c> and <c>weights</c>,
/// <c>tokenizer.json</c>, <c>config.json</c>. sentence-transformers calls the tensor <c>embedding.weight</c>, the settings
/// <c>config_sentence_transformers.json</c>, and may put tensor and tokenizer into <c>0_StaticEmbedding</c>.
/// </summary>
internal static class StaticEmbeddingFolder
{
    private const int DefaultMaxTokens = 512;

    public static StaticEmbeddingModel Load(string folder)
    {
        try
        {
            var modelPath = Locate(folder, "model.safetensors");
            var tokenizerPath = Locate(folder, "tokenizer.json");
            var tokens = TokenizerFile.Read(tokenizerPath);
            using var tensors = new SafeTensors(modelPath);
            var table = ReadTable(tensors);
            var mapping = tensors.Find("mapping") is { } mapTensor ? tensors.ReadInt32(mapTensor) : null;
            var weights = tensors.Find("weights") is { } weightTensor ? tensors.ReadSingle(weightTensor) : null;
            CheckSizes(tensors.Path, tokens, table, mapping, weights);
            return new StaticEmbeddingModel(tokens, table, mapping, weights, ReadMaxTokens(folder), Fingerprint(modelPath, tokenizerPath));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddingModelException($"{folder}: the embedding model cannot be read ({exception.Message})", exception);
        }
    }

    private static string Locate(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        var nested = Path.Combine(folder, "0_StaticEmbedding", name);
        return File.Exists(path) ? path
            : File.Exists(nested) ? nested
            : throw new EmbeddingModelException($"{folder}: there is no {name}, so this is not a static embedding model");
    }

    private static EmbeddingTable ReadTable(SafeTensors tensors)
    {
        var tensor =
            tensors.Find("embeddings")
            ?? tensors.Find("embedding.weight")
            ?? throw new EmbeddingModelException(
                $"{tensors.Path}: neither 'embeddings' nor 'embedding.weight' is in it, only "
                    + $"{string.Join(", ", tensors.Tensors.Select(found => $"'{found.Name}'"))}"
            );
        if (tensor.Shape is not [> 0 and <= int.MaxValue, > 0 and <= ushort.MaxValue])
        {
            throw new EmbeddingModelException(
                $"{tensors.Path}: tensor '{tensor.Name}' has shape [{string.Join(", ", tensor.Shape)}]; rows and dimensions were expected"
            );
        }

        var (rows, dimensions) = ((int)tensor.Shape[0], (int)tensor.Shape[1]);
        return tensor.DType == "I8"
            ? new Int8EmbeddingTable(tensors.ReadInt8(tensor), rows, dimensions)
            : new SingleEmbeddingTable(tensors.ReadSingle(tensor), rows, dimensions);
    }

    private static void CheckSizes(string path, TokenizerFile tokens, EmbeddingTable table, int[]? mapping, float[]? weights)
    {
        var known = Math.Min(mapping?.Length ?? table.Rows, weights?.Length ?? int.MaxValue);
        if (tokens.HighestId >= known)
        {
            throw new EmbeddingModelException(
                $"{path}: the tokenizer knows token {tokens.HighestId}, but there are only {known} rows for tokens"
            );
        }

        if (mapping is not null && mapping.Any(row => row < 0 || row >= table.Rows))
        {
            throw new EmbeddingModelException($"{path}: tensor 'mapping' points outside of the {table.Rows} rows");
        }
    }

    private static int ReadMaxTokens(string folder)
    {
        foreach (var name in new[] { "config.json", "config_sentence_transformers.json" })
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return ReadMaxTokensOf(path);
            }
        }

        return DefaultMaxTokens;
    }

    private static int ReadMaxTokensOf(string path)
    {
        try
        {
            using var config = JsonDocument.Parse(File.ReadAllText(path));
            return !config.RootElement.TryGetProperty("max_length", out var length) || length.ValueKind == JsonValueKind.Null
                    ? DefaultMaxTokens
                : length.TryGetInt32(out var tokens) && tokens is > 0 and <= 1_000_000 ? tokens
                : throw new EmbeddingModelException($"{path}: max_length is {length}; 1 to 1000000 was expected");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new EmbeddingModelException($"{path}: the settings of the model cannot be read ({exception.Message})", exception);
        }
    }

    private static string Fingerprint(params ReadOnlySpan<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths)
        {
            using var stream = File.OpenRead(path);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
