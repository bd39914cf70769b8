using System.Net.ServerSentEvents;
using InteRec.Api.Endpoints;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.OpenAi;

/// <summary>OpenAI's protocol: any of its clients works with only the base address changed.</summary>
internal static class OpenAiEndpoints
{
    private const string Description = """
        Messages are a conversation so far, and the last one is answered. The conversation is found by conversation_id,
        metadata.conversation_id or the header X-Conversation-Id, otherwise by the messages themselves, within what the key and user
        have said; an edited or regenerated history goes on from what fits. Items, reasons and ids are in the member interec, the ids
        also in metadata and headers. response_format may be json_object. Parameters that tune how a model writes are passed over, as
        are tools that need not be called; n above 1, logprobs, audio, json_schema and tools that must be called are refused by name.
        Background tasks of web front ends (title, tags, follow-ups ...) are answered without a turn.
        """;

    private static readonly ModelAnswer Model = new(
        CompletionAnswers.Model,
        "model",
        DateTimeOffset.UnixEpoch.ToUnixTimeSeconds(),
        CompletionAnswers.Model
    );

    public static IServiceCollection AddOpenAi(this IServiceCollection services) =>
        services
            .AddSingleton<CompletionHistory>()
            .AddSingleton<FrontEndTasks>()
            .AddSingleton<Completions>()
            .AddSingleton<IProblemDetailsWriter, OpenAiErrorWriter>();

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("OpenAI").RequireAuthorization(Roles.Use);
        group
            .MapPost("/chat/completions", CompleteAsync)
            .Produces<CompletionAnswer>(StatusCodes.Status200OK, "application/json", "text/event-stream")
            .Produces<OpenAiError>(StatusCodes.Status400BadRequest)
            .Produces<OpenAiError>(StatusCodes.Status401Unauthorized)
            .Produces<OpenAiError>(StatusCodes.Status404NotFound)
            .Produces<OpenAiError>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Answer the last message, in OpenAI's protocol.")
            .WithDescription(Description);
        group
            .MapGet("/models", () => TypedResults.Ok(new ModelList("list", [Model])))
            .WithSummary("The one model that clients of OpenAI's protocol can choose.");
        group.MapGet("/models/{id}", OfModel).Produces<OpenAiError>(StatusCodes.Status404NotFound).WithSummary("One model.");
    }

    private static Results<Ok<ModelAnswer>, ProblemHttpResult> OfModel(string id) =>
        id == Model.Id ? TypedResults.Ok(Model) : Problem.Unknown(Problem.UnknownModel, "model", id);

    private static async Task<IResult> CompleteAsync(
        CompletionRequest request,
        Completions completions,
        RequestChecks checks,
        HttpContext context
    )
    {
        var (asked, problem) = Completion.Of(request, checks, context);
        if (problem is not null)
        {
            return TypedResults.Problem(problem);
        }

        return asked!.InPieces
            ? await EventStream.StartAsync(
                context,
                stop => completions.PiecesAsync(asked, context, stop).Select(piece => new SseItem<object>(piece))
            )
            : TypedResults.Ok(await completions.AnswerAsync(asked, context));
    }
}
