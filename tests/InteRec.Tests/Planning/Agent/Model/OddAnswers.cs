using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Tools;

namespace InteRec.Tests.Planning.Agent.Model;

/// <summary>
/// Answers as real endpoints give them, whole and as events, by the name of what is odd about each. All hold the same plan.
/// </summary>
internal static class OddAnswers
{
    public const string Plan =
        """{"intent":"recommend","lists":[{"label":null,"count":2,"steps":[{"tool":"filter","where":{"kinds":{"any":["Red"]}},"items":null,"exclude":null,"excludeSeries":null},{"tool":"rank","by":"quality","order":null,"prefer":null,"diversity":0,"novelty":0.4}]}],"remember":null,"forget":null,"ask":null}""";

    /// <summary>The model's words around and in the plan.</summary>
    public static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["plain"] = Plan,
        ["fenced"] = $"Here is the plan:\n```json\n{Plan}\n```\nHope it helps!",
        ["thinks"] = $"<think>\nok, red.\n</think>\n\n{Plan}",
        ["thinks of a brace"] = $"<think>use {{kind}}</think>\n{Plan}",
        ["thinks of a draft"] =
            "<think>\nThe user wants {red}. maybe {\"steps\": []} or {\"intent\":\"more\",\"lists\":[]}\n</think>\n\n" + Plan,
        ["thinks without a beginning"] = $"the user wants red things, so {{\"intent\":\"more\",\"lists\":[]}}?\n</think>\n\n{Plan}",
        ["thinks in capitals"] = $"<THINKING>hm</THINKING>{Plan}",
        ["thinks in brackets"] = $"[THINK]{{\"steps\": []}}[/THINK]{Plan}",
        ["channels"] =
            $"<|channel|>analysis<|message|>{{\"steps\": []}}<|end|><|start|>assistant<|channel|>final<|message|>{Plan}<|return|>",
        ["end of text"] = Plan + "\n<|im_end|>",
        ["end of turn"] = Plan + "<end_of_turn></s>",
        ["single quotes"] = Plan.Replace('"', '\''),
        ["curly quotes"] = Plan.Replace("\"", "”", StringComparison.Ordinal),
        ["names without quotes"] = System.Text.RegularExpressions.Regex.Replace(Plan, "\"(\\w+)\":", "$1: "),
        ["byte order mark"] = "\uFEFF" + Plan,
        ["doubled"] = Plan + "\n" + Plan,
        ["a draft before it"] = "{\"intent\":\"more\",\"lists\":[]} is wrong, so:\n" + Plan,
        ["an example behind it"] = Plan + "\nAn empty step would be {\"steps\": []}.",
        ["a text"] = JsonSerializer.Serialize(Plan),
        ["quotes escaped"] = Plan.Replace("\"", "\\\"", StringComparison.Ordinal),
        ["a list of one"] = $"[{Plan}]",
        ["wrapped"] = $$"""{"answer": {"plan": {{Plan}}}, "why": "it is red"}""",
        ["wrapped as a text"] = $$"""{"answer": {{JsonSerializer.Serialize(Plan)}}}""",
        ["a call as a text"] = $"<tool_call>\n{{\"name\": \"plan\", \"arguments\": {Plan}}}\n</tool_call>",
        ["trailing commas"] = Plan.Replace("]", ",]", StringComparison.Ordinal).Replace("}", ",}", StringComparison.Ordinal),
        ["comments"] = Plan.Replace("\"lists\"", "// one list\n\"lists\"", StringComparison.Ordinal)
            .Replace("\"steps\"", "/* two */ \"steps\"", StringComparison.Ordinal),
        ["Python"] = Plan.Replace("null", "None", StringComparison.Ordinal).Replace('"', '\''),
        ["NaN"] = Plan.Replace("\"diversity\":0", "\"diversity\":NaN", StringComparison.Ordinal),
        ["numbers as texts"] = Plan.Replace("\"count\":2", "\"count\":\"2\"", StringComparison.Ordinal)
            .Replace("0.4", "\"0.4\"", StringComparison.Ordinal),
        ["a count with a fraction"] = Plan.Replace("\"count\":2", "\"count\":2.0", StringComparison.Ordinal),
        ["capitals"] = Plan.Replace("\"recommend\"", "\"Recommend\"", StringComparison.Ordinal)
            .Replace("\"rank\"", "\"RANK\"", StringComparison.Ordinal),
        ["names in capitals"] = Plan.Replace("\"lists\"", "\"Lists\"", StringComparison.Ordinal)
            .Replace("\"tool\"", "\"Tool\"", StringComparison.Ordinal)
            .Replace("\"intent\"", "\"Intent\"", StringComparison.Ordinal),
        ["steps as calls"] = Plan.Replace(
            "{\"tool\":\"filter\",\"where\":{\"kinds\":{\"any\":[\"Red\"]}},",
            "{\"name\":\"filter\",\"arguments\":{\"where\":{\"kinds\":{\"any\":[\"Red\"]}}},",
            StringComparison.Ordinal
        ),
        ["conditions as a text"] = Plan.Replace(
            "{\"kinds\":{\"any\":[\"Red\"]}}",
            "\"{\\\"kinds\\\":{\\\"any\\\":[\\\"Red\\\"]}}\"",
            StringComparison.Ordinal
        ),
        ["a quote in a text"] = Plan.Replace("\"label\":null", "\"label\":\"for \"us\" two\"", StringComparison.Ordinal),
        ["a line in a text"] = Plan.Replace("\"label\":null", "\"label\":\"for\nus\"", StringComparison.Ordinal),
        ["a bracket short"] = $$"""{"plan": {{Plan}}""",
    };

    /// <summary>Messages of another form than a text.</summary>
    public static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["reasoning_content alone"] = $$"""{"role":"assistant","content":null,"reasoning_content":{{Text}}}""",
        ["reasoning alone"] = $$"""{"role":"assistant","content":"","reasoning":{{Text}}}""",
        ["reasoning too"] =
            $$"""{"role":"assistant","content":{{Text}},"reasoning_content":"thinking {\"intent\":\"more\",\"lists\":[]}","reasoning":"x"}""",
        ["no tools"] = $$"""{"role":"assistant","content":{{Text}},"tool_calls":[]}""",
        ["null everywhere"] =
            $$"""{"role":"assistant","content":{{Text}},"tool_calls":null,"refusal":null,"function_call":null,"audio":null,"annotations":null}""",
        ["parts"] =
            $$"""{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"hm {\"steps\": []}"}]},{"type":"text","text":{{Text}}}]}""",
        ["parts with values"] =
            $$$"""{"role":"assistant","content":[{"type":"output_text","text":{"value":{{{Text}}},"annotations":[]}}]}""",
        ["an object"] = $$"""{"role":"assistant","content":{{Plan}}}""",
        ["parsed"] = $$"""{"role":"assistant","content":null,"parsed":{{Plan}}}""",
        ["arguments as an object"] =
            $$$"""{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"plan","arguments":{{{Plan}}}}}]}""",
        ["arguments as a text"] =
            $$$"""{"role":"assistant","content":"","tool_calls":[{"id":"","function":{"name":"plan","arguments":{{{Text}}}}}]}""",
        ["arguments as a text of a text"] =
            $$$"""{"role":"assistant","content":"","tool_calls":[{"index":0,"function":{"name":"plan","arguments":{{{JsonSerializer.Serialize(Text)}}}}}]}""",
        ["a call of old"] = $$$"""{"role":"assistant","content":null,"function_call":{"name":"plan","arguments":{{{Text}}}}}""",
        ["no role"] = $$"""{"content":{{Text}}}""",
        ["an unknown role"] = $$"""{"role":"model","content":{{Text}}}""",
    };

    /// <summary>What stands around the message.</summary>
    public static readonly Dictionary<string, string> Frames = new(StringComparer.Ordinal)
    {
        ["no finish"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""",
        ["null finish"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":null}]}""",
        ["empty finish"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":""}]}""",
        ["eos"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"eos"}]}""",
        ["capital finish"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"STOP","logprobs":null}]}""",
        ["no usage"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"stop"}]}""",
        ["null usage"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"stop"}],"usage":null}""",
        ["NaN usage"] =
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"stop"}],"usage":{"prompt_tokens":NaN,"completion_tokens":5.0,"total_tokens":"15"}}""",
        ["a fraction of a second"] =
            """{"id":"x","object":"chat.completion","created":1699999999.123,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"stop","logprobs":null}]}""",
        ["a date"] =
            """{"id":7,"object":"chat.completion","created":"2026-01-01T00:00:00Z","model":null,"system_fingerprint":3,"choices":[{"index":"0","message":MESSAGE,"finish_reason":"stop"}]}""",
        ["nothing else"] = """{"choices":[{"message":MESSAGE,"finish_reason":"stop"}]}""",
        ["one choice alone"] = """{"choices":{"message":MESSAGE,"finish_reason":"stop"}}""",
        ["no choices"] = """{"model":"m","message":MESSAGE,"done":true,"done_reason":"stop"}""",
        ["no error"] =
            """{"error":null,"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":MESSAGE,"finish_reason":"stop"}]}""",
    };

    public static IEnumerable<string> Names => Words.Keys.Concat(Messages.Keys).Concat(Frames.Keys);

    private static string Text => JsonSerializer.Serialize(Plan);

    /// <summary>The answer whole.</summary>
    public static string Whole(string name) =>
        Frames.GetValueOrDefault(name, Frames["no finish"]).Replace("MESSAGE", Message(name), StringComparison.Ordinal);

    /// <summary>The answer as events: a text in pieces, anything else at once, and then the end.</summary>
    public static string[] Events(string name)
    {
        var frame = Frames.GetValueOrDefault(name, Frames["no usage"]).Replace("\"message\"", "\"delta\"", StringComparison.Ordinal);
        var message = JsonNode.Parse(Message(name))!.AsObject();
        var deltas = message["content"] is JsonValue text && text.TryGetValue<string>(out var words) ? Pieces(message, words) : [message];
        var open = frame.Replace("\"finish_reason\":\"stop\"", "\"finish_reason\":null", StringComparison.Ordinal);
        return [.. deltas.SkipLast(1).Select(d => Event(open, d)), Event(frame, deltas[^1]), "[DONE]"];
    }

    private static string Message(string name) =>
        Messages.GetValueOrDefault(name)
        ?? JsonSerializer.Serialize(new { role = "assistant", content = Words.GetValueOrDefault(name, Plan) });

    private static string Event(string frame, JsonObject delta) =>
        frame.Replace("MESSAGE", delta.ToJsonString(PlanJson.Options), StringComparison.Ordinal);

    private static List<JsonObject> Pieces(JsonObject message, string words)
    {
        var pieces = words.Chunk(11).Select(c => new JsonObject { ["content"] = new string(c) }).ToList();
        message["content"] = null;
        return [message, .. pieces];
    }
}
