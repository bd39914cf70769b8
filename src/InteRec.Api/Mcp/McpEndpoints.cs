using InteRec.Api.Security;

namespace InteRec.Api.Mcp;

/// <summary>
/// The Model Context Protocol over streamable HTTP. Without sessions: every request has all that it needs, so any replica answers it, and
/// there is nothing that a client could leave open.
/// </summary>
internal static class McpEndpoints
{
    public static IServiceCollection AddMcp(this IServiceCollection services)
    {
        services.AddSingleton<McpHandlers>();
        services.AddSingleton<McpTools>();
        services.AddSingleton<McpCalls>();
        services.AddSingleton<McpResources>();
        services.AddSingleton<McpPrompts>();
        services
            .AddMcpServer()
            .WithHttpTransport(transport =>
            {
                transport.Stateless = true;
                transport.ConfigureSessionOptions = static (http, options, _) =>
                {
                    http.RequestServices.GetRequiredService<McpHandlers>().Configure(options, http);
                    return Task.CompletedTask;
                };
            });
        return services;
    }

    public static void MapMcpServer(this IEndpointRouteBuilder routes) =>
        routes.MapMcp("/mcp").RequireAuthorization(Roles.Use).RefuseOtherSites();
}
