using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Api.Json;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>The tools as MCP tells them, with the flat arguments that models write best.</summary>
internal static class McpTools
{
    /// <summary>Runs a whole plan.</summary>
    public const string Plan = "plan";

    private const string PlanDescription = "Runs a whole plan: several lists, each of several steps. What comes out repeats with the same plan.";

    public static IEnumerable<Tool> Of(ToolBox tools, CatalogSnapshot catalog)
    {
        foreach (var tool in ToolList.Of(tools, catalog))
        {
            yield return Tell(tool.Name, tool.Description, FlatArguments.Schema(tool), tool.ChangesProfile);
        }

        yield return Tell(Plan, PlanDescription, FlatArguments.OfPlan(catalog, tools), changesProfile: false);
    }

    /// <summary>A call with its arguments as the HTTP API takes them.</summary>
    /// <exception cref="JsonException">An argument has the wrong type.</exception>
    public static ToolRequest Request(ToolBox tools, string name, IDictionary<string, JsonElement>? arguments) =>
        FlatArguments.Request(tools, name, Nodes(arguments), ApiJson.Options);

    /// <summary>A call of <see cref="Plan"/>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="json">How the service reads JSON.</param>
    /// <exception cref="JsonException">It is no plan.</exception>
    public static (Plan Plan, string? UserId) PlanRequest(IDictionary<string, JsonElement>? arguments, JsonSerializerOptions json) =>
        FlatArguments.PlanRequest(Nodes(arguments), json);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Nodes(IDictionary<string, JsonElement>? arguments) =>
        (arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)).Select(a => KeyValuePair.Create(a.Key, JsonNode.Parse(a.Value.GetRawText())));

    private static Tool Tell(string name, string description, JsonElement schema, bool changesProfile) => new()
    {
        Name = name,
        Description = description,
        InputSchema = schema,
        Annotations = new ToolAnnotations { ReadOnlyHint = !changesProfile, DestructiveHint = name == ToolService.Forget, IdempotentHint = true, OpenWorldHint = false },
    };
}
