using InteRec.Api.Endpoints;
using InteRec.Api.Mcp;
using InteRec.Api.OpenAi;
using InteRec.Api.Security;

namespace InteRec.Api.Hosting;

/// <summary>All addresses of the service.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("").RefuseChangesByOtherSites();
        own.MapHealth();
        own.MapChat();
        own.MapOpenAi();
        own.MapConversations();
        own.MapPlans();
        own.MapTools();
        own.MapMcpServer();
        own.MapCatalogue();
        own.MapItems();
        own.MapSimilar();
        own.MapUsers();
        own.MapBatches();
        own.MapInteractions();
        own.MapFeedback();
        own.MapOnlineMetrics();
        own.MapTraining();
        own.MapRankers();
    }
}
