using System.Text.Json;

namespace InteRec.Search.Embeddings;

/// <summary>
/// Reads a <c>tokenizer.json</c>. What is not ported is refused by name: a wrong guess would give vectors that look right and are not.
/// </summary>
internal sealed class TokenizerFile
{
    private readonly string _path;

    private TokenizerFile(string path, JsonElement root)
    {
        _path = path;
        var model = Part(root, "model", "WordPiece");
        var vocabulary = model
            .GetProperty("vocab")
            .EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal);
        var unknown = model.GetProperty("unk_token").GetString() ?? "";
        if (!vocabulary.ContainsKey(unknown))
        {
            throw Refuse($"model.unk_token '{unknown}' is not in the vocabulary");
        }

        var added = AddedTokens(root);
        HighestId = vocabulary.Values.Concat(added.Select(token => token.Id)).Max();
        if (vocabulary.Values.Concat(added.Select(token => token.Id)).Min() < 0)
        {
            throw Refuse("a token has a negative id");
        }

        Part(root, "pre_tokenizer", "BertPreTokenizer");
        var normalizer = Part(root, "normalizer", "BertNormalizer");
        Tokenizer = new WordPieceTokenizer(
            new BertNormalizer(
                normalizer.GetProperty("clean_text").GetBoolean(),
                normalizer.GetProperty("handle_chinese_chars").GetBoolean(),
                normalizer.GetProperty("strip_accents") is { ValueKind: not JsonValueKind.Null } strip ? strip.GetBoolean() : null,
                normalizer.GetProperty("lowercase").GetBoolean()
            ),
            vocabulary,
            added,
            unknown,
            model.GetProperty("continuing_subword_prefix").GetString() ?? "",
            model.GetProperty("max_input_chars_per_word").GetInt32()
        );
        MedianTokenLength = Median(vocabulary.Keys);
    }

    public WordPieceTokenizer Tokenizer { get; }

    /// <summary>
    /// Median length of the vocabulary's strings in code points, continuation prefix counted; an even count averages the middle two,
    /// rounded down.
    /// </summary>
    public int MedianTokenLength { get; }

    public int HighestId { get; }

    public static TokenizerFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return new TokenizerFile(path, document.RootElement);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new EmbeddingModelException($"{path}: not a tokenizer file that can be read ({exception.Message})", exception);
        }
    }

    private JsonElement Part(JsonElement root, string name, string expected)
    {
        var part = root.TryGetProperty(name, out var value) ? value : default;
        var type = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out var typed) ? typed.GetString() : "null";
        return type == expected ? part : throw Refuse($"{name} is of type '{type}'; only '{expected}' is supported");
    }

    private List<AddedToken> AddedTokens(JsonElement root)
    {
        var tokens = new List<AddedToken>();
        if (!root.TryGetProperty("added_tokens", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return tokens;
        }

        foreach (var token in list.EnumerateArray())
        {
            var content = token.GetProperty("content").GetString() ?? "";
            foreach (var option in new[] { "single_word", "lstrip", "rstrip", "normalized" })
            {
                if (token.TryGetProperty(option, out var value) && value.ValueKind == JsonValueKind.True)
                {
                    throw Refuse($"added token '{content}' asks for '{option}', which is not supported");
                }
            }

            tokens.Add(new AddedToken(content, token.GetProperty("id").GetInt32()));
        }

        return tokens;
    }

    private EmbeddingModelException Refuse(string what) => new($"{_path}: {what}");

    private static int Median(IEnumerable<string> tokens)
    {
        var lengths = tokens.Select(token => token.EnumerateRunes().Count()).Order().ToArray();
        return (lengths[(lengths.Length - 1) / 2] + lengths[lengths.Length / 2]) / 2;
    }
}
