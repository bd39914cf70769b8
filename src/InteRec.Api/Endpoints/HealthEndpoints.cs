using InteRec.Api.Problems;
using InteRec.Planning.Agent.Trust;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", () => TypedResults.Ok(new Live("live"))).WithSummary("The process answers.");
        group
            .MapGet("/ready", Ready)
            .WithMetadata(new StatusIsTheAnswer())
            .WithSummary(
                "Catalogue and ranker are there; 503 with the progress until then. Status \"degraded\": the promoted ranker cannot be "
                    + "used, and the detail says why."
            );
    }

    private static Results<Ok<ReadinessReport>, JsonHttpResult<ReadinessReport>> Ready(
        Readiness readiness,
        ServingSlot slot,
        ModelTrust trust
    )
    {
        var report = readiness.Report with { Planner = trust.Sentence };
        if (slot is { IsLoaded: true, Current.Trouble: { } trouble } && readiness.IsReady)
        {
            return TypedResults.Ok(report with { Status = ReadinessReport.Degraded, Detail = Told(trouble, slot.Current.RankerId) });
        }

        return readiness.IsReady ? TypedResults.Ok(report) : TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string Told(RankerTrouble trouble, string? answers) =>
        $"{(trouble.RankerId is { } id ? $"The promoted ranker {id}" : "What is promoted")} cannot be used: {trouble.Reason}; "
        + $"{answers ?? "no trained ranker"} answers"
        + (trouble.IsLost ? "." : " from memory, until the next start.");

    /// <summary>The answer of <c>/health/live</c>.</summary>
    /// <param name="Status">Always <c>live</c>.</param>
    internal sealed record Live(string Status);
}
