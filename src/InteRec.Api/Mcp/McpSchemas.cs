using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Api.Mcp;

/// <summary>The schemas of the tools' answers, from their records, and of arguments in short.</summary>
internal sealed class McpSchemas(ToolBox tools)
{
    private readonly ConcurrentDictionary<Type, JsonElement> _known = new();

    /// <summary>The schema of a record. A plan in it is an object and no more: whoever wants its schema reads the resource.</summary>
    public JsonElement Of(Type type) =>
        _known.GetOrAdd(
            type,
            t =>
            {
                var schema = RecordSchema.Of(t, brief: false, tools);
                if (t == typeof(PlanReply))
                {
                    schema["properties"]!["plan"] = new JsonObject { ["type"] = "object" };
                }

                return JsonSerializer.SerializeToElement(schema);
            }
        );

    /// <summary>A schema of arguments that has of conditions only that they are those of the tool <c>filter</c>.</summary>
    public static JsonElement Short(JsonElement arguments)
    {
        var schema = JsonNode.Parse(arguments.GetRawText())!.AsObject();
        if (!schema.Remove(PlanSchema.Definitions, out var all) || all is not JsonObject definitions)
        {
            return arguments;
        }

        definitions[PlanSchema.Conditions] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = $"Conditions by attribute, as where of the tool {FilterStep.Tool}.",
        };
        return PlanSchema.Whole(schema, definitions);
    }
}
