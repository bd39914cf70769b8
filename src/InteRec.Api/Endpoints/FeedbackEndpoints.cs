using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class FeedbackEndpoints
{
    public static void MapFeedback(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("/v1/recommendations/{recommendationId}/feedback")
            .WithTags("Recommendations")
            .RequireAuthorization(Roles.Use);
        group
            .MapPost("", AddAsync)
            .WithSummary(
                "Say what came of a recommended item. Of \"liked\", \"disliked\" and \"seen\" the last one holds, and goes into the "
                    + "user's profile too."
            );
        group
            .MapDelete("", TakeBackAsync)
            .WithSummary("Take back what was said of an item (\"liked\", \"disliked\" or \"seen\"); it leaves the user's profile too.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        string recommendationId,
        FeedbackRequest request,
        FeedbackService feedback,
        RequestChecks checks,
        HttpContext context
    )
    {
        if (Check(recommendationId, request, checks) is { } problem)
        {
            return problem;
        }

        var caller = context.Caller(request.UserId);
        return await feedback.TakeAsync(
            recommendationId,
            request.ItemId,
            request.Kind,
            request.Reason,
            caller,
            context.RequestAborted
        ) switch
        {
            FeedbackOutcome.Taken => TypedResults.NoContent(),
            FeedbackOutcome.UnknownKind => Problem.Invalid("$.kind", $"must be one of {string.Join(", ", FeedbackKinds.All)}"),
            FeedbackOutcome.NotInIt => NotInIt("$.itemId"),
            _ => Problem.Unknown(Problem.UnknownRecommendation, "recommendation", recommendationId),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(
        string recommendationId,
        string itemId,
        RecommendationStore records,
        Verdicts verdicts,
        RequestChecks checks,
        HttpContext context,
        string? userId = null
    )
    {
        if (
            (checks.Id("recommendationId", recommendationId) ?? checks.Id("itemId", itemId) ?? checks.OptionalId("userId", userId)) is
            { } problem
        )
        {
            return problem;
        }

        var caller = context.Caller(userId);
        if (await records.GetAsync(recommendationId, caller, context.RequestAborted) is not { } found)
        {
            return Problem.Unknown(Problem.UnknownRecommendation, "recommendation", recommendationId);
        }

        return await verdicts.TakeBackAsync(
            recommendationId,
            itemId,
            caller with
            {
                UserId = userId ?? found.Record.UserId,
            },
            context.RequestAborted
        )
            ? TypedResults.NoContent()
            : NotInIt("itemId");
    }

    private static ProblemHttpResult NotInIt(string path) => Problem.Invalid(path, "is not an item of this recommendation");

    private static ProblemHttpResult? Check(string recommendationId, FeedbackRequest request, RequestChecks checks) =>
        checks.Id("recommendationId", recommendationId)
        ?? checks.Id("$.itemId", request.ItemId)
        ?? checks.OptionalId("$.userId", request.UserId)
        ?? (request.Reason is null ? null : checks.Message("$.reason", request.Reason));
}
