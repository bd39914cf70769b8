using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InteRec.Catalog;
using InteRec.Search.Embeddings;

namespace InteRec.Search;

/// <summary>
/// One embedding an item, in one block of int8 with a scale a row: a quarter of the memory of floats, so that a scan over the whole
/// catalogue stays in the processor's cache. Immutable and safe for concurrent use.
/// </summary>
internal sealed class ItemVectors
{
    private readonly sbyte[] _rows;
    private readonly float[] _scales;
    private readonly ulong[] _textDigests;

    internal ItemVectors(string key, int dimensions, sbyte[] rows, float[] scales, ulong[] textDigests)
    {
        (Key, Dimensions, _rows, _scales, _textDigests) = (key, dimensions, rows, scales, textDigests);
    }

    /// <summary>What the vectors were made of: vectors of equal keys are equal.</summary>
    public string Key { get; }

    public int Count => _scales.Length;

    public int Dimensions { get; }

    internal ReadOnlySpan<sbyte> Rows => _rows;

    internal ReadOnlySpan<float> Scales => _scales;

    internal ReadOnlySpan<ulong> TextDigests => _textDigests;

    /// <summary>Embeds a catalogue. Items whose text is the same as in <paramref name="previous"/> keep their vector.</summary>
    public static ItemVectors Build(
        CatalogSnapshot catalog,
        StaticEmbeddingModel model,
        (CatalogSnapshot Catalog, ItemVectors Vectors)? previous = null
    )
    {
        var dimensions = model.Dimensions;
        var rows = new sbyte[checked(catalog.Count * dimensions)];
        var scales = new float[catalog.Count];
        var digests = new ulong[catalog.Count];
        var text = new SearchText(catalog);
        var reusable = previous is { } before && before.Vectors.IsOf(model) ? previous : null;
        Parallel.For(
            0,
            catalog.Count,
            () => new float[dimensions],
            (item, _, vector) =>
            {
                var words = text.ForEmbedding(item);
                digests[item] = Digest(words);
                var row = rows.AsSpan(item * dimensions, dimensions);
                scales[item] =
                    reusable is { } old
                    && old.Catalog.IndexOf(catalog.ItemId(item)) is >= 0 and var known
                    && old.Vectors._textDigests[known] == digests[item]
                        ? old.Vectors.Copy(known, row)
                    : model.Embed(words, vector) ? Int8Vector.Quantize(vector, row)
                    : 0;
                return vector;
            },
            _ => { }
        );
        return new ItemVectors(KeyOf(catalog, model), dimensions, rows, scales, digests);
    }

    /// <summary>The key of a catalogue's vectors: model, item data, and which attribute means what.</summary>
    public static string KeyOf(CatalogSnapshot catalog, StaticEmbeddingModel model) => $"{model.Fingerprint}:{SearchKey.Of(catalog)}";

    /// <summary>False where nothing of the item's text is known to the model: it is not near anything.</summary>
    public bool Has(int item) => _scales[item] > 0;

    /// <summary>Writes the vector of an item, of length 1 or all zeros.</summary>
    public void CopyTo(int item, Span<float> destination) => Int8Vector.Widen(Row(item), _scales[item], destination[..Dimensions]);

    /// <summary>Cosine of <paramref name="query"/>, of length 1, with every item; 0 for an item without a vector.</summary>
    public void Cosines(ReadOnlySpan<float> query, Span<float> cosines)
    {
        Span<short> narrow = stackalloc short[Dimensions];
        var scale = Int8Vector.Quantize(query[..Dimensions], narrow);
        for (var item = 0; item < _scales.Length; item++)
        {
            cosines[item] = scale * _scales[item] * Int8Vector.Dot(narrow, Row(item));
        }
    }

    /// <summary>Cosine of <paramref name="query"/>, of length 1, with each of <paramref name="items"/>.</summary>
    public void Cosines(ReadOnlySpan<float> query, ReadOnlySpan<int> items, Span<float> cosines)
    {
        Span<short> narrow = stackalloc short[Dimensions];
        var scale = Int8Vector.Quantize(query[..Dimensions], narrow);
        for (var place = 0; place < items.Length; place++)
        {
            cosines[place] = scale * _scales[items[place]] * Int8Vector.Dot(narrow, Row(items[place]));
        }
    }

    private ReadOnlySpan<sbyte> Row(int item) => _rows.AsSpan(item * Dimensions, Dimensions);

    private bool IsOf(StaticEmbeddingModel model) =>
        Key.StartsWith(model.Fingerprint, StringComparison.Ordinal) && Dimensions == model.Dimensions;

    private float Copy(int item, Span<sbyte> row)
    {
        Row(item).CopyTo(row);
        return _scales[item];
    }

    private static ulong Digest(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), digest);
        return MemoryMarshal.Read<ulong>(digest);
    }
}
