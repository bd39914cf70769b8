using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class UserEndpoints
{
    private static readonly Dictionary<string, LogPolicy> Policies = new(StringComparer.Ordinal)
    {
        ["delete"] = LogPolicy.Delete,
        ["keep"] = LogPolicy.Keep,
        ["leave"] = LogPolicy.Leave,
    };

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/users/{userId}").WithTags("Users").RequireAuthorization(Roles.Use);
        group.MapGet("/profile", GetAsync).WithSummary("What is remembered of a user; empty for a user that nothing is known of.");
        group.MapPatch("/profile", PatchAsync).WithSummary("Put items and values into a profile, or take them out.");
        group
            .MapGet("/recommendations", RecommendAsync)
            .WithSummary("The best items for a user, without what the user has seen, disliked or does not want.");
        group
            .MapGet("/export", ExportAsync)
            .WithSummary("Everything that is stored of a user, to be taken away; for a key that does not operate, what it wrote itself.");
        group
            .MapDelete("/profile", DeleteAsync)
            .WithSummary(
                "Delete everything about a user: profile, conversations, recommendation records and interactions. With log=keep the "
                    + "interactions stay, under a random id that nothing connects to the user; with log=leave as they are. A key that "
                    + "does not operate deletes what it wrote itself, and no interactions."
            );
    }

    private static async Task<Results<Ok<ProfileAnswer>, ProblemHttpResult>> GetAsync(
        string userId,
        ProfileStore profiles,
        ServingSlot slot,
        RequestChecks checks,
        HttpContext context
    ) =>
        checks.Id("userId", userId) is { } problem
            ? problem
            : TypedResults.Ok(Answer(userId, await profiles.LoadAsync(context.Caller(userId), context.RequestAborted), slot.Current));

    private static async Task<Results<Ok<ProfileAnswer>, ProblemHttpResult>> PatchAsync(
        string userId,
        ProfilePatch patch,
        PlanRunner runner,
        ProfileStore profiles,
        ServingSlot slot,
        RequestChecks checks,
        TimeProvider time,
        HttpContext context
    )
    {
        if (checks.Id("userId", userId) is { } problem)
        {
            return problem;
        }

        var state = slot.Current;
        var grounded = runner.Prepare(
            new Plan
            {
                Intent = Intent.Remember,
                Remember = patch.Remember,
                Forget = patch.Forget,
            },
            state
        );
        if (grounded.Unknown.Count > 0)
        {
            ProblemPlace[] places =
            [
                .. grounded.Unknown.Select(name => new ProblemPlace("$", $"\"{Problem.Quoted(name)}\" is not in the catalogue")),
            ];
            return Problem.Result(
                StatusCodes.Status404NotFound,
                Problem.UnknownItem,
                "A name is not in the catalogue; nothing was changed.",
                places[0].Message,
                places
            );
        }

        var update = ProfileChanges.Of(grounded.Plan.Remember, grounded.Plan.Forget, state.Catalog, time.GetUtcNow(), "api");
        return TypedResults.Ok(Answer(userId, await profiles.UpdateAsync(context.Caller(userId), update, context.RequestAborted), state));
    }

    private static async Task<Results<Ok<PlanReply>, ProblemHttpResult>> RecommendAsync(
        string userId,
        PlanService plans,
        RequestChecks checks,
        HttpContext context,
        int count = 10
    )
    {
        if ((checks.Id("userId", userId) ?? checks.Count("count", count)) is { } problem)
        {
            return problem;
        }

        var plan = new Plan { Intent = Intent.Recommend, Lists = [new PlanList { Count = count, Steps = [new RankStep()] }] };
        return TypedResults.Ok(await plans.RunPlanAsync(plan, context.Caller(userId), context.RequestAborted));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string userId,
        UserData users,
        RequestChecks checks,
        HttpContext context,
        string log = "delete"
    )
    {
        if (
            (checks.Id("userId", userId) ?? (Policies.ContainsKey(log) ? null : Problem.Invalid("log", "must be delete, keep or leave"))) is
            { } problem
        )
        {
            return problem;
        }

        await users.DeleteAsync(context.Caller(userId), Policies[log], context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<UserExport>, ProblemHttpResult>> ExportAsync(
        string userId,
        UserData users,
        RequestChecks checks,
        HttpContext context
    ) =>
        checks.Id("userId", userId) is { } problem
            ? problem
            : TypedResults.Ok(await users.ExportAsync(context.Caller(userId), context.RequestAborted) ?? UserExport.Nothing(userId));

    /// <summary>A profile as it is told to callers.</summary>
    public static ProfileAnswer Answer(string userId, Profile profile, ServingState state)
    {
        var entries = profile.Entries.Select(e => new ProfileEntryAnswer(
            e.Kind,
            e.ItemId,
            e.ItemId is not null && state.Catalog.IndexOf(e.ItemId) is >= 0 and var item ? state.Catalog.Title(item) : null,
            e.Attribute,
            e.Value,
            e.At,
            e.Source
        ));
        return new ProfileAnswer(userId, [.. entries], profile.History.Count);
    }
}
