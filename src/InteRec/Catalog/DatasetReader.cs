using System.Text.Json;
using System.Text.Json.Serialization;
using InteRec.Import;

namespace InteRec.Catalog;

/// <summary>Reads <c>dataset.json</c>.</summary>
internal static class DatasetReader
{
    /// <summary>Name of the declaration within a dataset's folder.</summary>
    public const string FileName = "dataset.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    /// <summary>Reads the declaration of a dataset's folder and checks it.</summary>
    /// <exception cref="DatasetException">
    /// There is none, it is no JSON, or it contradicts itself; the message names the file and the property.
    /// </exception>
    public static DatasetSchema Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a declaration and checks it.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="file">What the messages call it.</param>
    /// <exception cref="DatasetException">It is no JSON, or it contradicts itself.</exception>
    public static DatasetSchema Parse(ReadOnlySpan<byte> utf8, string file)
    {
        DatasetSchema schema;
        try
        {
            schema =
                JsonSerializer.Deserialize<DatasetSchema>(utf8.StartsWith(Mark) ? utf8[Mark.Length..] : utf8, Options)
                ?? throw new DatasetException($"{file}: an object is needed, not null");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new DatasetException($"{file}{At(e as JsonException)}: {Reason(e)}", e);
        }

        var problems = DatasetRules.Problems(schema).ToList();
        return problems.Count == 0 ? schema : throw new DatasetException(string.Join('\n', problems.Select(p => $"{file}: {p}")));
    }

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private static string At(JsonException? e) =>
        e is null ? string.Empty : $":{e.LineNumber + 1}{(string.IsNullOrEmpty(e.Path) || e.Path == "$" ? string.Empty : $": {e.Path}")}";

    private static string Reason(Exception e)
    {
        if (e.Message.Contains(nameof(AttributeType), StringComparison.Ordinal))
        {
            return $"unknown type; one of {Words<AttributeType>()}";
        }

        if (e.Message.Contains(nameof(AttributeRole), StringComparison.Ordinal))
        {
            return $"unknown role; one of {Words<AttributeRole>()}";
        }

        var cut = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return cut < 0 ? e.Message : e.Message[..cut];
    }

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(value => JsonSerializer.Serialize(value).Trim('"')));
}
