using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InteRec.Catalog;
using InteRec.Search.Embeddings;
using InteRec.Storage;

namespace InteRec.Search;

/// <summary>
/// Item vectors on disk, so that a later start need not embed the catalogue again: key, sizes, rows, scales, digests of the texts, and a
/// checksum over all of it. A file that is damaged or belongs to another model or catalogue is as good as none.
/// </summary>
internal static class ItemVectorsFile
{
    private const uint Magic = 0x31_56_52_49; // "IRV1"

    /// <summary>The vectors of a catalogue: from <paramref name="folder"/>, or built and put there.</summary>
    public static ItemVectors Open(
        CatalogSnapshot catalog,
        StaticEmbeddingModel model,
        string folder,
        (CatalogSnapshot Catalog, ItemVectors Vectors)? previous = null
    )
    {
        var path = Path.Combine(folder, "vectors.bin");
        if (Read(path, ItemVectors.KeyOf(catalog, model), catalog.Count, model.Dimensions) is { } kept)
        {
            return kept;
        }

        var vectors = ItemVectors.Build(catalog, model, previous);
        Directory.CreateDirectory(folder);
        UnfinishedFile.Write(path, unfinished => Write(unfinished, vectors));
        return vectors;
    }

    private static ItemVectors? Read(string path, string key, int count, int dimensions)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        var payload = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        if (!SHA256.HashData(payload).AsSpan().SequenceEqual(bytes.AsSpan(payload.Length)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, payload.Length));
        if (reader.ReadUInt32() != Magic || reader.ReadString() != key || reader.ReadInt32() != count || reader.ReadInt32() != dimensions)
        {
            return null;
        }

        var (rows, scales, digests) = (new sbyte[count * dimensions], new float[count], new ulong[count]);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(digests.AsSpan()));
        return new ItemVectors(key, dimensions, rows, scales, digests);
    }

    private static void Write(string path, ItemVectors vectors)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(Magic);
        writer.Write(vectors.Key);
        writer.Write(vectors.Count);
        writer.Write(vectors.Dimensions);
        writer.Write(MemoryMarshal.AsBytes(vectors.Rows));
        writer.Write(MemoryMarshal.AsBytes(vectors.Scales));
        writer.Write(MemoryMarshal.AsBytes(vectors.TextDigests));
        var payload = content.GetBuffer().AsSpan(0, (int)content.Length);
        using var file = File.Create(path);
        file.Write(payload);
        file.Write(SHA256.HashData(payload));
    }
}
