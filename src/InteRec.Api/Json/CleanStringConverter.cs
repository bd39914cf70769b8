using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Api.Json;

/// <summary>Refuses text that no store and no model takes unharmed: the character NUL and halves of surrogate pairs.</summary>
internal sealed class CleanStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Clean(ref reader) : throw new JsonValueException("a text is expected");

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Clean(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private static string Clean(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonValueException("text with half of a surrogate pair, or broken UTF-8");
        }

        return text.Contains('\0', StringComparison.Ordinal) ? throw new JsonValueException("text with the character NUL") : text;
    }
}
