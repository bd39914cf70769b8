using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>What stands beside a trained reader: from what and how it was made, and how well it reads.</summary>
internal sealed record ReaderManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The trained reader, beside it.</summary>
    public const string ReaderFileName = "reader.bin";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>SHA-256 of the annotated conversations.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the pretrained encoder.</summary>
    public required string Pretrained { get; init; }

    /// <summary>SHA-256 of the reader.</summary>
    public string Reader { get; init; } = "";

    /// <summary>Messages that it learnt from, before they were varied.</summary>
    public required int Messages { get; init; }

    /// <summary>Authors that it did not learn from.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    public required ReaderTraining Training { get; init; }

    public required Temperatures Temperatures { get; init; }

    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>By author left out.</summary>
    public required IReadOnlyDictionary<string, ReaderFigures> Figures { get; init; }

    /// <summary>The hash of a file, or of all annotated conversations of a folder.</summary>
    public static string Hash(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path, "*.jsonl").Order(StringComparer.Ordinal).ToArray() : [path])
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes the reader first and this after it: who sees the manifest finds the reader that it tells of.</summary>
    public ReaderManifest Publish(ReaderNetwork network, string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, ReaderFileName);
        ReaderFile.Save(network, file);
        var published = this with { Reader = Hash(file) };
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(published, Options) + "\n");
        return published;
    }
}
