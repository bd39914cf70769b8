using System.Text.Json;
using System.Text.Json.Serialization;
using InteRec.Conversations;
using InteRec.Planning;

namespace InteRec;

/// <summary>
/// What a function of <see cref="InteRecPlugin"/> gave: a short text for models, which is also all that JSON has of it, and the reply
/// itself for code.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public sealed class InteRecResult
{
    internal InteRecResult(string text, object? reply) => (Text, Reply) = (text, reply);

    /// <summary>The reply in few words; where the call could not run, what is wrong with it.</summary>
    public string Text { get; }

    /// <summary>
    /// A <see cref="ToolReply"/>, of <c>recommend</c> a <see cref="RecommendReply"/>; null where the call could not run.
    /// </summary>
    public object? Reply { get; }

    /// <inheritdoc />
    public override string ToString() => Text;

    private sealed class TextConverter : JsonConverter<InteRecResult>
    {
        public override InteRecResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? string.Empty, null);

        public override void Write(Utf8JsonWriter writer, InteRecResult value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
