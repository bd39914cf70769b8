using System.Text;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Llm.Client;

/// <summary>
/// The JSON objects of an answer as they come: one, or many in server-sent events or lines. What it is shows in its first line, not in its
/// headers, which gateways set as they like.
/// </summary>
internal sealed class PieceReader(LineReader lines) : IDisposable
{
    private const string Data = "data:";
    private readonly Queue<JsonObject> _waiting = [];
    private string _open = string.Empty;
    private bool _isOver;
    private bool? _isEvents;

    /// <summary>True once the answer said that it is over, or was one whole object.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next object, or null when there is none.</summary>
    /// <exception cref="ModelException">The answer is not JSON.</exception>
    public async ValueTask<JsonObject?> ReadAsync(CancellationToken cancellationToken)
    {
        while (_waiting.Count == 0 && !_isOver)
        {
            if (await lines.ReadAsync(cancellationToken) is not { } line)
            {
                _isOver = true;
                Require(_open.Length == 0 && _isEvents is not null);
            }
            else if ((_isEvents ??= IsEvent(line)) == true)
            {
                Event(line);
            }
            else if (_isEvents == false)
            {
                _isOver = true;
                Whole(await RestAsync(line, cancellationToken));
            }
        }

        return _waiting.TryDequeue(out var piece) ? piece : null;
    }

    /// <summary>All that is left, as text.</summary>
    public async ValueTask<string> RestAsync(string beginning, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(beginning);
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            text.Append('\n').Append(line);
        }

        return text.ToString();
    }

    public void Dispose() => lines.Dispose();

    /// <summary>Whether a line begins events; of an empty one it cannot be told.</summary>
    private static bool? IsEvent(string line) => Plain(line) is not { Length: > 0 } text ? null : IsField(text);

    private static bool IsField(string text) => text[0] == ':' || text.StartsWith(Data, StringComparison.Ordinal)
        || text.StartsWith("event:", StringComparison.Ordinal) || text.StartsWith("id:", StringComparison.Ordinal) || text.StartsWith("retry:", StringComparison.Ordinal);

    private static string Plain(string line) => line.Trim().Trim('\uFEFF');

    /// <summary>An object may fill several lines, several may follow each other without the empty line between events, and an error may come without its field.</summary>
    private void Event(string line)
    {
        var text = Plain(line);
        if (text.Length == 0)
        {
            Require(_open.Length == 0);
        }
        else if (text.StartsWith(Data, StringComparison.Ordinal))
        {
            Take(text[Data.Length..].Trim());
        }
        else if (_open.Length > 0 || text[0] == '{')
        {
            Take(text);
        }
    }

    private void Take(string data)
    {
        if (_open.Length == 0 && data == "[DONE]")
        {
            IsDone = _isOver = true;
        }
        else if (LooseJson.Whole(_open + data) is { } json)
        {
            _open = string.Empty;
            Add(json);
        }
        else
        {
            _open += data.Length == 0 ? string.Empty : data + "\n";
        }
    }

    private void Whole(string text)
    {
        var count = 0;
        for (var at = 0; !string.IsNullOrWhiteSpace(text[at..].Trim('\uFEFF')); count++)
        {
            var json = LooseJson.At(text, at, out at);
            Require(json is not null);
            Add(json);
        }

        Require(count > 0 && _waiting.Count > 0);
        IsDone = count == 1;
    }

    private void Add(JsonNode json)
    {
        foreach (var piece in json is JsonArray many ? many.ToList() : [json])
        {
            if (piece is JsonObject one)
            {
                _waiting.Enqueue(one);
            }
        }
    }

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool isReadable)
    {
        if (!isReadable)
        {
            throw new ModelException(ModelFailure.Unreadable, "the answer is not JSON");
        }
    }
}
