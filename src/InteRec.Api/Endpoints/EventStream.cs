using System.Net.ServerSentEvents;
using InteRec.Api.Limits;
using InteRec.Api.OpenAi;
using InteRec.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.Endpoints;

/// <summary>
/// What all streams of server-sent events share: the gate, the end with the request or the host, and failures as an event <c>error</c>.
/// </summary>
internal static class EventStream
{
    private const string MediaType = "text/event-stream";

    /// <summary>True where the caller would rather have a stream than JSON.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(MediaType) is > 0 and var stream && stream >= Quality("application/json");

        double Quality(string mediaType) =>
            accepted
                .Where(a => a.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                .Select(a => a.Quality ?? 1)
                .DefaultIfEmpty(0)
                .Max();
    }

    /// <summary>Streams the events. What fails before the first of them is an ordinary answer with its status.</summary>
    public static async Task<IResult> StartAsync(HttpContext context, Func<CancellationToken, IAsyncEnumerable<SseItem<object>>> events)
    {
        if (!context.RequestServices.GetRequiredService<StreamGate>().TryEnter(context))
        {
            return StreamGate.Refusal(context);
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.RegisterForDispose(stop);
        var enumerator = events(stop.Token).GetAsyncEnumerator(stop.Token);
        bool any;
        try
        {
            any = await enumerator.MoveNextAsync();
        }
        catch
        {
            await enumerator.DisposeAsync();
            throw;
        }

        // A proxy in between must not hold events back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(RestAsync(enumerator, any, context));
    }

    private static async IAsyncEnumerable<SseItem<object>> RestAsync(
        IAsyncEnumerator<SseItem<object>> events,
        bool any,
        HttpContext context
    )
    {
        await using var owned = events;
        while (any)
        {
            yield return events.Current;
            ProblemDetails? failure = null;
            try
            {
                any = await events.MoveNextAsync();
            }
            catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
            {
                failure = Failure(context, e);
            }

            if (failure is not null)
            {
                yield return OpenAiProtocol.IsAsked(context)
                    ? new SseItem<object>(OpenAiErrors.Of(failure))
                    : new SseItem<object>(failure, "error");
                yield break;
            }
        }
    }

    private static ProblemDetails Failure(HttpContext context, Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            return Problem.Details(StatusCodes.Status503ServiceUnavailable, Problem.NotReady, "The service is stopping.");
        }

        var details = ProblemHandler.Of(exception);
        if (details.Status >= StatusCodes.Status500InternalServerError)
        {
            FailureLog.Write(context, details.Status.Value, exception);
        }

        return details;
    }
}
