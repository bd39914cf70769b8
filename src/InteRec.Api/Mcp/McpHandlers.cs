using System.Text.Json;
using InteRec.Api.Endpoints;
using InteRec.Api.Json;
using InteRec.Api.Limits;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace InteRec.Api.Mcp;

/// <summary>What the service does for MCP clients: tells its tools and runs them, and gives the catalogue's and the plan's schema to read.</summary>
internal sealed partial class McpHandlers(
    ServingSlot slot, ToolBox box, ToolService tools, PlanService plans, RequestChecks checks, IOptions<JsonOptions> json, ILogger<McpHandlers> logger)
{
    /// <summary>The attributes that conditions may name, and the values of the short vocabularies.</summary>
    public const string CatalogueSchema = "interec://catalogue/schema";

    /// <summary>The JSON schema of plans.</summary>
    public const string PlanSchemaUri = "interec://plan/schema";

    private const string Json = "application/json";

    public McpServerOptions Options => new()
    {
        ServerInfo = new Implementation { Name = "interec", Title = "InteRec", Version = "1.0" },
        ServerInstructions = "Recommender tools over one catalogue. Read interec://catalogue/schema for the attributes that conditions may name.",
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability(), Resources = new ResourcesCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. McpTools.Of(box, slot.Current.Catalog)] }),
            CallToolHandler = (call, stop) => CallAsync(call.Params!, stop),
            ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult { Resources = [Tell(CatalogueSchema, "catalogue"), Tell(PlanSchemaUri, "plan")] }),
            ReadResourceHandler = (read, _) => ValueTask.FromResult(Read(read.Params!.Uri)),
        },
    };

    private async ValueTask<CallToolResult> CallAsync(CallToolRequestParams call, CancellationToken cancellationToken)
    {
        try
        {
            return call.Name == McpTools.Plan ? Result(await RunPlanAsync(call, cancellationToken))
                : ToolList.Has(box, call.Name) ? Result(await RunToolAsync(call, cancellationToken))
                : throw new McpProtocolException($"There is no tool \"{Problems.Problem.Quoted(call.Name)}\".", McpErrorCode.InvalidParams);
        }
        catch (Exception e) when (e is InvalidPlanException or ToolException)
        {
            return Failed(e.Message);
        }
        catch (JsonException e)
        {
            return Failed($"{(e.Path is { Length: > 0 } path ? path : "$")}: not of the expected type.");
        }
        catch (Exception e) when (e is not (OperationCanceledException or McpException))
        {
            LogFailed(call.Name, e);
            return Failed("Something went wrong on our side.");
        }
    }

    private async Task<PlanReply> RunPlanAsync(CallToolRequestParams call, CancellationToken cancellationToken)
    {
        var (plan, userId) = McpTools.PlanRequest(call.Arguments, json.Value.SerializerOptions);
        Require(checks.OptionalId(McpTools.UserId, userId));
        return await plans.RunPlanAsync(plan, userId, cancellationToken);
    }

    private async Task<ToolReply> RunToolAsync(CallToolRequestParams call, CancellationToken cancellationToken)
    {
        var request = McpTools.Request(call.Name, call.Arguments);
        Require(checks.OptionalId(McpTools.UserId, request.UserId) ?? checks.Ids("candidates", request.Candidates));
        return await tools.RunToolAsync(call.Name, request, cancellationToken);
    }

    private static void Require(ProblemHttpResult? problem)
    {
        if (problem is not null)
        {
            throw new ToolException(problem.ProblemDetails.Detail!);
        }
    }

    private CallToolResult Result<T>(T reply)
    {
        var answer = JsonSerializer.SerializeToElement(reply, json.Value.SerializerOptions);
        return new CallToolResult { Content = [new TextContentBlock { Text = answer.GetRawText() }], StructuredContent = answer };
    }

    private static CallToolResult Failed(string sentence) => new() { IsError = true, Content = [new TextContentBlock { Text = sentence }] };

    private static Resource Tell(string uri, string name) => new() { Uri = uri, Name = name, MimeType = Json, Description = $"The schema of the {name}." };

    private ReadResourceResult Read(string uri)
    {
        var catalog = slot.Current.Catalog;
        var schema = uri switch
        {
            CatalogueSchema => JsonSerializer.SerializeToElement(Schema(catalog), ApiJson.Options),
            PlanSchemaUri => PlanSchema.Of(catalog, box),
            _ => throw new McpProtocolException($"There is no resource \"{Problems.Problem.Quoted(uri)}\".", McpErrorCode.ResourceNotFound),
        };
        return new ReadResourceResult { Contents = [new TextResourceContents { Uri = uri, MimeType = Json, Text = schema.GetRawText() }] };
    }

    private static object Schema(CatalogSnapshot catalog) => new
    {
        catalog.Schema.Name,
        catalog.Schema.Title,
        catalog.Schema.Item,
        Attributes = CatalogueEndpoints.Attributes(catalog.Schema),
        Conditions = PlanSchema.OfArguments(catalog, typeof(FilterStep)),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The tool {Tool} failed")]
    private partial void LogFailed(string tool, Exception exception);
}
