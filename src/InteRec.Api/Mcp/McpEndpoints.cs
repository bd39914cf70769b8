using System.Text.Json;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace InteRec.Api.Mcp;

/// <summary>
/// The Model Context Protocol over streamable HTTP. Without sessions: every request has all that it needs, so any replica answers it, and
/// there is nothing that a client could leave open.
/// </summary>
internal static class McpEndpoints
{
    private const string EventStream = "text/event-stream";

    public static IServiceCollection AddMcp(this IServiceCollection services) => services.AddSingleton<McpHandlers>();

    public static void MapMcp(this IEndpointRouteBuilder routes) => routes.MapPost("/mcp", AnswerAsync)
        .WithTags("Tools")
        .RequireAuthorization(Roles.Use)
        .RefuseOtherSites()
        .Accepts<object>("application/json")
        .WithSummary("The Model Context Protocol: the tools, the plan and the schemas for language models of others.");

    private static async Task<IResult> AnswerAsync(HttpContext context, McpHandlers handlers, ILoggerFactory logs)
    {
        if (!Accepts(context.Request, "application/json") || !Accepts(context.Request, EventStream))
        {
            return Problem.Result(StatusCodes.Status406NotAcceptable, Problem.NotAcceptable, "This address cannot answer in the form that Accept asks for.", "Accept application/json and text/event-stream.");
        }

        if (await ReadAsync(context.Request, context.RequestAborted) is not { } message)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Problem.InvalidJson, "The body is no JSON-RPC message.", "Send one message as a JSON object.");
        }

        await using var transport = new StreamableHttpServerTransport(logs) { Stateless = true };
        await using var server = McpServer.Create(transport, handlers.OptionsOf(context), logs, context.RequestServices);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var running = server.RunAsync(stop.Token);
        try
        {
            context.Response.ContentType = EventStream;
            context.Response.Headers.CacheControl = "no-cache,no-store";
            if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
            {
                context.Response.ContentType = null;
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Results.Empty;
    }

    private static async Task<JsonRpcMessage?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonRpcMessage>(request.Body, McpJsonUtilities.DefaultOptions, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Accepts(HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().Accept.Any(a => a.MatchesMediaType(mediaType));
}
