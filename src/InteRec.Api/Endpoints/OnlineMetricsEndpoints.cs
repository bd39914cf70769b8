using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations.Experiments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class OnlineMetricsEndpoints
{
    private const int MostDays = 366;

    public static void MapOnlineMetrics(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/recommendations/metrics", ReadAsync)
            .WithTags("Recommendations")
            .RequireAuthorization(Roles.Operate)
            .WithSummary("What came of the recommendations, by day and variant, and the variants of an experiment compared.");

    private static async Task<Results<Ok<OnlineReport>, ProblemHttpResult>> ReadAsync(
        OnlineMetrics metrics,
        CancellationToken cancellationToken,
        int days = 30
    ) =>
        days is >= 1 and <= MostDays
            ? TypedResults.Ok(await metrics.ReadAsync(days, cancellationToken))
            : Problem.Invalid("days", $"must be from 1 to {MostDays}");
}
