using System.Text;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Reading;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// One answer of an endpoint, put together from its pieces, whatever form they have. What it is in the end is written anew by
/// <see cref="AnswerJson"/>, so that nothing odd reaches the parser behind it.
/// </summary>
/// <param name="hasTools">True where tools were offered; a call where none were is the answer in the wrong place.</param>
/// <param name="text">What reads the words, and tells them from thoughts.</param>
internal sealed class Answer(bool hasTools, AnswerText text)
{
    private readonly ToolCalls _calls = new();
    private readonly StringBuilder _thought = new();
    private readonly StringBuilder _refusal = new();
    private bool _hasDeltas;
    private bool _hasSpoken;

    public string? Id { get; private set; }

    public string? Model { get; private set; }

    public JsonObject? Usage { get; private set; }

    /// <summary>True once there is a message, even an empty one.</summary>
    public bool HasMessage { get; private set; }

    /// <summary>As the endpoint says it; null until it does.</summary>
    public string? Finish { get; private set; }

    /// <summary>The tools that are called, once the answer is over.</summary>
    public IReadOnlyList<ToolCalls.Call> Calls { get; private set; } = [];

    /// <summary>Takes a piece and gives the words that can go on.</summary>
    public string Add(JsonObject piece)
    {
        Id ??= AnswerContent.Text(piece["id"]);
        Model ??= AnswerContent.Text(piece["model"]);
        Usage = piece["usage"] as JsonObject ?? piece["x_groq"]?["usage"] as JsonObject ?? Usage;
        if (Choice(piece) is not { } choice)
        {
            return string.Empty;
        }

        Finish = AnswerContent.Text(choice["finish_reason"]) is { Length: > 0 } finish ? finish : Finish;
        var message = Message(choice);
        HasMessage |= message is not null || choice["text"] is JsonValue;
        return message is not null ? Take(message) : Say(AnswerContent.Text(choice["text"]));
    }

    /// <summary>Ends the answer and gives the rest of its words.</summary>
    /// <exception cref="ModelException">There is no answer.</exception>
    public string End()
    {
        var rest = Spoken(text.End());
        Calls = _calls.Whole();
        if (!_hasSpoken && Calls.Count == 0 && AnswerJson.Finish(Finish) != "length")
        {
            // Models whose endpoint takes all they write for thoughts. Thoughts that were cut before the answer came are none.
            rest = Spoken(AnswerText.Of(_thought.ToString()));
        }

        if (!hasTools)
        {
            rest = _hasSpoken ? rest : Spoken(string.Concat(Calls.Select(c => c.HasArguments ? c.Arguments : string.Empty)));
            Calls = [];
        }

        return _hasSpoken || Calls.Count > 0 || _refusal.Length == 0
            ? rest
            : throw new ModelException(ModelFailure.Unreadable, "the model refused to answer");
    }

    private string Take(JsonObject message)
    {
        foreach (var name in (string[])["reasoning_content", "reasoning", "thinking"])
        {
            if (AnswerContent.Words(message[name]) is { Length: > 0 } thought)
            {
                _thought.Append(thought);
                break;
            }
        }

        _refusal.Append(AnswerContent.Text(message["refusal"]));
        _calls.Add(message["tool_calls"], message["function_call"]);
        var content = message["content"] ?? message["parsed"];
        _thought.Append(AnswerContent.Thoughts(content));
        return Say(AnswerContent.Words(content));
    }

    private string Say(string? words) => words is null ? string.Empty : Spoken(text.Add(words));

    private string Spoken(string words)
    {
        _hasSpoken |= !string.IsNullOrWhiteSpace(words);
        return words;
    }

    /// <summary>The first choice; where there are none, the object itself may be it.</summary>
    private static JsonObject? Choice(JsonObject piece) =>
        piece["choices"] switch
        {
            JsonArray choices => choices
                .OfType<JsonObject>()
                .FirstOrDefault(c => c["index"] is not JsonValue index || index.ToString() == "0"),
            JsonObject choice => choice,
            _ => piece["message"] is JsonObject || piece["delta"] is JsonObject ? piece : null,
        };

    /// <summary>Some endpoints repeat the whole message at the end of its pieces.</summary>
    private JsonObject? Message(JsonObject choice)
    {
        var delta = choice["delta"] as JsonObject;
        _hasDeltas |= delta is not null;
        return delta ?? (_hasDeltas ? [] : choice["message"] as JsonObject);
    }
}
