using InteRec.Api.Problems;
using InteRec.Serving;

namespace InteRec.Api.Startup;

/// <summary>Until the catalogue and a ranker are there, what needs them is answered 503 with Retry-After and what is being done.</summary>
internal static class ReadinessGate
{
    public static IApplicationBuilder UseReadinessGate(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var readiness = context.RequestServices.GetRequiredService<Readiness>();
                if (readiness.IsReady || !NeedsData(context.Request.Path))
                {
                    await next(context);
                    return;
                }

                var report = readiness.Report;
                if (report.Status == "failed")
                {
                    await Problem
                        .Result(StatusCodes.Status503ServiceUnavailable, Problem.NotReady, "The service could not start.", report.Phase)
                        .ExecuteAsync(context);
                    return;
                }

                context.Response.Headers.RetryAfter = "2";
                await Problem
                    .Result(
                        StatusCodes.Status503ServiceUnavailable,
                        Problem.NotReady,
                        "The service is still starting.",
                        new StartUpProgress(report.Phase ?? "Starting", report.Fraction, report.Detail).ToString()
                    )
                    .ExecuteAsync(context);
            }
        );

    private static bool NeedsData(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/mcp", StringComparison.OrdinalIgnoreCase);
}
