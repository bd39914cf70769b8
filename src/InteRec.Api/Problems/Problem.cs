using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.Problems;

/// <summary>One wrong place of a request: a JSON path or the name of a parameter, and what is wrong there.</summary>
/// <param name="Path">JSON path (<c>$.count</c>), or the name of a header or parameter.</param>
/// <param name="Message">What is wrong, in words.</param>
/// <param name="Line">Line of the body, from 1; null where it is not known.</param>
/// <param name="Column">Byte within the line, from 1; null where it is not known.</param>
public sealed record ProblemPlace(
    string Path,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Column = null
);

/// <summary>RFC 9457 problem details with a stable <c>type</c>. What goes out is written here, never taken from an exception.</summary>
internal static class Problem
{
    public const string InvalidJson = "invalid-json";
    public const string InvalidValue = "invalid-value";
    public const string InvalidPlan = "invalid-plan";
    public const string MissingBody = "missing-body";
    public const string TooLarge = "too-large";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string UnsupportedEncoding = "unsupported-encoding";
    public const string NotAcceptable = "not-acceptable";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotFound = "not-found";
    public const string UnknownTool = "unknown-tool";
    public const string UnknownItem = "unknown-item";
    public const string UnknownConversation = "unknown-conversation";
    public const string UnknownRecommendation = "unknown-recommendation";
    public const string UnknownUser = "unknown-user";
    public const string UnknownRanker = "unknown-ranker";
    public const string UnknownTrainingRun = "unknown-training-run";
    public const string UnknownModel = "unknown-model";
    public const string ToolRefused = "tool-refused";
    public const string Conflict = "conflict";
    public const string NotReady = "not-ready";
    public const string Busy = "busy";
    public const string Storage = "storage";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string BadRequest = "bad-request";
    public const string Internal = "internal";

    /// <summary>The value of <c>type</c> for a code: an identifier, not an address.</summary>
    public static string TypeOf(string code) => "urn:interec:problem:" + code;

    public static ProblemDetails Details(
        int status,
        string code,
        string title,
        string? detail = null,
        params IReadOnlyList<ProblemPlace> errors
    )
    {
        var details = new ProblemDetails
        {
            Status = status,
            Type = TypeOf(code),
            Title = title,
            Detail = detail,
        };
        if (errors.Count > 0)
        {
            details.Extensions["errors"] = errors;
        }

        return details;
    }

    public static ProblemHttpResult Result(
        int status,
        string code,
        string title,
        string? detail = null,
        params IReadOnlyList<ProblemPlace> errors
    ) => TypedResults.Problem(Details(status, code, title, detail, errors));

    /// <summary>400: something in the request has a value that cannot be used.</summary>
    public static ProblemHttpResult Invalid(string path, string message) =>
        Result(
            StatusCodes.Status400BadRequest,
            InvalidValue,
            "A value cannot be used.",
            string.Create(CultureInfo.InvariantCulture, $"{path}: {message}"),
            new ProblemPlace(path, message)
        );

    /// <summary>404 for something named in the path or in the body.</summary>
    public static ProblemHttpResult Unknown(string code, string what, string id) =>
        Result(StatusCodes.Status404NotFound, code, $"There is no such {what}.", $"No {what} has the id \"{Quoted(id)}\".");

    /// <summary>What a caller sent, short enough to be sent back.</summary>
    public static string Quoted(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "...");
}
