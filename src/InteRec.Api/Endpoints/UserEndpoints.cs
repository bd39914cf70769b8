using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Profiles;
using InteRec.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/users/{userId}").WithTags("Users").RequireAuthorization(Roles.Use);
        group.MapGet("/profile", GetAsync).WithSummary("What is remembered of a user; empty for a user that nothing is known of.");
        group.MapDelete("/profile", DeleteAsync).WithSummary("Delete everything about a user: profile, conversations, recommendation records and interactions.");
    }

    private static async Task<Results<Ok<ProfileAnswer>, ProblemHttpResult>> GetAsync(string userId, ProfileStore profiles, ServingSlot slot, RequestChecks checks, CancellationToken cancellationToken) =>
        checks.Id("userId", userId) is { } problem ? problem : TypedResults.Ok(Answer(userId, await profiles.LoadAsync(userId, cancellationToken), slot.Current));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string userId, UserData users, RequestChecks checks, CancellationToken cancellationToken)
    {
        if (checks.Id("userId", userId) is { } problem)
        {
            return problem;
        }

        await users.DeleteAsync(userId, LogPolicy.Delete, cancellationToken);
        return TypedResults.NoContent();
    }

    private static ProfileAnswer Answer(string userId, Profile profile, ServingState state)
    {
        var entries = profile.Entries.Select(e => new ProfileEntryAnswer(
            e.Kind, e.ItemId, e.ItemId is not null && state.Catalog.IndexOf(e.ItemId) is >= 0 and var item ? state.Catalog.Title(item) : null, e.Attribute, e.Value, e.At, e.Source));
        return new ProfileAnswer(userId, [.. entries], profile.History.Count);
    }
}
