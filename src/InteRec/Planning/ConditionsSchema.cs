using System.Text.Json.Nodes;
using InteRec.Catalog;

namespace InteRec.Planning;

/// <summary>
/// The schemas of conditions: the attributes that can be filtered on, each with what its type can be asked. Every kind of condition and
/// every vocabulary is a definition of its own that the others refer to, so that each is written once: the schema goes out with every plan
/// asked for.
/// </summary>
internal sealed class ConditionsSchema(CatalogSnapshot catalog, bool brief)
{
    /// <summary>Name of the definition of a list of texts.</summary>
    public const string Words = "words";

    /// <summary>A vocabulary up to this size is written out: genres, moods, certificates.</summary>
    private const int SmallVocabulary = 64;
    private const string Alternative = "alternative";
    private const string Range = "range";
    private const string Ranges = "ranges";
    private readonly JsonObject _definitions = [];

    /// <summary>The definitions by name; <see cref="PlanSchema.Conditions"/> is the object of conditions by attribute.</summary>
    /// <param name="catalog">The catalogue whose attributes and small vocabularies they name.</param>
    /// <param name="brief">True: without descriptions and vocabularies, for a model that has both in its prompt.</param>
    public static JsonObject Of(CatalogSnapshot catalog, bool brief) => new ConditionsSchema(catalog, brief).Definitions();

    private JsonObject Definitions()
    {
        _definitions[Words] = List(Type("string"));
        _definitions[PlanSchema.Conditions] = brief ? OfAnyName() : ByAttribute();
        return _definitions;
    }

    private JsonObject ByAttribute()
    {
        var attributes = catalog.Schema.Attributes.Where(a => a.Filterable && a.Type != AttributeType.Text).ToList();
        var names = attributes.ConvertAll(a => (a.Name, Definition: Condition(a)));
        _definitions[Alternative] = AnyAttribute();
        var conditions = Object(names, new KeyValuePair<string, JsonNode?>(ItemFilterJsonConverter.Or, List(Reference(Alternative))));
        conditions["description"] = $"All hold; of or at least one. {string.Join("; ", attributes.Select(Told).OfType<string>())}.";
        return conditions;
    }

    /// <summary>
    /// For a model, whose prompt has names and vocabularies, and whose every word is checked: any attribute, with whatever one can be
    /// asked.
    /// </summary>
    private JsonObject OfAnyName()
    {
        var conditions = AnyAttribute();
        conditions["properties"] = new JsonObject { [ItemFilterJsonConverter.Or] = List(Type("object")) };
        return conditions;
    }

    /// <summary>
    /// Alternatives are rare, and each names one or two attributes: one condition for all types keeps them short. The validator says what a
    /// type cannot be asked.
    /// </summary>
    private JsonObject AnyAttribute()
    {
        Define("condition", () => Object([("any", Words), ("all", Words), ("none", Words)], [.. Ranging(), .. Bounds(), .. Has()]));
        var alternative = Type("object");
        alternative["additionalProperties"] = Reference("condition");
        return alternative;
    }

    /// <summary>
    /// The name of the definition of an attribute's condition. Attributes of one type without a written vocabulary share one. The names of
    /// shared definitions are lower case, those of one attribute never are: they cannot be the same.
    /// </summary>
    private string Condition(AttributeDefinition attribute)
    {
        if (catalog.Categories(attribute.Name) is { } column)
        {
            var isWritten = column.Values.Count is > 0 and <= SmallVocabulary;
            var words = isWritten ? Define($"{attribute.Name}Values", () => List(Vocabulary(column))) : Words;
            var many = attribute.Type == AttributeType.Categories;
            return Define(
                isWritten ? $"{attribute.Name}Condition"
                    : many ? "values"
                    : "value",
                () =>
                    Object(
                        [("any", words), .. many ? [("all", words)] : Array.Empty<(string, string)>(), ("none", words)],
                        isWritten ? [] : Has()
                    )
            );
        }

        return catalog.Numbers(attribute.Name) is null ? Define("flag", () => Object([], Has())) : Define("number", Number);
    }

    private JsonObject Number() => Object([], [.. Ranging(), .. Bounds(), .. Has()]);

    private KeyValuePair<string, JsonNode?>[] Ranging()
    {
        Define(Range, () => Object([], Bounds()));
        Define(Ranges, () => List(Reference(Range)));
        return [new("ranges", Reference(Ranges)), new("outside", Reference(Ranges))];
    }

    private static KeyValuePair<string, JsonNode?>[] Bounds() => [new("from", Type("number")), new("to", Type("number"))];

    private static KeyValuePair<string, JsonNode?>[] Has() => [new("has", Type("boolean"))];

    private string Define(string name, Func<JsonObject> definition)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = definition();
        }

        return name;
    }

    private JsonObject Object(IReadOnlyList<(string Name, string Definition)> referring, params KeyValuePair<string, JsonNode?>[] others)
    {
        var schema = Type("object");
        schema["properties"] = new JsonObject([
            .. referring.Select(r => KeyValuePair.Create(r.Name, (JsonNode?)Reference(r.Definition))),
            .. others,
        ]);
        if (!brief)
        {
            schema["additionalProperties"] = false;
        }

        return schema;
    }

    private static JsonObject List(JsonObject items)
    {
        var list = Type("array");
        list["items"] = items;
        return list;
    }

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Vocabulary(CategoryColumn column) =>
        new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. column.Values.Order(StringComparer.Ordinal).Select(v => JsonValue.Create(v))]),
        };

    /// <summary>What the name of an attribute does not say by itself: a number's unit and range.</summary>
    private string? Told(AttributeDefinition attribute)
    {
        var unit =
            attribute.Unit is { } u ? $" in {u}"
            : attribute.Type == AttributeType.Date ? " as year or yyyymmdd"
            : "";
        return catalog.Numbers(attribute.Name) is { } numbers && !double.IsNaN(numbers.Least)
            ? FormattableString.Invariant($"{attribute.Name}{unit} {numbers.Least} to {numbers.Greatest}")
            : null;
    }
}
