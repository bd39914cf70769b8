using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations;
using InteRec.Profiles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class FeedbackEndpoints
{
    /// <summary>What a person says of an item: how the record keeps it, and what their profile learns.</summary>
    private static readonly Dictionary<string, string> Said = new(StringComparer.Ordinal)
    {
        [ProfileKinds.Liked] = FeedbackKinds.Accepted,
        [ProfileKinds.Disliked] = FeedbackKinds.Rejected,
        [ProfileKinds.Seen] = FeedbackKinds.Clicked,
    };

    public static void MapFeedback(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/recommendations/{recommendationId}/feedback", AddAsync)
        .WithTags("Recommendations")
        .RequireAuthorization(Roles.Use)
        .WithSummary("Say what came of a recommended item; \"liked\", \"disliked\" and \"seen\" go into the user's profile too.");

    private static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        string recommendationId, FeedbackRequest request, RecommendationStore records, ProfileStore profiles, RequestChecks checks, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(recommendationId, request, checks) is { } problem)
        {
            return problem;
        }

        if (await records.GetAsync(recommendationId, cancellationToken) is not { } found)
        {
            return Problem.Unknown(Problem.UnknownRecommendation, "recommendation", recommendationId);
        }

        var now = time.GetUtcNow();
        var feedback = new Feedback(request.ItemId, Said.GetValueOrDefault(request.Kind, request.Kind), request.Reason, now);
        if (!await records.AddFeedbackAsync(recommendationId, [feedback], cancellationToken))
        {
            return Problem.Invalid("$.itemId", "is not an item of this recommendation");
        }

        if (Said.ContainsKey(request.Kind) && (request.UserId ?? found.Record.UserId) is { } userId)
        {
            var entry = new ProfileEntry(request.Kind, request.ItemId, null, null, now, "feedback");
            await profiles.UpdateAsync(userId, new ProfileUpdate { Add = [entry] }, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    private static ProblemHttpResult? Check(string recommendationId, FeedbackRequest request, RequestChecks checks)
    {
        string[] kinds = [.. FeedbackKinds.All, .. Said.Keys];
        return checks.Id("recommendationId", recommendationId)
            ?? checks.Id("$.itemId", request.ItemId)
            ?? checks.OptionalId("$.userId", request.UserId)
            ?? (kinds.Contains(request.Kind, StringComparer.Ordinal) ? null : Problem.Invalid("$.kind", $"must be one of {string.Join(", ", kinds)}"))
            ?? (request.Reason is null ? null : checks.Message("$.reason", request.Reason));
    }
}
