using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Api.Json;

/// <summary>
/// Holds JSON that is read later to the same rules as JSON that is read at once: clean text, finite numbers, no member twice.
/// </summary>
internal sealed class CleanElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        Check(document.RootElement);
        return document.RootElement.Clone();
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);

    private static void Check(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    if (!names.Add(Clean(() => property.Name)))
                    {
                        throw new JsonValueException("a member is there twice");
                    }

                    Check(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var part in element.EnumerateArray())
                {
                    Check(part);
                }

                break;
            case JsonValueKind.String:
                Clean(() => element.GetString()!);
                break;
            case JsonValueKind.Number when !element.TryGetDouble(out var number) || !double.IsFinite(number):
                throw new JsonValueException("a finite number is expected");
        }
    }

    private static string Clean(Func<string> read)
    {
        try
        {
            return read() is var text && !text.Contains('\0', StringComparison.Ordinal)
                ? text
                : throw new JsonValueException("text with the character NUL");
        }
        catch (InvalidOperationException)
        {
            throw new JsonValueException("text with half of a surrogate pair, or broken UTF-8");
        }
    }
}
