using System.Text.Json;
using InteRec.Api.Problems;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Search;
using ModelContextProtocol;

namespace InteRec.Api.Mcp;

/// <summary>Failures as sentences for whoever called, often a model that can mend what it wrote.</summary>
internal static class McpErrors
{
    /// <summary>What is told of a failure. One of ours is logged, and told in general.</summary>
    public static string Sentence(Exception exception, HttpContext http)
    {
        var problem = ProblemHandler.Of(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            FailureLog.Write(http, problem.Status.Value, exception);
            return $"{problem.Title} {problem.Detail}";
        }

        return exception switch
        {
            InvalidPlanException plan => FlatArguments.Told(plan.Problems),
            CallerConditionsException conditions => FlatArguments.Told(conditions.Problems),
            JsonException json when JsonProblem.Place(json) is var place => Flat(place),
            ConversationNotFoundException => $"{problem.Detail} Leave conversationId out to begin a conversation.",
            _ => problem.Detail ?? problem.Title!,
        };
    }

    private static string Flat(ProblemPlace place) =>
        place.Path is "$" ? $"{place.Message}." : $"{place.Path.TrimStart('$', '.')}: {place.Message}.";

    /// <summary>A name that is not there, with the nearest and all that are.</summary>
    public static string Unknown(string what, string name, IReadOnlyCollection<string> all) =>
        $"There is no {what} \"{Problem.Quoted(name)}\".{NearestName.Question(name, all)} There are {string.Join(", ", all)}.";

    /// <summary>A failure of a request that has no answer of its own for it.</summary>
    public static McpProtocolException Protocol(Exception exception, HttpContext http) =>
        new(
            Sentence(exception, http),
            ProblemHandler.Of(exception) switch
            {
                { Status: StatusCodes.Status404NotFound } => McpErrorCode.ResourceNotFound,
                { Status: >= StatusCodes.Status500InternalServerError } => McpErrorCode.InternalError,
                _ => McpErrorCode.InvalidParams,
            }
        );
}
