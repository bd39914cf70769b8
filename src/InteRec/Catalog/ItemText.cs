using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InteRec.Catalog;

/// <summary>
/// The stored form of an item's values: a JSON object in the order of the declaration, so that equal items are equal texts. One value is a
/// text, several are a list.
/// </summary>
internal sealed class ItemText
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private readonly string[] _names;
    private readonly byte[][] _utf8Names;
    private readonly bool[] _shared;

    public ItemText(DatasetSchema schema)
    {
        _names = schema.Attributes.Select(a => a.Name).ToArray();
        _utf8Names = _names.Select(Encoding.UTF8.GetBytes).ToArray();
        _shared = schema.Attributes.Select(a => a.Type != AttributeType.Text).ToArray();
    }

    /// <summary>Writes the values of the declared attributes.</summary>
    public string Write(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Writing);
        json.WriteStartObject();
        foreach (var name in _names)
        {
            if (!values.TryGetValue(name, out var texts) || texts.Count == 0)
            {
                continue;
            }

            json.WritePropertyName(name);
            if (texts is [var only])
            {
                json.WriteStringValue(only);
                continue;
            }

            json.WriteStartArray();
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Attributes that are no longer declared are passed over.</summary>
    /// <param name="utf8">The stored text.</param>
    /// <param name="pool">Values seen before; a genre stands in thousands of items and once in memory.</param>
    public Dictionary<string, IReadOnlyList<string>> Read(ReadOnlySpan<byte> utf8, HashSet<string> pool)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(_names.Length);
        var json = new Utf8JsonReader(utf8);
        var strings = pool.GetAlternateLookup<ReadOnlySpan<char>>();
        var several = new List<string>();
        json.Read();
        for (var next = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; )
        {
            var place = Find(ref json, next);
            json.Read();
            if (place < 0)
            {
                json.Skip();
                continue;
            }

            next = place + 1;
            if (json.TokenType == JsonTokenType.String)
            {
                values[_names[place]] = [Text(ref json, strings, _shared[place])];
                continue;
            }

            several.Clear();
            while (json.Read() && json.TokenType == JsonTokenType.String)
            {
                several.Add(Text(ref json, strings, _shared[place]));
            }

            values[_names[place]] = several.ToArray();
        }

        return values;
    }

    private int Find(ref Utf8JsonReader json, int next)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var place = (next + i) % _names.Length;
            if (json.ValueTextEquals(_utf8Names[place]))
            {
                return place;
            }
        }

        return -1;
    }

    private static string Text(ref Utf8JsonReader json, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> strings, bool shared)
    {
        const int MostShared = 128;
        if (!shared || json.ValueSpan.Length > MostShared)
        {
            return json.GetString()!;
        }

        Span<char> buffer = stackalloc char[MostShared];
        ReadOnlySpan<char> text = buffer[..json.CopyString(buffer)];
        if (!strings.TryGetValue(text, out var known))
        {
            known = text.ToString();
            strings.Add(known);
        }

        return known;
    }
}
