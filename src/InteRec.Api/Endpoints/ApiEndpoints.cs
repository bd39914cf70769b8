using InteRec.Api.Mcp;
using InteRec.Api.OpenAi;

namespace InteRec.Api.Endpoints;

/// <summary>All addresses of the service.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder routes)
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
    }
}
