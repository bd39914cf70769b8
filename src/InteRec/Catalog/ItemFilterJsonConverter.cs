using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Catalog;

/// <summary>Reads the short forms of a filter and writes the long one, so that a stored plan has one shape.</summary>
internal sealed class ItemFilterJsonConverter : JsonConverter<ItemFilter>
{
    private const string Not = "not";

    public override ItemFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("conditions are an object: attribute name to condition");
        }

        var conditions = new SortedDictionary<string, AttributeCondition>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var negated = new List<KeyValuePair<string, AttributeCondition>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            if (!names.Add(name))
            {
                throw new JsonException("Duplicate property: an attribute has two conditions");
            }

            reader.Read();
            if (name == Not)
            {
                negated.AddRange(Read(ref reader, typeToConvert, options).Conditions);
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                conditions[name] = ReadCondition(ref reader, options);
            }
        }

        foreach (var (name, condition) in negated)
        {
            var none = (condition.Any ?? []).Concat(condition.All ?? []).Concat(condition.None ?? []).ToList();
            var before = conditions.GetValueOrDefault(name) ?? new AttributeCondition();
            conditions[name] = before with { None = [.. before.None ?? [], .. none] };
        }

        foreach (var name in conditions.Where(c => c.Value.IsEmpty).Select(c => c.Key).ToList())
        {
            conditions.Remove(name);
        }

        return new ItemFilter(conditions);
    }

    public override void Write(Utf8JsonWriter writer, ItemFilter value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, condition) in value.Conditions)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, condition, options);
        }

        writer.WriteEndObject();
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("the name of an attribute is broken UTF-16", e);
        }
    }

    private static AttributeCondition ReadCondition(ref Utf8JsonReader reader, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Value<AttributeCondition>(ref reader, options),
        JsonTokenType.StartArray => new AttributeCondition { Any = Value<IReadOnlyList<string>>(ref reader, options) },
        JsonTokenType.String => new AttributeCondition { Any = [Value<string>(ref reader, options)] },
        JsonTokenType.Number when Value<double>(ref reader, options) is var number && double.IsFinite(number) => new AttributeCondition { From = number, To = number },
        JsonTokenType.True or JsonTokenType.False => new AttributeCondition { Has = reader.GetBoolean() },
        _ => throw new JsonException("a condition is an object, a list of values or one value"),
    };

    /// <summary>Reads with the converter itself: a deserialisation of its own would tell errors by their place within the value alone.</summary>
    private static T Value<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) => ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!;
}
