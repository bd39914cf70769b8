using System.Text;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Reading;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// The calls of tools in an answer, put together from fragments: arguments as a text in pieces, as a text within a text, as an object, or
/// none.
/// </summary>
internal sealed class ToolCalls
{
    private readonly List<Fragments> _calls = [];

    /// <summary>A whole call; its arguments are a JSON object, or what the model wrote instead.</summary>
    public sealed record Call(string Id, string Name, string Arguments)
    {
        /// <summary>False where nothing was written.</summary>
        public bool HasArguments => Arguments != "{}";
    }

    /// <summary>Takes what a message has of calls.</summary>
    /// <param name="calls"><c>tool_calls</c>.</param>
    /// <param name="old"><c>function_call</c>, the one call of older endpoints.</param>
    public void Add(JsonNode? calls, JsonNode? old)
    {
        var position = 0;
        foreach (var call in (calls as JsonArray ?? []).OfType<JsonObject>())
        {
            var index = call["index"] is JsonValue value && int.TryParse(value.ToString(), out var told) ? told : position;
            Add(index, AnswerContent.Text(call["id"]), call["function"] as JsonObject ?? call);
            position++;
        }

        if (calls is null && old is JsonObject function)
        {
            Add(0, null, function);
        }
    }

    /// <summary>All calls that have a name.</summary>
    public IReadOnlyList<Call> Whole() =>
        [.. _calls.Where(c => c.Name.Length > 0).Select(c => new Call(c.Id ?? NewId(), c.Name, Whole(c.Arguments.ToString())))];

    private void Add(int index, string? id, JsonObject function)
    {
        id = string.IsNullOrEmpty(id) ? null : id;
        var name = AnswerContent.Text(function["name"]);
        var call = _calls.LastOrDefault(c => c.Index == index);
        if (call is null || (id is not null && call.Id is not null && call.Id != id))
        {
            // Some endpoints give every call the same index.
            _calls.Add(call = new Fragments(index));
        }

        call.Id ??= id;
        call.Name = string.IsNullOrEmpty(name) ? call.Name : name;
        var arguments = function["arguments"] ?? function["parameters"];
        call.Arguments.Append(AnswerContent.Text(arguments) ?? arguments?.ToJsonString());
    }

    private static string Whole(string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return "{}";
        }

        var json = LooseJson.Whole(arguments);
        return json is JsonValue text && AnswerContent.Text(text) is { } inner ? Whole(inner) : json?.ToJsonString() ?? arguments;
    }

    private static string NewId() => $"call_{Guid.NewGuid():N}";

    private sealed class Fragments(int index)
    {
        public int Index { get; } = index;

        public string? Id { get; set; }

        public string Name { get; set; } = string.Empty;

        public StringBuilder Arguments { get; } = new();
    }
}
