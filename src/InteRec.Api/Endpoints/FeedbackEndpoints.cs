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
        var group = routes.MapGroup("/v1/recommendations/{recommendationId}/feedback").WithTags("Recommendations").RequireAuthorization(Roles.Use);
        group.MapPost("", AddAsync)
            .WithSummary("Say what came of a recommended item. Of \"liked\", \"disliked\" and \"seen\" the last one holds, and goes into the user's profile too.");
        group.MapDelete("", TakeBackAsync)
            .WithSummary("Take back what was said of an item (\"liked\", \"disliked\" or \"seen\"); it leaves the user's profile too.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        string recommendationId, FeedbackRequest request, RecommendationStore records, Verdicts verdicts, RequestChecks checks, TimeProvider time, HttpContext context)
    {
        if (Check(recommendationId, request, checks) is { } problem)
        {
            return problem;
        }

        var caller = context.Caller(request.UserId);
        if (await records.GetAsync(recommendationId, caller, context.RequestAborted) is not { } found)
        {
            return Problem.Unknown(Problem.UnknownRecommendation, "recommendation", recommendationId);
        }

        var feedback = new Feedback(request.ItemId, request.Kind, request.Reason, time.GetUtcNow());
        var known = FeedbackKinds.Said.Contains(request.Kind)
            ? await verdicts.SayAsync(recommendationId, feedback, caller with { UserId = request.UserId ?? found.Record.UserId }, context.RequestAborted)
            : await records.AddFeedbackAsync(recommendationId, [feedback], context.RequestAborted);
        return known ? TypedResults.NoContent() : NotInIt("$.itemId");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(
        string recommendationId, string itemId, RecommendationStore records, Verdicts verdicts, RequestChecks checks, HttpContext context, string? userId = null)
    {
        if ((checks.Id("recommendationId", recommendationId) ?? checks.Id("itemId", itemId) ?? checks.OptionalId("userId", userId)) is { } problem)
        {
            return problem;
        }

        var caller = context.Caller(userId);
        if (await records.GetAsync(recommendationId, caller, context.RequestAborted) is not { } found)
        {
            return Problem.Unknown(Problem.UnknownRecommendation, "recommendation", recommendationId);
        }

        return await verdicts.TakeBackAsync(recommendationId, itemId, caller with { UserId = userId ?? found.Record.UserId }, context.RequestAborted)
            ? TypedResults.NoContent()
            : NotInIt("itemId");
    }

    private static ProblemHttpResult NotInIt(string path) => Problem.Invalid(path, "is not an item of this recommendation");

    private static ProblemHttpResult? Check(string recommendationId, FeedbackRequest request, RequestChecks checks)
    {
        string[] kinds = [.. FeedbackKinds.Happened, .. FeedbackKinds.Said];
        return checks.Id("recommendationId", recommendationId)
            ?? checks.Id("$.itemId", request.ItemId)
            ?? checks.OptionalId("$.userId", request.UserId)
            ?? (kinds.Contains(request.Kind, StringComparer.Ordinal) ? null : Problem.Invalid("$.kind", $"must be one of {string.Join(", ", kinds)}"))
            ?? (request.Reason is null ? null : checks.Message("$.reason", request.Reason));
    }
}
