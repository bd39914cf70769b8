using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.OpenAi;

/// <summary>
/// The parameters of a request beyond its messages: those that only tune how a model writes are passed over, once they are of the right
/// type; those that ask for something that is not given are refused, so that no client waits for it; unknown ones belong to somebody else.
/// </summary>
internal static class CompletionParameters
{
    private const string Text = "a text";
    private const string Number = "a number";
    private const string Flag = "true or false";
    private const string List = "a list";
    private const string Object = "an object";

    private static readonly Dictionary<string, string[]> PassedOver = new(StringComparer.Ordinal)
    {
        ["temperature"] = [Number],
        ["top_p"] = [Number],
        ["frequency_penalty"] = [Number],
        ["presence_penalty"] = [Number],
        ["max_tokens"] = [Number],
        ["max_completion_tokens"] = [Number],
        ["seed"] = [Number],
        ["stop"] = [Text, List],
        ["logit_bias"] = [Object],
        ["reasoning_effort"] = [Text],
        ["verbosity"] = [Text],
        ["service_tier"] = [Text],
        ["store"] = [Flag],
        ["parallel_tool_calls"] = [Flag],
        ["prompt_cache_key"] = [Text],
        ["prompt_cache_retention"] = [Text],
        ["safety_identifier"] = [Text],
        ["tools"] = [List],
        ["functions"] = [List],
    };

    /// <summary>Why a value cannot be honoured, or null where it can.</summary>
    private static readonly Dictionary<string, Func<JsonElement, string?>> Limited = new(StringComparer.Ordinal)
    {
        ["n"] = n =>
            n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var count) && count == 1
                ? null
                : "must be 1: a request has one answer",
        ["logprobs"] = v => v.ValueKind == JsonValueKind.False ? null : "must be false: an answer has no probabilities of tokens",
        ["top_logprobs"] = v =>
            v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var count) && count == 0
                ? null
                : "must be 0: an answer has no probabilities of tokens",
        ["modalities"] = v =>
            v.ValueKind == JsonValueKind.Array
            && v.EnumerateArray().All(m => m.ValueKind == JsonValueKind.String && m.GetString() == "text")
                ? null
                : "must be [\"text\"]",
        ["tool_choice"] = v =>
            IsOneOf(v, "auto", "none") ? null : "must be auto or none: the service answers by itself and calls no tools of its caller",
        ["function_call"] = v =>
            IsOneOf(v, "auto", "none") ? null : "must be auto or none: the service answers by itself and calls no functions of its caller",
    };

    private static readonly string[] Unsupported = ["audio", "prediction", "web_search_options"];

    /// <summary>The first parameter that cannot be honoured, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowsSchema">True where the answer can be as its JSON schema says.</param>
    public static ProblemDetails? Check(CompletionRequest request, bool allowsSchema)
    {
        var others = (request.Others ?? new Dictionary<string, JsonElement>()).Where(p => p.Value.ValueKind != JsonValueKind.Null);
        return others.Select(p => Check(p.Key, p.Value)).FirstOrDefault(p => p is not null)
            ?? CheckFormat(request.ResponseFormat, allowsSchema);
    }

    /// <summary>True where the answer should be one JSON object.</summary>
    public static bool WantsJson(CompletionRequest request) => TypeOf(request.ResponseFormat) == "json_object";

    /// <summary>
    /// The member of the JSON object that the answer to a task should be: that of the task, or the only one of the schema; null for words
    /// or where it cannot be told.
    /// </summary>
    public static string? TaskKey(CompletionRequest request, FrontEndTask task) =>
        TypeOf(request.ResponseFormat) switch
        {
            "json_object" => task.Key ?? (task.Kind == TaskKind.Title ? "title" : null),
            "json_schema"
                when request.ResponseFormat!.Value.TryGetProperty("json_schema", out var named)
                    && named.ValueKind == JsonValueKind.Object
                    && named.TryGetProperty("schema", out var schema)
                    && schema.ValueKind == JsonValueKind.Object
                    && schema.TryGetProperty("properties", out var properties)
                    && properties.ValueKind == JsonValueKind.Object
                    && properties.EnumerateObject().ToList() is [var only]
                    && (task.Key ?? only.Name) == only.Name => only.Name,
            _ => null,
        };

    private static ProblemDetails? Check(string name, JsonElement value)
    {
        var path = $"$.{name}";
        if (Unsupported.Contains(name, StringComparer.Ordinal))
        {
            return OpenAiErrors.Refused(OpenAiErrors.UnsupportedParameter, path, "is not supported");
        }

        if (PassedOver.TryGetValue(name, out var types))
        {
            return types.Any(t => Is(value, t))
                ? null
                : OpenAiErrors.Refused(OpenAiErrors.InvalidType, path, $"must be {string.Join(" or ", types)}");
        }

        return Limited.TryGetValue(name, out var why) && why(value) is { } reason
            ? OpenAiErrors.Refused(OpenAiErrors.UnsupportedValue, path, reason)
            : null;
    }

    private static ProblemDetails? CheckFormat(JsonElement? format, bool allowsSchema) =>
        format is null or { ValueKind: JsonValueKind.Null }
            ? null
            : TypeOf(format) switch
            {
                "text" or "json_object" => null,
                "json_schema" when allowsSchema => null,
                null => OpenAiErrors.Refused(OpenAiErrors.InvalidType, "$.response_format", "must be an object with a type"),
                _ => OpenAiErrors.Refused(
                    OpenAiErrors.UnsupportedValue,
                    "$.response_format",
                    "must be of type text or json_object: the answer has a form of its own, see the member interec"
                ),
            };

    private static string? TypeOf(JsonElement? format) =>
        format is { ValueKind: JsonValueKind.Object } f && f.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    private static bool IsOneOf(JsonElement value, params ReadOnlySpan<string> words) =>
        value.ValueKind == JsonValueKind.String && words.Contains(value.GetString());

    private static bool Is(JsonElement value, string type) =>
        type switch
        {
            Text => value.ValueKind == JsonValueKind.String,
            Number => value.ValueKind == JsonValueKind.Number,
            Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            List => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };
}
