using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// The one JSON schema of plans, generated from the step records and the attributes of the catalogue. It bounds what a model may answer,
/// and it is what the API's document and the tool list show. It keeps to the keywords that constrained decoding understands everywhere:
/// type, enum, const, anyOf, properties, required, items, additionalProperties, description, $defs and $ref.
/// </summary>
internal static class PlanSchema
{
    /// <summary>Where a schema has the definitions that it refers to.</summary>
    public const string Definitions = "$defs";

    /// <summary>Name of the shared definition of conditions.</summary>
    public const string Conditions = "conditions";

    /// <summary>Name of the shared definition of a change of the profile.</summary>
    public const string Profile = "profile";

    private static readonly ConditionalWeakTable<CatalogSnapshot, ConcurrentDictionary<ToolBox, Lazy<Generated>>> Schemas = [];

    /// <summary>The schema of a whole plan, described for readers.</summary>
    /// <param name="catalog">The catalogue whose attributes and small vocabularies it names.</param>
    /// <param name="tools">The tools that a plan may call; null: ours alone.</param>
    public static JsonElement Of(CatalogSnapshot catalog, ToolBox? tools = null) => For(catalog, tools).Plan;

    /// <summary>
    /// The same plans for a model to answer in: without descriptions, which its prompt has, and with what is optional left out rather than
    /// null.
    /// </summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="tools">The tools that a plan may call; null: ours alone.</param>
    public static JsonElement ForModel(CatalogSnapshot catalog, ToolBox? tools = null) => For(catalog, tools).Brief;

    /// <summary>
    /// The schema of the arguments of a tool, without the property <c>tool</c>; of <see cref="ProfileChange"/> for the tools that change a
    /// profile.
    /// </summary>
    public static JsonElement OfArguments(CatalogSnapshot catalog, Type type, ToolBox? tools = null) => For(catalog, tools).Arguments(type);

    /// <summary>The schema with the definitions that it refers to, also through others.</summary>
    public static JsonElement Whole(JsonObject schema, JsonObject definitions)
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
            schema[Definitions] = used;
        }

        return JsonSerializer.SerializeToElement(schema);
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject one => one.SelectMany(p =>
                p.Key == "$ref" ? [p.Value!.GetValue<string>()["#/$defs/".Length..]] : References(p.Value)
            ),
            JsonArray many => many.SelectMany(References),
            _ => [],
        };

    /// <summary>Made once a catalogue: within a service its tools never change.</summary>
    private static Generated For(CatalogSnapshot catalog, ToolBox? tools) =>
        Schemas
            .GetValue(catalog.Whole, _ => [])
            .GetOrAdd(tools ?? ToolBox.BuiltIn, t => new Lazy<Generated>(() => new Generated(catalog, t)))
            .Value;

    private sealed class Generated
    {
        private readonly JsonObject _definitions;
        private readonly ConcurrentDictionary<Type, JsonElement> _arguments = new();
        private readonly ToolBox _tools;

        public Generated(CatalogSnapshot catalog, ToolBox tools)
        {
            _tools = tools;
            _definitions = Defined(catalog, brief: false, tools);
            Plan = Whole(RecordSchema.Of(typeof(Plan), brief: false, tools), _definitions);
            Brief = Whole(RecordSchema.Of(typeof(Plan), brief: true, tools), Defined(catalog, brief: true, tools));
        }

        public JsonElement Plan { get; }

        public JsonElement Brief { get; }

        public JsonElement Arguments(Type type) =>
            _arguments.GetOrAdd(type, t => Whole(RecordSchema.Of(t, brief: false, _tools), _definitions));

        private static JsonObject Defined(CatalogSnapshot catalog, bool brief, ToolBox tools)
        {
            var definitions = ConditionsSchema.Of(catalog, brief);
            definitions[Profile] = RecordSchema.Of(typeof(ProfileChange), brief, tools);
            return definitions;
        }
    }
}
