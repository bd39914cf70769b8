using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using InteRec.Api.Contracts;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Training;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class TrainingEndpoints
{
    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/training-runs").WithTags("Training").RequireAuthorization(Roles.Operate);
        group
            .MapPost("/", Start)
            .WithSummary(
                "Begin a training run on the log as it is now. While one is under way it waits; where one that asks for the same waits "
                    + "already, that is the answer."
            )
            .WithDescription(
                "The body may be left out. tune is minutes to look for better parameters first, with a seed of what is tried; what was "
                    + "tried is in the manifest of the ranker. "
                    + "warmStart begins with the factors in use in place of random ones; without it the setting "
                    + "InteRec:Training:WarmStart decides."
            );
        group.MapGet("/", (TrainingQueue queue) => TypedResults.Ok(queue.List())).WithSummary("The runs of this process, latest first.");
        group.MapGet("/{trainingRunId}", Get).WithSummary("One run.");
        group
            .MapGet("/{trainingRunId}/progress", ProgressAsync)
            .WithSummary("The run as a stream of server-sent events \"progress\", until it is over.");
        group.MapDelete("/{trainingRunId}", Cancel).WithSummary("Stop a run. Nothing of it is left, and the ranker that answers stays.");
    }

    private static Results<Accepted<TrainingRunReport>, ProblemHttpResult> Start(
        TrainingQueue queue,
        HttpContext context,
        TrainingRunRequest? request = null
    )
    {
        if (request?.Tune is { } minutes && !TuningRequest.IsPossible(minutes))
        {
            return Problem.Invalid("$.tune", $"must be above 0 and at most {TuningRequest.MostMinutes} minutes");
        }

        return queue.Start((request ?? new TrainingRunRequest()).ToTraining()) is { } run
            ? TypedResults.Accepted(Address(context, run.TrainingRunId), run)
            : Problem.Result(
                StatusCodes.Status409Conflict,
                Problem.Conflict,
                "Another run waits already, and it asks for something else.",
                "Stop that run, or ask again when it is under way."
            );
    }

    private static Results<Ok<TrainingRunReport>, ProblemHttpResult> Get(string trainingRunId, TrainingQueue queue) =>
        queue.Find(trainingRunId) is { } run ? TypedResults.Ok(run) : Unknown(trainingRunId);

    private static async Task<IResult> ProgressAsync(string trainingRunId, TrainingQueue queue, HttpContext context) =>
        queue.Find(trainingRunId) is null
            ? Unknown(trainingRunId)
            : await EventStream.StartAsync(context, stop => EventsAsync(trainingRunId, queue, stop));

    private static Results<Accepted<TrainingRunReport>, ProblemHttpResult> Cancel(
        string trainingRunId,
        TrainingQueue queue,
        HttpContext context
    )
    {
        if (queue.Find(trainingRunId) is null)
        {
            return Unknown(trainingRunId);
        }

        return queue.Cancel(trainingRunId)
            ? TypedResults.Accepted(Address(context, trainingRunId), queue.Find(trainingRunId)!)
            : Problem.Result(StatusCodes.Status409Conflict, Problem.Conflict, "The run is over already.");
    }

    private static async IAsyncEnumerable<SseItem<object>> EventsAsync(
        string trainingRunId,
        TrainingQueue queue,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var report in queue.FollowAsync(trainingRunId, cancellationToken))
        {
            yield return new SseItem<object>(report, "progress");
        }
    }

    private static string Address(HttpContext context, string trainingRunId) =>
        $"{context.Request.PathBase}/v1/training-runs/{trainingRunId}";

    private static ProblemHttpResult Unknown(string trainingRunId) =>
        Problem.Unknown(Problem.UnknownTrainingRun, "training run", trainingRunId);
}
