using InteRec.Planning.Llm.Trust;
using InteRec.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", () => TypedResults.Ok(new Live("live"))).WithSummary("The process answers.");
        group.MapGet("/ready", Ready).WithSummary("Catalogue and ranker are there; 503 with the progress until then.");
    }

    private static Results<Ok<ReadinessReport>, JsonHttpResult<ReadinessReport>> Ready(Readiness readiness, ModelTrust trust)
    {
        var report = readiness.Report with { Planner = trust.Sentence };
        return readiness.IsReady ? TypedResults.Ok(report) : TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The answer of <c>/health/live</c>.</summary>
    /// <param name="Status">Always <c>live</c>.</param>
    internal sealed record Live(string Status);
}
