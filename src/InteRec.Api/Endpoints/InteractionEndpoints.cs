using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Import;
using InteRec.Interactions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.Endpoints;

internal static class InteractionEndpoints
{
    private const int MostRowsOfAPage = 10_000;

    public static void MapInteractions(this IEndpointRouteBuilder routes)
    {
        MapAppend(routes);
        routes
            .MapGet("/v1/interactions", PageAsync)
            .WithTags("Interactions")
            .RequireAuthorization(Roles.Operate)
            .WithSummary("A page of the log, of one user or of all; the answer's \"next\" is the cursor of the page after it.");
    }

    private static void MapAppend(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/interactions", AppendAsync)
            .WithTags("Interactions")
            .RequireAuthorization(Roles.Write)
            .Accepts<object>("application/json", BatchBody.NdJson, BatchBody.Csv)
            .WithBatchBody(routes)
            .WithSummary("Append interactions to the log: all of the batch or nothing. A row that is there already changes nothing.")
            .WithDescription(
                "A row is { userId, itemId, kind, weight, timestamp }; kind is view, click, like, dislike, rating or purchase, the "
                    + "weight of a rating its stars. "
                    + "With the header Idempotency-Key a batch that is sent again is answered as the first time. With skipBadRows=true "
                    + "the good rows go in and the bad ones are told."
            );

    private static async Task<Results<Ok<InteractionsAnswer>, ProblemHttpResult>> AppendAsync(
        HttpContext context,
        InteractionImport import,
        RequestChecks checks,
        TimeProvider time,
        [FromHeader(Name = "Idempotency-Key")] string? key = null,
        bool skipBadRows = false
    )
    {
        if (checks.OptionalId("Idempotency-Key", key) is { } bad)
        {
            return bad;
        }

        var (input, format, problem) = await BatchBody.OpenAsync(context, checks);
        if (problem is not null)
        {
            return problem;
        }

        await using (input)
        {
            var settings = new ImportSettings
            {
                MaxRows = checks.Limits.InteractionsPerBatch,
                BatchKey = key,
                MissingTimestamp = time.GetUtcNow(),
                SkipBadRows = skipBadRows,
            };
            try
            {
                var report = await import.ImportAsync(input!, format, settings, progress: null, context.RequestAborted);
                return report.Applied
                    ? TypedResults.Ok(
                        new InteractionsAnswer(
                            report.Rows,
                            report.Inserted,
                            report.Unchanged,
                            report.Repeated,
                            report.Bad,
                            BatchBody.Places(report, format)
                        )
                    )
                    : BatchBody.Refused(report, format);
            }
            catch (BatchConflictException)
            {
                return Problem.Result(
                    StatusCodes.Status409Conflict,
                    Problem.Conflict,
                    "This idempotency key was used for other rows.",
                    "Use a key once for each batch.",
                    new ProblemPlace("Idempotency-Key", "used before")
                );
            }
        }
    }

    private static async Task<Results<Ok<InteractionsPage>, ProblemHttpResult>> PageAsync(
        InteractionLog log,
        RequestChecks checks,
        CancellationToken cancellationToken,
        string? userId = null,
        string? cursor = null,
        int limit = 1_000
    )
    {
        if (checks.OptionalId("userId", userId) is { } problem)
        {
            return problem;
        }

        if (limit is < 1 or > MostRowsOfAPage)
        {
            return Problem.Invalid("limit", $"must be from 1 to {MostRowsOfAPage}");
        }

        try
        {
            var page = await log.PageAsync(userId, cursor, limit, cancellationToken);
            return TypedResults.Ok(new InteractionsPage(page.Rows, page.Next));
        }
        catch (FormatException)
        {
            return Problem.Invalid("cursor", "is none that an earlier page gave");
        }
    }
}
