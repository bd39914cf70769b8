using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Catalog;

/// <summary>Reads the short forms of a filter and writes the long one, so that a stored plan has one shape.</summary>
internal class ItemFilterJsonConverter : JsonConverter<ItemFilter>
{
    /// <summary>What is not wanted: no attribute can have this name.</summary>
    public const string Not = "not";

    /// <summary>Alternatives: no attribute can have this name.</summary>
    public const string Or = "or";

    /// <summary>
    /// True where a condition that asks for nothing is a mistake: whoever writes <c>"any": []</c> or <c>"or": []</c> means no item, not
    /// every one. No condition at all is then left out, not written as an empty object.
    /// </summary>
    protected virtual bool RefusesEmpty => false;

    public override ItemFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, options, within: null);

    private ItemFilter Read(ref Utf8JsonReader reader, JsonSerializerOptions options, string? within)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("conditions are an object: attribute name to condition");
        }

        var filter = ItemFilter.Empty;
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
            if (reader.TokenType == JsonTokenType.Null)
            {
                filter = RefusesEmpty ? throw new EmptyConditionException(name) : filter;
                continue;
            }

            switch (name)
            {
                case Not:
                    negated.AddRange(Read(ref reader, options, Not).All);
                    break;
                case Or:
                    filter = filter.WithOr(ReadGroups(ref reader, options));
                    break;
                default:
                    filter = filter.With(name, Asking(name, ReadCondition(ref reader, options)));
                    break;
            }
        }

        if (RefusesEmpty && (names.Count == 0 || negated.Exists(n => Negated(new AttributeCondition(), n.Value).IsEmpty)))
        {
            throw new EmptyConditionException(names.Count == 0 ? within : Not);
        }

        return negated.Aggregate(filter, (read, n) => read.With(n.Key, Negated(read[n.Key] ?? new AttributeCondition(), n.Value)));
    }

    public override void Write(Utf8JsonWriter writer, ItemFilter value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, condition) in value.Conditions)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, condition, options);
        }

        if (value.Or.Count > 0)
        {
            writer.WritePropertyName(Or);
            JsonSerializer.Serialize(writer, value.Or.Count == 1 ? (object)value.Or[0] : value.Or, options);
        }

        writer.WriteEndObject();
    }

    private AttributeCondition Asking(string name, AttributeCondition condition) =>
        RefusesEmpty && (condition.IsEmpty || condition.Any is { Count: 0 } || condition.All is { Count: 0 })
            ? throw new EmptyConditionException(name)
            : condition;

    private static AttributeCondition Negated(AttributeCondition before, AttributeCondition not)
    {
        List<string> none = [.. before.None ?? [], .. not.Any ?? [], .. not.All ?? [], .. not.None ?? []];
        List<NumberRange> outside =
        [
            .. before.Outside ?? [],
            .. not.Ranges ?? [],
            .. not.From is null && not.To is null ? [] : new[] { new NumberRange(not.From, not.To) },
        ];
        return before with
        {
            None = none.Count > 0 ? none : null,
            Outside = outside.Count > 0 ? outside : null,
            Has = not.Has is { } has ? !has : before.Has,
        };
    }

    /// <summary>One group of alternatives, or a list of groups.</summary>
    private List<IReadOnlyList<ItemFilter>> ReadGroups(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var groups = new List<IReadOnlyList<ItemFilter>>();
        groups.Add(ReadAlternatives(ref reader, options, groups));
        return groups;
    }

    private List<ItemFilter> ReadAlternatives(
        ref Utf8JsonReader reader,
        JsonSerializerOptions options,
        List<IReadOnlyList<ItemFilter>>? groups
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("or is a list of conditions, one alternative each");
        }

        var alternatives = new List<ItemFilter>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray && groups is not null)
            {
                groups.Add(ReadAlternatives(ref reader, options, null));
            }
            else
            {
                alternatives.Add(Read(ref reader, options, Or));
            }
        }

        return RefusesEmpty && alternatives.Count == 0 && groups is not { Count: > 0 }
            ? throw new EmptyConditionException(Or)
            : alternatives;
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

    private static AttributeCondition ReadCondition(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => Value<AttributeCondition>(ref reader, options),
            JsonTokenType.StartArray => new AttributeCondition { Any = Value<IReadOnlyList<string>>(ref reader, options) },
            JsonTokenType.String => new AttributeCondition { Any = [Value<string>(ref reader, options)] },
            JsonTokenType.Number when Value<double>(ref reader, options) is var number && double.IsFinite(number) => new AttributeCondition
            {
                From = number,
                To = number,
            },
            JsonTokenType.True or JsonTokenType.False => new AttributeCondition { Has = reader.GetBoolean() },
            _ => throw new JsonException("a condition is an object, a list of values or one value"),
        };

    /// <summary>
    /// Reads with the converter itself: a deserialisation of its own would tell errors by their place within the value alone.
    /// </summary>
    private static T Value<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!;
}
