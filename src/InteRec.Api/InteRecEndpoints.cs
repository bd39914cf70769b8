using InteRec.Api.Endpoints;
using InteRec.Api.Mcp;
using InteRec.Api.OpenAi;

namespace InteRec.Api;

/// <summary>All addresses of the service.</summary>
public static class InteRecEndpoints
{
    /// <summary>Maps the whole API into an application that called <c>AddInteRec</c>.</summary>
    public static IEndpointRouteBuilder MapInteRec(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        routes.MapChat();
        routes.MapOpenAi();
        routes.MapConversations();
        routes.MapPlans();
        routes.MapTools();
        routes.MapMcp();
        routes.MapCatalogue();
        routes.MapItems();
        routes.MapSimilar();
        routes.MapUsers();
        routes.MapInteractions();
        routes.MapFeedback();
        routes.MapOnlineMetrics();
        routes.MapTraining();
        routes.MapRankers();
        return routes;
    }
}
