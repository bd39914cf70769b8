using InteRec.Api.Problems;
using InteRec.Conversations;
using InteRec.Planning.Grounding;
using Microsoft.AspNetCore.Mvc;
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

        var sentence = problem.Extensions.TryGetValue("errors", out var errors) && errors is IReadOnlyList<ProblemPlace> { Count: > 0 } places
            ? string.Join(' ', places.Select(p => $"{Flat(p.Path)}{p.Message.TrimEnd('.')}."))
            : problem.Detail ?? problem.Title!;
        return exception is ConversationNotFoundException ? $"{sentence} Leave conversationId out to begin a conversation." : sentence;
    }

    /// <summary>A name that is not there, with the nearest and all that are.</summary>
    public static string Unknown(string what, string name, IReadOnlyCollection<string> all) =>
        $"There is no {what} \"{Problem.Quoted(name)}\".{NearestName.Question(name, all)} There are {string.Join(", ", all)}.";

    /// <summary>A failure of a request that has no answer of its own for it.</summary>
    public static McpProtocolException Protocol(Exception exception, HttpContext http) => new(
        Sentence(exception, http),
        ProblemHandler.Of(exception) switch
        {
            { Status: StatusCodes.Status404NotFound } => McpErrorCode.ResourceNotFound,
            { Status: >= StatusCodes.Status500InternalServerError } => McpErrorCode.InternalError,
            _ => McpErrorCode.InvalidParams,
        });

    /// <summary>The path as a caller with flat arguments wrote it.</summary>
    private static string Flat(string path)
    {
        foreach (var before in (ReadOnlySpan<string>)["$.step.", "$.step", "$.", "$"])
        {
            if (path.StartsWith(before, StringComparison.Ordinal))
            {
                path = path[before.Length..];
                break;
            }
        }

        return path.Length > 0 ? $"{path}: " : "";
    }
}
