using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Api.Contracts;
using InteRec.Api.Endpoints;
using InteRec.Api.Json;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>
/// The tools as MCP tells them. Arguments are flat, as models write them best: those of the step, and beside them whose call it is and on
/// which candidates.
/// </summary>
internal static class McpTools
{
    /// <summary>Runs a whole plan.</summary>
    public const string Plan = "plan";

    public const string UserId = "userId";

    private const string PlanDescription = "Runs a whole plan: several lists, each of several steps. What comes out repeats with the same plan.";
    private static readonly JsonObject User = Text("The user whose taste counts.");
    private static readonly Dictionary<string, JsonObject> Beside = new(StringComparer.Ordinal)
    {
        [UserId] = User,
        ["candidates"] = Texts("Only these items, by id, in their order."),
        ["liked"] = Texts("Items liked, by id or title: a taste without a profile, or beside it."),
        ["disliked"] = Texts("Items disliked, by id or title."),
        ["count"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "How many items to give." },
    };

    public static IEnumerable<Tool> Of(ToolBox tools, CatalogSnapshot catalog)
    {
        foreach (var tool in ToolList.Of(tools, catalog))
        {
            yield return Tell(tool.Name, tool.Description, tool.Step, ChangesProfile(tool.Name) ? [new(UserId, User)] : Beside);
        }

        yield return Tell(Plan, PlanDescription, PlanSchema.Of(catalog, tools), [new(UserId, User)]);
    }

    /// <summary>A call with its arguments as the HTTP API takes them.</summary>
    /// <exception cref="JsonException">An argument has the wrong type.</exception>
    public static ToolRequest Request(string name, IDictionary<string, JsonElement>? arguments)
    {
        var (step, request) = (new JsonObject(), new JsonObject());
        foreach (var (argument, value) in arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            var beside = ChangesProfile(name) ? argument == UserId : Beside.ContainsKey(argument);
            (beside ? request : step)[argument] = JsonNode.Parse(value.GetRawText());
        }

        request["step"] = step;
        return request.Deserialize<ToolRequest>(ApiJson.Options)!;
    }

    /// <summary>A call of <see cref="Plan"/>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="json">How the service reads JSON.</param>
    /// <exception cref="JsonException">It is no plan.</exception>
    public static (Plan Plan, string? UserId) PlanRequest(IDictionary<string, JsonElement>? arguments, JsonSerializerOptions json)
    {
        var plan = new JsonObject();
        foreach (var (argument, value) in (arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)).Where(a => a.Key != UserId))
        {
            plan[argument] = JsonNode.Parse(value.GetRawText());
        }

        var userId = arguments is not null && arguments.TryGetValue(UserId, out var user) ? user.Deserialize<string>(ApiJson.Options) : null;
        return (plan.Deserialize<Plan>(json)!, userId);
    }

    private static bool ChangesProfile(string name) => name is ToolService.Remember or ToolService.Forget;

    private static Tool Tell(string name, string description, JsonElement schema, IEnumerable<KeyValuePair<string, JsonObject>> beside)
    {
        var all = JsonNode.Parse(schema.GetRawText())!.AsObject();
        var properties = all["properties"] as JsonObject ?? [];
        foreach (var (argument, told) in beside)
        {
            properties[argument] = told.DeepClone();
        }

        all["properties"] = properties;
        return new Tool
        {
            Name = name,
            Description = description,
            InputSchema = JsonSerializer.SerializeToElement(all),
            Annotations = new ToolAnnotations { ReadOnlyHint = !ChangesProfile(name), DestructiveHint = name == ToolService.Forget, IdempotentHint = true, OpenWorldHint = false },
        };
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Texts(string description) => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = description };
}
