using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class ConversationEndpoints
{
    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/conversations").WithTags("Conversations").RequireAuthorization(Roles.Use);
        group.MapGet("/{conversationId}", GetAsync).WithSummary("A conversation with its turns.");
        group.MapDelete("/{conversationId}", DeleteAsync).WithSummary("Delete a conversation with its turns and recommendation records.");
    }

    private static async Task<Results<Ok<ConversationAnswer>, ProblemHttpResult>> GetAsync(
        string conversationId,
        ConversationStore store,
        Verdicts verdicts,
        RequestChecks checks,
        HttpContext context,
        string? userId = null
    )
    {
        if (checks.Id("conversationId", conversationId) is { } problem)
        {
            return problem;
        }

        if (await store.LoadAsync(conversationId, context.Caller(userId), context.RequestAborted) is not { } conversation)
        {
            return Problem.Unknown(Problem.UnknownConversation, "conversation", conversationId);
        }

        var turns = await store.TurnsAsync(conversationId, context.RequestAborted);
        var said = (await verdicts.OfConversationAsync(conversationId, context.RequestAborted)).ToLookup(v => v.Turn);
        return TypedResults.Ok(
            new ConversationAnswer(
                conversationId,
                conversation.UserId,
                conversation.CreatedAt,
                conversation.UpdatedAt,
                [.. turns.Select(Answer)]
            )
        );

        TurnAnswer Answer(StoredTurn t) =>
            new(t.Turn, t.At, t.Message, t.Reply, said[t.Turn].ToDictionary(v => v.ItemId, v => v.Kind, StringComparer.Ordinal));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string conversationId,
        ConversationStore store,
        RequestChecks checks,
        HttpContext context,
        string? userId = null
    )
    {
        if (checks.Id("conversationId", conversationId) is { } problem)
        {
            return problem;
        }

        return await store.DeleteAsync(conversationId, context.Caller(userId), context.RequestAborted)
            ? TypedResults.NoContent()
            : Problem.Unknown(Problem.UnknownConversation, "conversation", conversationId);
    }
}
