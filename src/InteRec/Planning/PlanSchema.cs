using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Catalog;

namespace InteRec.Planning;

/// <summary>
/// The one JSON schema of plans, generated from the step records and the attributes of the catalogue. It bounds what a model may answer, and
/// it is what the API's document and the tool list show. It keeps to the keywords that constrained decoding understands everywhere: type,
/// enum, const, anyOf, properties, required, items, additionalProperties, description, $defs and $ref.
/// </summary>
internal static class PlanSchema
{
    /// <summary>Name of the shared definition of conditions.</summary>
    public const string Conditions = "conditions";

    private static readonly ConditionalWeakTable<CatalogSnapshot, Lazy<Generated>> Schemas = [];

    /// <summary>The schema of a whole plan.</summary>
    /// <param name="catalog">The catalogue whose attributes and small vocabularies it names.</param>
    /// <param name="strict">
    /// True: every property is required, an optional one may be null, as endpoints with strict schemas demand. False: optional properties may be left
    /// out, which keeps answers short.
    /// </param>
    public static JsonElement Of(CatalogSnapshot catalog, bool strict = false) => strict ? For(catalog).Strict : For(catalog).Plan;

    /// <summary>The schema of the arguments of a tool, without the property <c>tool</c>; of <see cref="ProfileChange"/> for the tools that change a profile.</summary>
    public static JsonElement OfArguments(CatalogSnapshot catalog, Type type) => For(catalog).Arguments(type);

    private static Generated For(CatalogSnapshot catalog) => Schemas.GetValue(catalog, static c => new Lazy<Generated>(() => new Generated(c))).Value;

    private sealed class Generated
    {
        private readonly JsonObject _conditions;
        private readonly System.Collections.Concurrent.ConcurrentDictionary<Type, JsonElement> _arguments = new();

        public Generated(CatalogSnapshot catalog)
        {
            _conditions = ConditionsSchema.Of(catalog);
            Plan = Whole(RecordSchema.Of(typeof(Plan), strict: false), _conditions);
            Strict = Whole(RecordSchema.Of(typeof(Plan), strict: true), ConditionsSchema.Strict(_conditions));
        }

        public JsonElement Plan { get; }

        public JsonElement Strict { get; }

        public JsonElement Arguments(Type type) => _arguments.GetOrAdd(type, t => Whole(RecordSchema.Of(t, strict: false), _conditions));

        private static JsonElement Whole(JsonObject schema, JsonObject conditions)
        {
            if (schema.ToJsonString().Contains("$ref", StringComparison.Ordinal))
            {
                schema["$defs"] = new JsonObject { [Conditions] = conditions.DeepClone() };
            }

            return JsonSerializer.SerializeToElement(schema);
        }
    }
}
