using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Conversations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class BatchEndpoints
{
    public static void MapBatches(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/recommendations/batch", RunAsync)
            .WithTags("Users")
            .RequireAuthorization(Roles.Use)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Lists for many users in one call, each with its recommendation id, kept all or none.")
            .WithDescription(
                "steps, where, exclude and count hold for all; a user may have a count, and conditions and exclusions beside those for "
                    + "all. "
                    + "What is wrong with a user is in problems of that user's entry, and the others get their lists."
            );

    private static async Task<Ok<BatchReply>> RunAsync(
        BatchRequest request,
        BatchService batches,
        RequestChecks checks,
        HttpContext context
    ) => TypedResults.Ok(await batches.RunAsync(request, context.Caller(null), checks.WrongId, context.RequestAborted));
}
