using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// Reads an answer piece by piece and gives it on in the protocol's form, as events or as a whole, whatever it was itself.
/// </summary>
/// <param name="reader">The pieces.</param>
/// <param name="answer">What they are put together to.</param>
/// <param name="errorIn">The error that a piece is instead of an answer, or null.</param>
/// <param name="over">Called when the answer is over.</param>
internal sealed class AnswerEvents(PieceReader reader, Answer answer, Func<JsonObject, EndpointError?> errorIn, Action over)
{
    /// <summary>The answer in events, as they go into a body.</summary>
    /// <exception cref="ModelException">The endpoint failed, or the answer was cut: half of one must not pass for it.</exception>
    public async IAsyncEnumerable<byte[]> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var words in WordsAsync(cancellationToken))
        {
            yield return Event(AnswerJson.Piece(answer, words).ToJsonString());
        }

        foreach (var end in AnswerJson.Ends(answer))
        {
            yield return Event(end.ToJsonString());
        }

        yield return Event("[DONE]");
    }

    /// <summary>The answer as one object.</summary>
    /// <exception cref="ModelException">As of <see cref="StreamAsync"/>.</exception>
    public async IAsyncEnumerable<byte[]> WholeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var words in WordsAsync(cancellationToken))
        {
            text.Append(words);
        }

        yield return Encoding.UTF8.GetBytes(AnswerJson.Whole(answer, text.ToString()).ToJsonString());
    }

    private async IAsyncEnumerable<string> WordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in reader.ReadAsync(cancellationToken))
        {
            var words = errorIn(piece) is { } error ? throw error.ToException() : answer.Add(piece);
            if (words.Length > 0)
            {
                yield return words;
            }
        }

        var rest = End();
        over();
        if (rest.Length > 0)
        {
            yield return rest;
        }
    }

    private string End() =>
        !answer.HasMessage ? throw new ModelException(ModelFailure.Unreadable, "the answer has no message")
        : !reader.IsDone && answer.Finish is null
            ? throw new ModelException(ModelFailure.Unreadable, "the stream ended before the answer did")
        : answer.End();

    private static byte[] Event(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");
}
