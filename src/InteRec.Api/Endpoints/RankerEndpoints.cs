using InteRec.Api.Contracts;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class RankerEndpoints
{
    public static void MapRankers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/rankers").WithTags("Rankers").RequireAuthorization(Roles.Operate);
        group.MapGet("/", List).WithSummary("The trained rankers with their manifests, and which one answers.");
        group.MapGet("/{rankerId}", Get).WithSummary("The manifest of one ranker.");
        group.MapPost("/{rankerId}/promote", PromoteAsync).WithSummary("Let a ranker answer from now on.");
        group.MapPost("/rollback", RollBackAsync).WithSummary("Go back to the ranker that answered before.");
    }

    private static Ok<RankersAnswer> List(RankerStore store, ServingSlot slot) =>
        TypedResults.Ok(RankersAnswer.Of(store, slot.Current.RankerId, slot.Current.Trouble));

    private static Results<Ok<RankerManifest>, ProblemHttpResult> Get(string rankerId, RankerStore store) =>
        Find(store, rankerId) is { } manifest ? TypedResults.Ok(manifest) : Problem.Unknown(Problem.UnknownRanker, "ranker", rankerId);

    private static async Task<Results<Ok<RankerChanged>, ProblemHttpResult>> PromoteAsync(
        string rankerId,
        RankerStore store,
        RankerPromotion promotion,
        ServingLoader loader,
        CancellationToken cancellationToken
    )
    {
        if (Find(store, rankerId) is null)
        {
            return Problem.Unknown(Problem.UnknownRanker, "ranker", rankerId);
        }

        return await ChangeAsync(promotion.PromoteAsync(rankerId, cancellationToken), loader);
    }

    private static Task<Results<Ok<RankerChanged>, ProblemHttpResult>> RollBackAsync(
        RankerPromotion promotion,
        ServingLoader loader,
        CancellationToken cancellationToken
    ) => ChangeAsync(promotion.RollBackAsync(cancellationToken), loader);

    /// <summary>Answers when the change is in service: the caller's next request is answered by the ranker it asked for.</summary>
    private static async Task<Results<Ok<RankerChanged>, ProblemHttpResult>> ChangeAsync(Task<RankerRegistry> change, ServingLoader loader)
    {
        try
        {
            var registry = await change;
            await loader.RefreshAsync(CancellationToken.None);
            return TypedResults.Ok(new RankerChanged(registry.Current, registry.Before));
        }
        catch (RankerRejectedException e)
        {
            return Problem.Result(StatusCodes.Status409Conflict, Problem.Conflict, "The ranker stays as it is.", e.Message);
        }
    }

    private static RankerManifest? Find(RankerStore store, string rankerId) =>
        store.List().FirstOrDefault(m => string.Equals(m.RankerId, rankerId, StringComparison.Ordinal));
}
