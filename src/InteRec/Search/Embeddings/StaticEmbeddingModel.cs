using System.Buffers;
using System.Numerics.Tensors;
using System.Text;

namespace InteRec.Search.Embeddings;

/// <summary>
/// Static sentence embeddings: the mean of the rows of a text's tokens, brought to length 1. There is no network to run, so a typed request
/// takes microseconds. It reads no word order and no negation ("not scary" lies near "scary"): conditions are to be understood before.
/// Safe for concurrent use.
/// </summary>
internal sealed class StaticEmbeddingModel
{
    private const float SmallestNorm = 1e-20f;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly EmbeddingTable _table;
    private readonly int[]? _mapping;
    private readonly float[]? _weights;
    private readonly int _maxTokens;
    private readonly int _maxCodePoints;

    internal StaticEmbeddingModel(
        TokenizerFile tokens,
        EmbeddingTable table,
        int[]? mapping,
        float[]? weights,
        int maxTokens,
        string fingerprint
    )
    {
        _tokenizer = tokens.Tokenizer;
        (_table, _mapping, _weights, _maxTokens) = (table, mapping, weights, maxTokens);
        _maxCodePoints = maxTokens * tokens.MedianTokenLength;
        Fingerprint = fingerprint;
    }

    public int Dimensions => _table.Dimensions;

    /// <summary>Digest of the files behind the model: vectors stored under another fingerprint are not comparable.</summary>
    public string Fingerprint { get; }

    /// <summary>Loads a Model2Vec folder, also in the layout of sentence-transformers.</summary>
    /// <exception cref="EmbeddingModelException">A file is missing or broken, or asks for something that is not supported.</exception>
    public static StaticEmbeddingModel Load(string folder) => StaticEmbeddingFolder.Load(folder);

    /// <summary>
    /// Writes the embedding of length 1. False, and zeros, if nothing of the text is known to the model. Length 1 whatever <c>normalize</c>
    /// of the folder says: vectors are only ever compared by their cosine here.
    /// </summary>
    public bool Embed(ReadOnlySpan<char> text, Span<float> destination)
    {
        var sum = destination[..Dimensions];
        sum.Clear();
        var ids = ArrayPool<int>.Shared.Rent(_maxTokens);
        var count = Tokenize(text, ids.AsSpan(0, _maxTokens));
        foreach (var id in ids.AsSpan(0, count))
        {
            _table.Accumulate(_mapping is null ? id : _mapping[id], _weights is null ? 1f : _weights[id], sum);
        }

        ArrayPool<int>.Shared.Return(ids);

        // The division by the number of tokens cancels out here.
        var norm = TensorPrimitives.Norm<float>(sum);
        if (!(norm > SmallestNorm) || !float.IsFinite(norm))
        {
            sum.Clear();
            return false;
        }

        TensorPrimitives.Divide(sum, norm, sum);
        return true;
    }

    /// <summary>The ids that count for the embedding: at most as many as the model allows, then without the unknown ones.</summary>
    public int Tokenize(ReadOnlySpan<char> text, Span<int> ids)
    {
        var count = _tokenizer.Tokenize(Cut(text), ids[..Math.Min(ids.Length, _maxTokens)]);
        var kept = 0;
        foreach (var id in ids[..count])
        {
            if (id != _tokenizer.UnknownId)
            {
                ids[kept++] = id;
            }
        }

        return kept;
    }

    private ReadOnlySpan<char> Cut(ReadOnlySpan<char> text)
    {
        if (text.Length <= _maxCodePoints)
        {
            return text;
        }

        var length = 0;
        for (var codePoints = 0; codePoints < _maxCodePoints && length < text.Length; codePoints++)
        {
            Rune.DecodeFromUtf16(text[length..], out _, out var consumed);
            length += consumed;
        }

        return text[..length];
    }
}
