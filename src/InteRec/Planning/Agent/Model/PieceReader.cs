using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Reading;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// The JSON objects of an answer as they come: one, or many in server-sent events or lines. What it is shows in its first line, not in its
/// headers, which gateways set as they like. The framework's own reader of events passes over what gateways put between them: an error
/// without its field, an object that goes on in the next line.
/// </summary>
internal sealed class PieceReader(TextReader lines)
{
    private const string Data = "data:";
    private static readonly string[] Fields = [":", Data, "event:", "id:", "retry:"];

    /// <summary>True once the answer said that it is over, or was one whole object.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The objects.</summary>
    /// <exception cref="ModelException">The answer is not JSON.</exception>
    public async IAsyncEnumerable<JsonObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = await lines.ReadLineAsync(cancellationToken);
        while (line is not null && Plain(line).Length == 0)
        {
            line = await lines.ReadLineAsync(cancellationToken);
        }

        Require(line is not null);
        var values = Array.Exists(Fields, f => Plain(line).StartsWith(f, StringComparison.Ordinal))
            ? EventsAsync(line, cancellationToken)
            : WholeAsync(line, cancellationToken);
        await foreach (var value in values)
        {
            foreach (var piece in (value as JsonArray ?? [value]).OfType<JsonObject>())
            {
                yield return piece;
            }
        }
    }

    /// <summary>
    /// An object may fill several lines, several may follow each other without the empty line between events, and an error may come without
    /// its field.
    /// </summary>
    private async IAsyncEnumerable<JsonNode> EventsAsync(string first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = string.Empty;
        for (var line = first; line is not null && !IsDone; line = IsDone ? null : await lines.ReadLineAsync(cancellationToken))
        {
            var text = Plain(line);
            Require(text.Length > 0 || open.Length == 0);
            var data =
                text.StartsWith(Data, StringComparison.Ordinal) ? text[Data.Length..].Trim()
                : open.Length > 0 || text.StartsWith('{') ? text
                : string.Empty;
            if (data == "[DONE]" && open.Length == 0)
            {
                IsDone = true;
            }
            else if (data.Length > 0 && LooseJson.Whole(open + data) is { } json)
            {
                open = string.Empty;
                yield return json;
            }
            else
            {
                open += data.Length > 0 ? data + "\n" : string.Empty;
            }
        }

        Require(open.Length == 0);
    }

    private async IAsyncEnumerable<JsonNode> WholeAsync(string first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = $"{first}\n{await lines.ReadToEndAsync(cancellationToken)}";
        var count = 0;
        for (var at = 0; Plain(text[at..]).Length > 0; count++)
        {
            var json = LooseJson.At(text, at, out at);
            Require(json is not null);
            yield return json;
        }

        IsDone = count == 1;
    }

    private static string Plain(string line) => line.Trim().Trim('\uFEFF');

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool isReadable)
    {
        if (!isReadable)
        {
            throw new ModelException(ModelFailure.Unreadable, "the answer is not JSON");
        }
    }
}
