using System.Diagnostics;
using InteRec.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace InteRec.Api.Problems;

/// <summary>The answer of an address says by its status how the service is: a 5xx there is no failure.</summary>
internal sealed class StatusIsTheAnswer;

/// <summary>
/// Every answer of 500 and above is in the log with its address and the trace id that the caller was told. What a person wrote is not: of
/// an exception, the message is told only where it cannot quote a request; the whole of it is at the level Trace.
/// </summary>
internal static partial class FailureLog
{
    public static IApplicationBuilder UseFailureLog(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var request = (context.Request.Method, Path: context.Request.PathBase + context.Request.Path);
                await next(context);
                var answers = context.GetEndpoint()?.Metadata.GetMetadata<StatusIsTheAnswer>() is not null;
                if (
                    context.Response.StatusCode < StatusCodes.Status500InternalServerError
                    || answers
                    || context.RequestAborted.IsCancellationRequested
                )
                {
                    return;
                }

                var logger = Logger(context);
                if (context.Features.Get<IExceptionHandlerFeature>()?.Error is { } exception)
                {
                    Write(logger, request.Method, request.Path, context.Response.StatusCode, TraceId(context), exception);
                }
                else
                {
                    LogRefused(logger, request.Method, request.Path, context.Response.StatusCode, TraceId(context));
                }
            }
        );

    /// <summary>Logs what failed after the answer had begun with another status.</summary>
    public static void Write(HttpContext context, int status, Exception exception) =>
        Write(
            Logger(context),
            context.Request.Method,
            context.Request.PathBase + context.Request.Path,
            status,
            TraceId(context),
            exception
        );

    private static void Write(ILogger logger, string method, string path, int status, string traceId, Exception exception)
    {
        LogFailed(logger, method, path, status, traceId, new WithoutWords(exception));
        LogWhole(logger, traceId, exception);
    }

    private static string TraceId(HttpContext context) => Activity.Current?.Id ?? context.TraceIdentifier;

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FailureLog));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed with {Status}, trace {TraceId}")]
    private static partial void LogFailed(ILogger logger, string method, string path, int status, string traceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} was answered {Status}, trace {TraceId}")]
    private static partial void LogRefused(ILogger logger, string method, string path, int status, string traceId);

    [LoggerMessage(Level = LogLevel.Trace, Message = "Trace {TraceId}")]
    private static partial void LogWhole(ILogger logger, string traceId, Exception exception);

    /// <summary>An exception as it may be logged: its types and where it came from.</summary>
    private sealed class WithoutWords(Exception exception) : Exception(Told(exception))
    {
        public override string? StackTrace => exception.StackTrace;

        public override string ToString() => $"{Message}{Environment.NewLine}{StackTrace}";

        private static string Told(Exception exception)
        {
            var type = exception is StorageException or IOException or System.Data.Common.DbException
                ? $"{exception.GetType().FullName}: {exception.Message}"
                : exception.GetType().FullName!;
            return exception.InnerException is { } inner ? $"{type} <- {Told(inner)}" : type;
        }
    }
}
