using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Conversations;

namespace InteRec.Api.Endpoints;

internal static class ChatEndpoints
{
    public static void MapChat(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/chat", ChatAsync)
            .WithTags("Chat")
            .RequireAuthorization(Roles.Use)
            .Produces<ChatReply>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Answer one message.")
            .WithDescription(
                "With Accept: text/event-stream the answer comes in pieces: events plan, step, items, text, and done with the whole "
                    + "reply; or error with problem details."
            );

    private static async Task<IResult> ChatAsync(
        ChatRequest request,
        ConversationService conversations,
        RequestChecks checks,
        HttpContext context
    )
    {
        if (checks.Chat("$.", request) is { } problem)
        {
            return problem;
        }

        var caller = context.Caller(request.UserId);
        return EventStream.IsWanted(context.Request)
            ? await EventStream.StartAsync(context, stop => EventsAsync(conversations.StreamTurnAsync(request, caller, stop), stop))
            : TypedResults.Ok(await conversations.TakeTurnAsync(request, caller, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<object>> EventsAsync(
        IAsyncEnumerable<TurnEvent> turn,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var happened in turn.WithCancellation(cancellationToken))
        {
            yield return happened switch
            {
                TurnPlanned e => new SseItem<object>(new PlanEvent(e.Plan, e.Understood, e.Planner), "plan"),
                TurnStep e => new SseItem<object>(e.Trace, "step"),
                TurnItems e => new SseItem<object>(new ItemsEvent(e.Lists), "items"),
                TurnText e => new SseItem<object>(new TextEvent(e.Delta), "text"),
                TurnDone e => new SseItem<object>(e.Reply, "done"),
                _ => throw new NotSupportedException($"no event for {happened.GetType().Name}"),
            };
        }
    }
}
