using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Planning.Llm.Prompts;

namespace InteRec.Planning.Llm.Client;

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
    private static readonly string[] Reasons = ["error", "errors", "message", "msg", "detail", "error_description", "title", "reason", "metadata", "raw"];

    /// <summary>The error of an answer with such a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">What the endpoint says.</param>
    /// <param name="headers">The headers that came with it.</param>
    /// <param name="key">The key, or null; some endpoints repeat it.</param>
    public static EndpointError Of(int status, string body, HttpResponseHeaders headers, string? key)
    {
        body = string.IsNullOrEmpty(key) ? body : body.Replace(key, "***", StringComparison.Ordinal);
        var json = LooseJson.Whole(body);
        var words = json is null ? body.TrimStart().StartsWith('<') ? "a web page" : body : string.Join("; ", Words(json, 0).Distinct());
        return new EndpointError(status, DataBlock.Line(words, LongestReason), json is null ? null : Named(json, 0), Wait(headers));
    }

    /// <summary>The error that a piece of an answer is instead of an answer, or null.</summary>
    public static EndpointError? In(JsonObject piece, HttpResponseHeaders headers, string? key)
    {
        var isError = piece["error"] switch
        {
            JsonObject { Count: > 0 } => true,
            JsonValue value => value.TryGetValue<string>(out var text) && text.Length > 0,
            _ => piece["choices"] is null && (Is(piece["object"], "error") || piece["detail"] is not null || piece["message"] is JsonValue),
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
        return new ModelException(failure, $"the endpoint answered {Status}{(Reason.Length > 0 ? ": " : string.Empty)}{Reason}") { Error = this };
    }

    private static bool Is(JsonNode? node, string word) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == word;

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
            : type.Contains("invalid", StringComparison.OrdinalIgnoreCase) || type.Contains("unsupported", StringComparison.OrdinalIgnoreCase) ? 400
            : 502;
    }

    /// <summary>The words of a reason; one that is JSON within a text is an endpoint's behind a gateway.</summary>
    private static IEnumerable<string> Words(JsonNode? node, int depth) => depth > DeepestReason ? [] : node switch
    {
        JsonObject json => Reasons.SelectMany(name => Words(json[name], depth + 1)),
        JsonArray array => array.SelectMany(element => Words(element, depth + 1)),
        JsonValue value when value.TryGetValue<string>(out var text) => text.TrimStart().StartsWith('{') && LooseJson.Whole(text) is JsonObject inner ? Words(inner, depth + 1) : [text],
        _ => [],
    };

    private static string? Named(JsonNode? node, int depth) => depth > DeepestReason ? null : node switch
    {
        JsonObject json when json["param"] is JsonValue value && value.GetValueKind() == JsonValueKind.String => value.ToString(),
        JsonObject json when json["loc"] is JsonArray place => place.Select(p => p?.ToString()).FirstOrDefault(p => p != "body"),
        JsonObject json => Reasons.Select(name => Named(json[name], depth + 1)).FirstOrDefault(p => p is not null),
        JsonArray array => array.Select(element => Named(element, depth + 1)).FirstOrDefault(p => p is not null),
        JsonValue value when value.TryGetValue<string>(out var text) && text.TrimStart().StartsWith('{') => Named(LooseJson.Whole(text), depth + 1),
        _ => null,
    };

    private static TimeSpan? Wait(HttpResponseHeaders headers)
    {
        foreach (var name in (string[])["retry-after-ms", "x-ms-retry-after-ms"])
        {
            if (headers.TryGetValues(name, out var values) && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 0)
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
            ? until > from ? until - from : TimeSpan.Zero
            : null;
    }
}
