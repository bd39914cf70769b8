using InteRec.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.OpenAi;

/// <summary>What went wrong, in OpenAI's form.</summary>
/// <param name="Error">The error.</param>
public sealed record OpenAiError(OpenAiFault Error);

/// <summary>An error of OpenAI's protocol.</summary>
/// <param name="Message">What is wrong, in words.</param>
/// <param name="Type"><c>invalid_request_error</c>, <c>requests</c> (too many of them) or <c>server_error</c>.</param>
/// <param name="Param">The parameter that is wrong: <c>messages[0].content</c>; null where it is none.</param>
/// <param name="Code">What is wrong, for programs: <c>invalid_api_key</c>, <c>model_not_found</c>, <c>unsupported_value</c> ...</param>
public sealed record OpenAiFault(string Message, string Type, string? Param, string? Code);

/// <summary>Says problem details as OpenAI's clients read them: they look for a member <c>error</c>.</summary>
internal static class OpenAiErrors
{
    /// <summary>Code of a parameter that we cannot honour whatever its value.</summary>
    public const string UnsupportedParameter = "unsupported-parameter";

    /// <summary>Code of a parameter that we honour with other values only.</summary>
    public const string UnsupportedValue = "unsupported-value";

    /// <summary>Code of a parameter that is of another type.</summary>
    public const string InvalidType = "invalid-type";

    /// <summary>Code of a parameter that is needed.</summary>
    public const string Missing = "missing-required-parameter";

    private const string RateLimit = "rate_limit_exceeded";

    /// <summary>Our codes that OpenAI has another word for; the others are theirs with underscores.</summary>
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        [Problem.Unauthorized] = "invalid_api_key",
        [Problem.Forbidden] = "insufficient_permissions",
        [Problem.UnknownModel] = "model_not_found",
        [Problem.UnknownConversation] = "conversation_not_found",
        [Problem.UnknownUser] = "user_not_found",
        [Problem.NotFound] = "unknown_url",
        [Problem.MethodNotAllowed] = "method_not_supported",
        [Problem.TooLarge] = "request_too_large",
    };

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        [Problem.UnknownModel] = "model",
        [Problem.UnknownConversation] = "conversation_id",
        [Problem.UnknownUser] = "user",
    };

    /// <summary>400: a parameter cannot be honoured, and why.</summary>
    public static ProblemDetails Refused(string code, string parameter, string message) =>
        Problem.Details(
            StatusCodes.Status400BadRequest,
            code,
            "The request cannot be honoured.",
            $"{parameter}: {message}",
            new ProblemPlace(parameter, message)
        );

    public static OpenAiError Of(ProblemDetails details)
    {
        var code = details.Type?[(details.Type.LastIndexOf(':') + 1)..] ?? Problem.Internal;
        var type = details.Status switch
        {
            StatusCodes.Status429TooManyRequests => "requests",
            >= StatusCodes.Status500InternalServerError => "server_error",
            _ => "invalid_request_error",
        };
        var place = (details.Extensions.TryGetValue("errors", out var errors) ? errors as IReadOnlyList<ProblemPlace> : null)
            is [var first, ..]
            ? first.Path
            : null;
        return new OpenAiError(
            new OpenAiFault(
                Plain(details.Detail is { Length: > 0 } detail ? $"{details.Title} {Plain(detail)}" : details.Title ?? code),
                type,
                place is null ? Parameters.GetValueOrDefault(code)
                    : place == "$" ? null
                    : Plain(place),
                details.Status == StatusCodes.Status429TooManyRequests ? RateLimit : Codes.GetValueOrDefault(code) ?? code.Replace('-', '_')
            )
        );
    }

    /// <summary>A path as OpenAI writes it, without our sign for the body, and where it stands there.</summary>
    private static string Plain(string text) => text.StartsWith("$.", StringComparison.Ordinal) ? CallerMetadata.PlaceOf(text[2..]) : text;
}
