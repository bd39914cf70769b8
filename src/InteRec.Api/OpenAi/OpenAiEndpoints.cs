using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using InteRec.Api.Endpoints;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Conversations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.OpenAi;

/// <summary>OpenAI's protocol: any of its clients works with only the base address changed.</summary>
internal static class OpenAiEndpoints
{
    private static readonly byte[] Done = "[DONE]"u8.ToArray();
    private static readonly ModelAnswer Model = new(CompletionAnswers.Model, "model", DateTimeOffset.UnixEpoch.ToUnixTimeSeconds(), CompletionAnswers.Model);

    public static IServiceCollection AddOpenAi(this IServiceCollection services) => services.AddSingleton<CompletionHistory>();

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("OpenAI").RequireAuthorization(Roles.Use).WithMetadata(new OpenAiProtocol());
        group.MapPost("/chat/completions", CompleteAsync)
            .Produces<CompletionAnswer>()
            .WithSummary("Answer the last message, in OpenAI's protocol.")
            .WithDescription("The conversation is continued from the messages. Items and recommendation id are in the member interec and in the text.");
        group.MapGet("/models", () => TypedResults.Ok(new ModelList("list", [Model]))).WithSummary("The one model that clients of OpenAI's protocol can choose.");
        group.MapGet("/models/{id}", OfModel).WithSummary("One model.");
    }

    private static Results<Ok<ModelAnswer>, ProblemHttpResult> OfModel(string id) =>
        id == Model.Id ? TypedResults.Ok(Model) : Problem.Unknown(Problem.UnknownModel, "model", id);

    private static async Task<IResult> CompleteAsync(
        CompletionRequest request, ConversationService conversations, CompletionHistory history, RequestChecks checks, TimeProvider time, HttpContext context)
    {
        var messages = request.Messages ?? [];
        var said = messages is [.., { IsUsers: true } last] ? last.Text : null;
        if (((said is null ? Problem.Invalid("$.messages", "must end with a message of role user") : checks.Message("$.messages", said))
            ?? (request.N is not (null or 1) ? Problem.Invalid("$.n", "must be 1") : null)
            ?? checks.OptionalId("$.user", request.User)
            ?? checks.OptionalId("$.conversation_id", request.ConversationId)) is { } problem)
        {
            return problem;
        }

        var caller = context.Caller(request.User);
        var answers = new CompletionAnswers(time.GetUtcNow());
        if (request.Stream == true)
        {
            return await EventStream.StartAsync(context, stop => PiecesAsync(stop));
        }

        return TypedResults.Ok(answers.Of(await conversations.TakeTurnAsync(await TurnAsync(context.RequestAborted), caller, context.RequestAborted)));

        async Task<ChatRequest> TurnAsync(CancellationToken cancellationToken) => new(
            said!,
            request.ConversationId ?? await history.FindAsync([.. messages.Take(messages.Count - 1)], caller, checks.Limits.MessageLength, cancellationToken),
            request.User);

        async IAsyncEnumerable<SseItem<object>> PiecesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var turn = conversations.StreamTurnAsync(await TurnAsync(cancellationToken), caller, cancellationToken);
            await foreach (var piece in StreamAsync(turn, answers, request.StreamOptions?.IncludeUsage == true, cancellationToken))
            {
                yield return new SseItem<object>(piece);
            }
        }
    }

    private static async IAsyncEnumerable<object> StreamAsync(
        IAsyncEnumerable<TurnEvent> turn, CompletionAnswers answers, bool withUsage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in turn.WithCancellation(cancellationToken))
        {
            switch (happened)
            {
                case TurnPlanned:
                    yield return answers.Begin();
                    break;
                case TurnText text:
                    yield return answers.Delta(text.Delta);
                    break;
                case TurnDone { Reply: var reply }:
                    yield return answers.Delta(CompletionWords.After(reply));
                    yield return answers.End(reply);
                    if (withUsage)
                    {
                        yield return answers.Usage(reply);
                    }

                    yield return Done;
                    break;
            }
        }
    }
}
