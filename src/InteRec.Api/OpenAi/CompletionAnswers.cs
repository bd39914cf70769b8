using InteRec.Conversations;

namespace InteRec.Api.OpenAi;

/// <summary>Writes the pieces and the whole of one answer.</summary>
internal sealed class CompletionAnswers(DateTimeOffset now)
{
    public const string Model = "interec";

    private const string Whole = "chat.completion";
    private const string Piece = "chat.completion.chunk";
    private const string Assistant = "assistant";
    private readonly string _id = "chatcmpl-" + Guid.NewGuid().ToString("N");

    public CompletionAnswer Of(ChatReply reply) =>
        Answer(Whole, new CompletionChoice { Message = new CompletionText(Assistant, reply.Text + CompletionWords.After(reply)), FinishReason = "stop" }) with
        {
            Usage = CompletionUsage.Of(reply.Usage),
            Interec = reply,
        };

    /// <summary>The first piece says who speaks.</summary>
    public CompletionAnswer Begin() => Answer(Piece, new CompletionChoice { Delta = new CompletionText(Assistant, string.Empty) });

    public CompletionAnswer Delta(string text) => Answer(Piece, new CompletionChoice { Delta = new CompletionText(Content: text) });

    /// <summary>The last piece of the choice has the reply with it.</summary>
    public CompletionAnswer End(ChatReply reply) =>
        Answer(Piece, new CompletionChoice { Delta = new CompletionText(), FinishReason = "stop" }) with { Interec = reply };

    /// <summary>The piece behind the last, for who asked for it.</summary>
    public CompletionAnswer Usage(ChatReply reply) => Answer(Piece) with { Usage = CompletionUsage.Of(reply.Usage) };

    private CompletionAnswer Answer(string kind, params IReadOnlyList<CompletionChoice> choices) => new(_id, kind, now.ToUnixTimeSeconds(), Model, choices);
}
