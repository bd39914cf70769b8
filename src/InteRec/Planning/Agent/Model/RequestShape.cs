using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// What of a request an endpoint takes. It begins with everything; what is refused is asked for in a lesser form or left out, one thing at
/// a time: a schema becomes any JSON object and then words alone, the bound of tokens changes its name, rules go in front of the message.
/// </summary>
internal sealed partial record RequestShape
{
    private const string Tokens = "max_tokens";
    private const string CompletionTokens = "max_completion_tokens";
    private const string Format = "response_format";
    private const string System = "system";

    /// <summary>Names as reasons have them, where they are not the parameter's own.</summary>
    private static readonly Dictionary<string, Regex> OtherNames = new(StringComparer.Ordinal)
    {
        [Format] = FormatName(),
        ["tools"] = ToolsName(),
        ["stream"] = StreamName(),
        [System] = SystemName(),
    };

    /// <summary>Parameters that mean nothing without another.</summary>
    private static readonly Dictionary<string, string[]> Followers = new(StringComparer.Ordinal)
    {
        ["tools"] = ["tool_choice", "parallel_tool_calls"],
        ["stream"] = ["stream_options"],
    };

    /// <summary>What is left out.</summary>
    private IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>True: a schema becomes any JSON object.</summary>
    private bool IsLoose { get; init; }

    /// <summary>The name of the bound of tokens, and whether the other one was refused before.</summary>
    private (string Name, bool IsLast) Bound { get; init; }

    /// <summary>The shape to begin with.</summary>
    /// <param name="isOpenAi">
    /// OpenAI and Azure have a new name for the bound of tokens; many others pass over it and write without end.
    /// </param>
    public static RequestShape For(bool isOpenAi) => new() { Bound = (isOpenAi ? CompletionTokens : Tokens, false) };

    /// <summary>A request in this shape.</summary>
    public JsonObject Apply(JsonObject request)
    {
        var shaped = request.DeepClone().AsObject();
        if (shaped[CompletionTokens] is { } bound && Bound.Name != CompletionTokens)
        {
            shaped.Remove(CompletionTokens);
            shaped[Tokens] = bound;
        }

        if (IsLoose && shaped[Format]?["json_schema"] is not null)
        {
            shaped[Format] = new JsonObject { ["type"] = "json_object" };
        }

        foreach (var name in Refused.SelectMany(r => Followers.GetValueOrDefault(r, []).Append(r)))
        {
            shaped.Remove(name);
        }

        if (Refused.Contains(System))
        {
            Fold(shaped);
        }

        return shaped;
    }

    /// <summary>The shape without what an error refuses, and its name; null where the error is about something else.</summary>
    /// <param name="error">The endpoint's answer.</param>
    /// <param name="sent">The request that it answers.</param>
    public (RequestShape Shape, string What)? Without(EndpointError error, JsonObject sent)
    {
        if (error.Status is not (400 or 404 or 405 or 415 or 422 or 500 or 501) || ContextName().IsMatch(error.Reason))
        {
            return null;
        }

        // Where no parameter is named it is the answer's format: the one that fewest endpoints know.
        var what = Named(error, sent) ?? (error.Status is not (404 or 405 or 500) && sent.ContainsKey(Format) ? Format : null);
        return what switch
        {
            null => null,
            Format when sent[Format]?["json_schema"] is not null => (this with { IsLoose = true }, what),
            Tokens or CompletionTokens when !Bound.IsLast => (
                this with
                {
                    Bound = (what == Tokens ? CompletionTokens : Tokens, true),
                },
                what
            ),
            _ => (this with { Refused = [.. Refused, what] }, what),
        };
    }

    /// <summary>The parameter that the endpoint names, or the first one that its words mention.</summary>
    private static string? Named(EndpointError error, JsonObject sent)
    {
        var names = sent.Select(p => p.Key).Where(n => n is not ("model" or "messages")).ToList();
        if (names.Find(n => error.Parameter == n || error.Parameter?.StartsWith(n + ".", StringComparison.Ordinal) == true) is { } named)
        {
            return named;
        }

        if (sent["messages"]?[0]?["role"]?.ToString() == System)
        {
            names.Add(System);
        }

        return names
            .Select(n => (Name: n, At: OtherNames.GetValueOrDefault(n, Own(n)).Match(error.Reason)))
            .Where(n => n.At.Success)
            .OrderBy(n => n.At.Index)
            .Select(n => n.Name)
            .FirstOrDefault();
    }

    private static Regex Own(string name) =>
        new(
            $@"\b{Regex.Escape(name).Replace("_", "[_ ]?", StringComparison.Ordinal)}\b",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );

    /// <summary>Rules at the head of the person's first message, for templates that know no role for them.</summary>
    private static void Fold(JsonObject request)
    {
        if (request["messages"] is JsonArray { Count: > 1 } messages && messages[0]?["role"]?.ToString() == System)
        {
            var rules = messages[0]!["content"];
            messages.RemoveAt(0);
            messages[0]!["content"] = $"{Text(rules)}\n\n{Text(messages[0]!["content"])}";
        }

        static string Text(JsonNode? content) =>
            content is JsonArray parts ? string.Concat(parts.Select(p => p?["text"]?.ToString())) : content?.ToString() ?? string.Empty;
    }

    [GeneratedRegex(
        @"response.?format|json.?schema|json.?object|json.?mode|structured.?output|guided|grammar",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex FormatName();

    [GeneratedRegex(@"\btools?\b|function.?call", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToolsName();

    [GeneratedRegex(@"\bstream(?:ing)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StreamName();

    [GeneratedRegex(@"system.?(?:role|message|prompt)|role\W{1,3}system", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SystemName();

    /// <summary>A request that is too long is not mended by leaving out a parameter.</summary>
    [GeneratedRegex(
        @"context.?(?:length|window|size)|prompt is too long|too many tokens",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex ContextName();
}
