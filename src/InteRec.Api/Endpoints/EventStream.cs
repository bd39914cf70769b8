using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.Endpoints;

/// <summary>What all streams of server-sent events share: the gate, the headers, and failures as an event <c>error</c> with problem details.</summary>
internal static partial class EventStream
{
    private const string MediaType = "text/event-stream";

    /// <summary>True where the caller names the media type of streams before JSON, or alone.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(a => a.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0)
            && !accepted.Any(a => a.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) && (a.Quality ?? 1) > (accepted.First(s => s.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)).Quality ?? 1));
    }

    /// <summary>Streams the events. Whatever fails before the first of them is an ordinary answer with its status.</summary>
    public static async Task<IResult> StartAsync(HttpContext context, IAsyncEnumerable<SseItem<object>> events)
    {
        if (!context.RequestServices.GetRequiredService<StreamGate>().TryEnter(context))
        {
            return StreamGate.Refusal(context);
        }

        var enumerator = events.GetAsyncEnumerator(context.RequestAborted);
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

        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(RestAsync(enumerator, any, context));
    }

    private static async IAsyncEnumerable<SseItem<object>> RestAsync(IAsyncEnumerator<SseItem<object>> events, bool any, HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var owned = events;
        while (any)
        {
            yield return events.Current;
            SseItem<object>? failure = null;
            try
            {
                any = await events.MoveNextAsync();
            }
            catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
            {
                failure = new SseItem<object>(Failure(context, e), "error");
            }

            if (failure is { } error)
            {
                yield return error;
                yield break;
            }
        }
    }

    private static ProblemDetails Failure(HttpContext context, Exception exception)
    {
        var details = ProblemHandler.Of(exception);
        if (details.Status >= StatusCodes.Status500InternalServerError)
        {
            LogBroken(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EventStream)), context.Request.Path, exception);
        }

        return details;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stream of {Path} broke off")]
    private static partial void LogBroken(ILogger logger, string path, Exception exception);
}
