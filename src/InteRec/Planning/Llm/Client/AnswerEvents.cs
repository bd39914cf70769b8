using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Llm.Client;

/// <summary>Reads an answer piece by piece and gives it on in the protocol's form, as events or as a whole, whatever it was itself.</summary>
/// <param name="reader">The pieces.</param>
/// <param name="answer">What they are put together to.</param>
/// <param name="headers">The headers that came with them.</param>
/// <param name="over">Called when the answer is over.</param>
internal sealed class AnswerEvents(PieceReader reader, Answer answer, HttpResponseHeaders headers, Action over) : IDisposable
{
    private readonly Queue<byte[]> _waiting = [];
    private JsonObject? _first;
    private bool _isOver;

    /// <summary>Waits for the first piece. Where it is an error there is no answer, and the error is given back.</summary>
    public async ValueTask<EndpointError?> BeginAsync(CancellationToken cancellationToken)
    {
        _first = await reader.ReadAsync(cancellationToken);
        return _first is null ? null : EndpointError.In(_first, headers);
    }

    /// <summary>The next event as it goes into a body, or null after the last.</summary>
    /// <exception cref="ModelException">The endpoint failed, or the answer was cut: half of one must not pass for it.</exception>
    public async ValueTask<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        while (_waiting.Count == 0 && !_isOver)
        {
            if (await ReadAsync(cancellationToken) is { } words)
            {
                Say(words);
                continue;
            }

            Say(End());
            foreach (var end in AnswerJson.Ends(answer))
            {
                Write(end.ToJsonString());
            }

            Write("[DONE]");
        }

        return _waiting.TryDequeue(out var next) ? next : null;
    }

    /// <summary>The answer as one object.</summary>
    /// <exception cref="ModelException">As of <see cref="NextAsync"/>.</exception>
    public async ValueTask<byte[]> WholeAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await ReadAsync(cancellationToken) is { } words)
        {
            text.Append(words);
        }

        text.Append(End());
        Dispose();
        return Encoding.UTF8.GetBytes(AnswerJson.Whole(answer, text.ToString()).ToJsonString());
    }

    public void Dispose() => reader.Dispose();

    private async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var piece = _first ?? await reader.ReadAsync(cancellationToken);
        _first = null;
        return piece is null ? null : EndpointError.In(piece, headers) is { } error ? throw error.ToException() : answer.Add(piece);
    }

    private string End()
    {
        _isOver = true;
        if (!answer.HasMessage)
        {
            throw new ModelException(ModelFailure.Unreadable, "the answer has no message");
        }

        if (!reader.IsDone && answer.Finish is null)
        {
            throw new ModelException(ModelFailure.Unreadable, "the stream ended before the answer did");
        }

        var rest = answer.End();
        over();
        return rest;
    }

    private void Say(string words)
    {
        if (words.Length > 0)
        {
            Write(AnswerJson.Piece(answer, words).ToJsonString());
        }
    }

    private void Write(string data) => _waiting.Enqueue(Encoding.UTF8.GetBytes($"data: {data}\n\n"));
}
