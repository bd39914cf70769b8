using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Reading;

namespace InteRec.Planning.Agent.Model;

/// <summary>What an endpoint says went wrong, in any of the forms that are in use, also under the status 200.</summary>
/// <param name="Status">HTTP status, or the code that stands in its place.</param>
/// <param name="Reason">The endpoint's own words, on one line; for logs and never for a caller.</param>
/// <param name="Parameter">The parameter it names, or null.</param>
/// <param name="RetryAfter">When to ask again, or null.</param>
internal sealed record EndpointError(int Status, string Reason, string? Parameter, TimeSpan? RetryAfter)
{
    private const int LongestReason = 300;
    private const int DeepestReason = 6;

    /// <summary>Members that hold a reason or lead to one. Others are passed over: some endpoints echo the request.</summary>
    private static readonly string[] Reasons =
    [
        "error",
        "errors",
        "message",
        "msg",
        "detail",
        "error_description",
        "title",
        "reason",
        "metadata",
        "raw",
    ];

    /// <summary>The error of an answer with such a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">What the endpoint says.</param>
    /// <param name="headers">The headers that came with it.</param>
    /// <param name="key">The key, or null; some endpoints repeat it.</param>
    public static EndpointError Of(int status, string body, HttpResponseHeaders headers, string? key)
    {
        body = string.IsNullOrEmpty(key) ? body : body.Replace(key, "***", StringComparison.Ordinal);
        var json = LooseJson.Whole(body);
        var said = Said(json).ToList();
        var words = json is null
            ? body.TrimStart().StartsWith('<')
                ? "a web page"
                : body
            : string.Join("; ", said.OfType<JsonValue>().Select(v => v.ToString()).Distinct());
        return new EndpointError(
            status,
            DataBlock.Line(words, LongestReason),
            said.OfType<JsonObject>().Select(Named).FirstOrDefault(p => p is not null),
            Wait(headers)
        );
    }

    /// <summary>The error that a piece of an answer is instead of an answer, or null.</summary>
    public static EndpointError? In(JsonObject piece, HttpResponseHeaders headers, string? key)
    {
        var isError = piece["error"] switch
        {
            JsonObject { Count: > 0 } => true,
            JsonValue value => AnswerContent.Text(value) is { Length: > 0 },
            _ => piece["choices"] is null
                && (AnswerContent.Text(piece["object"]) == "error" || piece["detail"] is not null || piece["message"] is JsonValue),
        };
        return isError ? Of(Code(piece), piece.ToJsonString(), headers, key) : null;
    }

    /// <summary>The failure of the call.</summary>
    public ModelException ToException()
    {
        var failure = Status switch
        {
            408 or 504 => ModelFailure.TimedOut,
            429 => ModelFailure.Busy,
            >= 500 => ModelFailure.Failed,
            >= 400 => ModelFailure.Refused,
            _ => ModelFailure.Unreadable,
        };
        return new ModelException(failure, $"the endpoint answered {Status}{(Reason.Length > 0 ? ": " : string.Empty)}{Reason}")
        {
            Error = this,
        };
    }

    private static int Code(JsonObject piece)
    {
        var error = piece["error"] as JsonObject ?? piece;
        foreach (var node in (JsonNode?[])[error["code"], error["status"], error["status_code"], piece["code"]])
        {
            if (node is JsonValue && int.TryParse(node.ToString(), CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600)
            {
                return code;
            }
        }

        var type = $"{error["type"]} {error["code"]} {error["status"]}";
        return type.Contains("rate_limit", StringComparison.OrdinalIgnoreCase) ? 429
            : type.Contains("invalid", StringComparison.OrdinalIgnoreCase)
            || type.Contains("unsupported", StringComparison.OrdinalIgnoreCase)
                ? 400
            : 502;
    }

    /// <summary>
    /// What is said, from the outside in: objects, and the words of reasons. A reason that is JSON within a text is an endpoint's behind a
    /// gateway.
    /// </summary>
    private static IEnumerable<JsonNode> Said(JsonNode? node, int depth = 0) =>
        depth > DeepestReason
            ? []
            : node switch
            {
                JsonObject json => Reasons.SelectMany(name => Said(json[name], depth + 1)).Prepend(json),
                JsonArray array => array.SelectMany(element => Said(element, depth + 1)),
                _ when AnswerContent.Text(node) is { } text => text.TrimStart().StartsWith('{') && LooseJson.Whole(text) is JsonObject inner
                    ? Said(inner, depth + 1)
                    : [node!],
                _ => [],
            };

    private static string? Named(JsonObject json) =>
        AnswerContent.Text(json["param"]) ?? (json["loc"] as JsonArray)?.Select(p => p?.ToString()).FirstOrDefault(p => p != "body");

    private static TimeSpan? Wait(HttpResponseHeaders headers)
    {
        foreach (var name in (string[])["retry-after-ms", "x-ms-retry-after-ms"])
        {
            if (
                headers.TryGetValues(name, out var values)
                && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
                && milliseconds >= 0
            )
            {
                return TimeSpan.FromMilliseconds(Math.Min(milliseconds, 86_400_000));
            }
        }

        return headers.TryGetValues("Retry-After", out var told) ? Wait(told.First().Trim(), headers.Date) : null;
    }

    private static TimeSpan? Wait(string told, DateTimeOffset? now)
    {
        if (double.TryParse(told.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        }

        // A date says when by the endpoint's clock, so its own Date header is what to count from.
        return now is { } from && DateTimeOffset.TryParse(told, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until > from
                ? until - from
                : TimeSpan.Zero
            : null;
    }
}
