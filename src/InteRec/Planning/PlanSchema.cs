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

    /// <summary>Name of the shared definition of a change of the profile.</summary>
    public const string Profile = "profile";

    private static readonly ConditionalWeakTable<CatalogSnapshot, Lazy<Generated>> Schemas = [];

    /// <summary>The schema of a whole plan, described for readers.</summary>
    public static JsonElement Of(CatalogSnapshot catalog) => For(catalog).Plan;

    /// <summary>The same plans for a model to answer in: without descriptions, which its prompt has, and with what is optional left out rather than null.</summary>
    public static JsonElement ForModel(CatalogSnapshot catalog) => For(catalog).Brief;

    /// <summary>The schema of the arguments of a tool, without the property <c>tool</c>; of <see cref="ProfileChange"/> for the tools that change a profile.</summary>
    public static JsonElement OfArguments(CatalogSnapshot catalog, Type type) => For(catalog).Arguments(type);

    private static Generated For(CatalogSnapshot catalog) => Schemas.GetValue(catalog, static c => new Lazy<Generated>(() => new Generated(c))).Value;

    private sealed class Generated
    {
        private readonly JsonObject _definitions;
        private readonly System.Collections.Concurrent.ConcurrentDictionary<Type, JsonElement> _arguments = new();

        public Generated(CatalogSnapshot catalog)
        {
            _definitions = Definitions(catalog, brief: false);
            Plan = Whole(RecordSchema.Of(typeof(Plan), brief: false), _definitions);
            Brief = Whole(RecordSchema.Of(typeof(Plan), brief: true), Definitions(catalog, brief: true));
        }

        public JsonElement Plan { get; }

        public JsonElement Brief { get; }

        public JsonElement Arguments(Type type) => _arguments.GetOrAdd(type, t => Whole(RecordSchema.Of(t, brief: false), _definitions));

        private static JsonObject Definitions(CatalogSnapshot catalog, bool brief)
        {
            var definitions = ConditionsSchema.Of(catalog, brief);
            definitions[Profile] = RecordSchema.Of(typeof(ProfileChange), brief);
            return definitions;
        }

        /// <summary>The schema with the definitions that it refers to, also through others.</summary>
        private static JsonElement Whole(JsonObject schema, JsonObject definitions)
        {
            var used = new JsonObject();
            var open = new Queue<string>(References(schema));
            while (open.TryDequeue(out var name))
            {
                if (!used.ContainsKey(name))
                {
                    used[name] = definitions[name]!.DeepClone();
                    References(used[name]).ToList().ForEach(open.Enqueue);
                }
            }

            if (used.Count > 0)
            {
                schema["$defs"] = used;
            }

            return JsonSerializer.SerializeToElement(schema);
        }

        private static IEnumerable<string> References(JsonNode? node) => node switch
        {
            JsonObject one => one.SelectMany(p => p.Key == "$ref" ? [p.Value!.GetValue<string>()["#/$defs/".Length..]] : References(p.Value)),
            JsonArray many => many.SelectMany(References),
            _ => [],
        };
    }
}
