using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class SimilarEndpoints
{
    public static void MapSimilar(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/items/{itemId}/similar", SimilarAsync)
            .WithTags("Items")
            .RequireAuthorization(Roles.Use)
            .WithSummary("Items like one item; with a user, without what that user has seen, disliked or does not want.");

    private static async Task<Results<Ok<PlanReply>, ProblemHttpResult>> SimilarAsync(
        string itemId,
        PlanService plans,
        ServingSlot slot,
        RequestChecks checks,
        HttpContext context,
        int count = 10,
        string? userId = null
    )
    {
        if ((checks.Id("itemId", itemId) ?? checks.Count("count", count) ?? checks.OptionalId("userId", userId)) is { } problem)
        {
            return problem;
        }

        if (slot.Current.Catalog.IndexOf(itemId) < 0)
        {
            return Problem.Unknown(Problem.UnknownItem, "item", itemId);
        }

        var plan = new Plan
        {
            Intent = Intent.Similar,
            Lists = [new PlanList { Count = count, Steps = [new SimilarStep { To = [itemId] }] }],
        };
        return TypedResults.Ok(await plans.RunPlanAsync(plan, context.Caller(userId), context.RequestAborted));
    }
}
