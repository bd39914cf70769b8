using System.Text.Json;
using InteRec.Api.Endpoints;
using InteRec.Api.Json;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
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
internal sealed class McpHandlers(
    ServingSlot slot, ToolBox box, ToolService tools, PlanService plans, RequestChecks checks, IOptions<JsonOptions> json)
{
    /// <summary>The attributes that conditions may name, and the values of the short vocabularies.</summary>
    public const string CatalogueSchema = "interec://catalogue/schema";

    /// <summary>The JSON schema of plans.</summary>
    public const string PlanSchemaUri = "interec://plan/schema";

    private const string Json = "application/json";

    /// <summary>What is answered to one request.</summary>
    public void Configure(McpServerOptions options, HttpContext http)
    {
        options.ServerInfo = new Implementation { Name = "interec", Title = "InteRec", Version = "1.0" };
        options.ServerInstructions = "Recommender tools over one catalogue. Read interec://catalogue/schema for the attributes that conditions may name.";
        options.Capabilities = new ServerCapabilities { Tools = new ToolsCapability(), Resources = new ResourcesCapability() };
        options.Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. McpTools.Of(box, slot.Current.Catalog)] }),
            CallToolHandler = (call, stop) => CallAsync(call.Params!, http, stop),
            ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult { Resources = [Tell(CatalogueSchema, "catalogue"), Tell(PlanSchemaUri, "plan")] }),
            ReadResourceHandler = (read, _) => ValueTask.FromResult(Read(read.Params!.Uri)),
        };
    }

    private async ValueTask<CallToolResult> CallAsync(CallToolRequestParams call, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return call.Name == McpTools.Plan ? Result(await RunPlanAsync(call, http, cancellationToken))
                : ToolList.Has(box, call.Name) ? Result(await RunToolAsync(call, http, cancellationToken))
                : throw new McpProtocolException($"There is no tool \"{Problem.Quoted(call.Name)}\".", McpErrorCode.InvalidParams);
        }
        catch (Exception e) when (e is InvalidPlanException or CallerConditionsException or ToolException)
        {
            return Failed(e.Message);
        }
        catch (UserNotFoundException e)
        {
            return Failed($"No user has the id \"{Problem.Quoted(e.UserId)}\".");
        }
        catch (JsonException e)
        {
            return Failed($"{(e.Path is { Length: > 0 } path ? path : "$")}: not of the expected type.");
        }
        catch (Exception e) when (e is not (OperationCanceledException or McpException))
        {
            FailureLog.Write(http, StatusCodes.Status500InternalServerError, e);
            return Failed("Something went wrong on our side.");
        }
    }

    private async Task<PlanReply> RunPlanAsync(CallToolRequestParams call, HttpContext http, CancellationToken cancellationToken)
    {
        var (plan, userId) = McpTools.PlanRequest(call.Arguments, json.Value.SerializerOptions);
        Require(checks.OptionalId(FlatArguments.UserId, userId));
        return await plans.RunPlanAsync(plan, http.Caller(userId), cancellationToken);
    }

    private async Task<ToolReply> RunToolAsync(CallToolRequestParams call, HttpContext http, CancellationToken cancellationToken)
    {
        var request = McpTools.Request(box, call.Name, call.Arguments);
        Require(checks.OptionalId(FlatArguments.UserId, request.UserId) ?? checks.Ids("candidates", request.Candidates));
        return await tools.RunToolAsync(call.Name, request, http.Caller(request.UserId), cancellationToken);
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
            _ => throw new McpProtocolException($"There is no resource \"{Problem.Quoted(uri)}\".", McpErrorCode.ResourceNotFound),
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
}
