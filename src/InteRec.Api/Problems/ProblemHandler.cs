using System.Text.Json;
using System.Text.RegularExpressions;
using InteRec.Conversations;
using InteRec.Import;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.Problems;

/// <summary>
/// Turns what was thrown into problem details. What a caller did wrong is said; anything else is a plain 500, and <see cref="FailureLog"/>
/// has the rest.
/// </summary>
internal sealed partial class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        // As a result and not through the problem service alone: that writes nothing to a caller who accepts streams of events only.
        await TypedResults.Problem(Of(exception)).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What a caller is told of an exception.</summary>
    public static ProblemDetails Of(Exception exception) =>
        exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => JsonProblem.Details(json),
            JsonException json => JsonProblem.Details(json),
            BadHttpRequestException bad => OfBadRequest(bad),
            InvalidPlanException plan => OfPlan(Problem.InvalidPlan, "The plan cannot run.", plan.Problems),
            CallerConditionsException conditions => OfPlan(Problem.InvalidValue, "A condition cannot be used.", conditions.Problems),
            ConversationNotFoundException missing => Problem.Details(
                StatusCodes.Status404NotFound,
                Problem.UnknownConversation,
                "There is no such conversation.",
                $"No conversation has the id \"{Problem.Quoted(missing.ConversationId)}\"."
            ),
            UserNotFoundException user => Problem.Details(
                StatusCodes.Status404NotFound,
                Problem.UnknownUser,
                "There is no such user.",
                $"No user has the id \"{Problem.Quoted(user.UserId)}\"."
            ),
            ErasureRefusedException refused => Problem.Details(
                StatusCodes.Status403Forbidden,
                Problem.Forbidden,
                "This key may not do that.",
                refused.Message
            ),
            ConversationConflictException => Problem.Details(
                StatusCodes.Status409Conflict,
                Problem.Conflict,
                "Another message of this conversation was answered meanwhile.",
                "Send the message again."
            ),
            ToolException tool => Problem.Details(
                StatusCodes.Status422UnprocessableEntity,
                Problem.ToolRefused,
                "The tool cannot do that.",
                tool.Message
            ),
            StorageException storage => OfStorage(storage),
            DatasetException { InnerException: BadHttpRequestException bad } => OfBadRequest(bad),
            DatasetException dataset => Problem.Details(
                StatusCodes.Status400BadRequest,
                Problem.InvalidValue,
                "The data cannot be used.",
                dataset.Message
            ),
            _ => Problem.Details(
                StatusCodes.Status500InternalServerError,
                Problem.Internal,
                "Something went wrong on our side.",
                "It is in the log of the service."
            ),
        };

    private static ProblemDetails OfStorage(StorageException exception) =>
        exception.Fault == StorageFault.Full
            ? Problem.Details(
                StatusCodes.Status507InsufficientStorage,
                Problem.Storage,
                "This could not be stored; nothing was changed.",
                $"It did not fit: {exception.Told}."
            )
            : Problem.Details(
                StatusCodes.Status503ServiceUnavailable,
                Problem.Storage,
                "This could not be stored or read; nothing was changed.",
                $"It was tried: {exception.Told}."
            );

    private static ProblemDetails OfPlan(string code, string title, IReadOnlyList<PlanProblem> problems)
    {
        ProblemPlace[] places = [.. problems.Select(p => new ProblemPlace(p.Path.Length == 0 ? "$" : "$." + p.Path, p.Text))];
        return Problem.Details(StatusCodes.Status400BadRequest, code, title, $"{places[0].Path} {places[0].Message}", places);
    }

    private static ProblemDetails OfBadRequest(BadHttpRequestException exception) =>
        exception.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => Problem.Details(exception.StatusCode, Problem.TooLarge, "The body is too large."),
            StatusCodes.Status415UnsupportedMediaType => Problem.Details(
                exception.StatusCode,
                Problem.UnsupportedMediaType,
                "The content type is not supported.",
                "Send application/json."
            ),
            StatusCodes.Status408RequestTimeout => Problem.Details(exception.StatusCode, Problem.BadRequest, "The body came too slowly."),
            var status when Parameter().Match(exception.Message) is { Success: true } match => Problem.Details(
                status,
                Problem.InvalidValue,
                "A parameter cannot be used.",
                null,
                new ProblemPlace(match.Groups["name"].Value, "not of the expected type or range")
            ),
            var status when exception.Message.Contains("body", StringComparison.OrdinalIgnoreCase) => Problem.Details(
                status,
                Problem.MissingBody,
                "A body is needed.",
                "Send a JSON body.",
                new ProblemPlace("$", "missing or cut off")
            ),
            var status => Problem.Details(status, Problem.BadRequest, "The request cannot be read."),
        };

    [GeneratedRegex("parameter \"(?:[^\"]* )?(?<name>[^\" ]+)\" from", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
