using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Conversations;
using InteRec.Planning;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/plans", RunAsync)
            .WithTags("Tools")
            .RequireAuthorization(Roles.Use)
            .WithSummary("Run a plan as it is, with no planner. The plan of a reply, sent here, gives the same lists again.");

    private static async Task<Results<Ok<PlanReply>, ProblemHttpResult>> RunAsync(
        Plan plan,
        PlanService plans,
        RequestChecks checks,
        HttpContext context,
        string? userId = null
    ) =>
        (checks.OptionalId("userId", userId) ?? checks.Ids("$.within.userIds", plan.Within?.UserIds)) is { } problem
            ? problem
            : TypedResults.Ok(await plans.RunPlanAsync(plan, context.Caller(userId), context.RequestAborted));
}
