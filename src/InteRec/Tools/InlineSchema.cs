using System.Text.Json;
using System.Text.Json.Nodes;

namespace InteRec.Tools;

/// <summary>
/// Schemas without references, for callers that take the schema of each argument by itself. Ours refer to nothing that refers back.
/// </summary>
internal static class InlineSchema
{
    private const string Definitions = "$defs";
    private const string Reference = "$ref";
    private const string Path = "#/$defs/";

    /// <summary>The same schema with every definition in the place that refers to it.</summary>
    public static JsonObject Of(JsonElement schema)
    {
        var whole = JsonNode.Parse(schema.GetRawText())!.AsObject();
        whole.Remove(Definitions, out var definitions);
        return (JsonObject)Inlined(whole, definitions as JsonObject ?? [])!;
    }

    private static JsonNode? Inlined(JsonNode? node, JsonObject definitions) =>
        node switch
        {
            JsonObject { Count: 1 } one when one[Reference] is { } reference => Inlined(
                definitions[reference.GetValue<string>()[Path.Length..]],
                definitions
            ),
            JsonObject one => new JsonObject(one.Select(p => KeyValuePair.Create(p.Key, Inlined(p.Value, definitions)))),
            JsonArray many => new JsonArray([.. many.Select(n => Inlined(n, definitions))]),
            _ => node?.DeepClone(),
        };
}
