using InteRec.Conversations;

namespace InteRec.Api.OpenAi;

/// <summary>Writes the pieces and the whole of one answer.</summary>
/// <param name="now">When it is given.</param>
/// <param name="asked">The request.</param>
internal sealed class CompletionAnswers(DateTimeOffset now, Completion asked)
{
    public const string Model = "interec";

    /// <summary>About how many characters of English text a token has.</summary>
    private const int CharactersPerToken = 4;

    private const string Whole = "chat.completion";
    private const string Piece = "chat.completion.chunk";
    private const string Assistant = "assistant";
    private readonly string _id = "chatcmpl-" + Guid.NewGuid().ToString("N");

    public CompletionAnswer Of(string text, ChatReply? reply) =>
        new(
            _id,
            Whole,
            now.ToUnixTimeSeconds(),
            Model,
            [new CompletionChoice { Message = new CompletionText(Assistant, text), FinishReason = "stop" }]
        )
        {
            Usage = Count(text, reply),
            Metadata = Ids(reply),
            Interec = reply,
        };

    /// <summary>The first piece says who speaks.</summary>
    public CompletionPiece Begin() => Of(new CompletionText(Assistant, string.Empty));

    public CompletionPiece Delta(string text) => Of(new CompletionText(Content: text));

    /// <summary>The last piece of the choice has the reply with it.</summary>
    public CompletionPiece End(ChatReply? reply) =>
        Of(new CompletionText(), finish: "stop") with
        {
            Metadata = Ids(reply),
            Interec = reply,
        };

    /// <summary>The piece behind the last, for who asked for it.</summary>
    public CompletionAnswer Usage(string text, ChatReply? reply) =>
        new(_id, Piece, now.ToUnixTimeSeconds(), Model, []) { Usage = Count(text, reply) };

    /// <summary>Who asked for the tokens gets a member for them in every piece.</summary>
    private CompletionPiece Of(CompletionText delta, string? finish = null)
    {
        CompletionChoice[] choices = [new() { Delta = delta, FinishReason = finish }];
        return asked.WithUsage
            ? new CompletionAnswer(_id, Piece, now.ToUnixTimeSeconds(), Model, choices)
            : new CompletionPiece(_id, Piece, now.ToUnixTimeSeconds(), Model, choices);
    }

    private CompletionUsage Count(string text, ChatReply? reply)
    {
        var (read, written) = reply?.Usage is { } usage
            ? (usage.InputTokens, usage.OutputTokens)
            : (Tokens(asked.Messages.Sum(m => (long)m.Text.Length)), Tokens(text.Length));
        return new CompletionUsage(read, written, read + written);
    }

    private static long Tokens(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static CompletionMetadata? Ids(ChatReply? reply) =>
        reply is null ? null : new CompletionMetadata(reply.ConversationId) { RecommendationId = reply.RecommendationId };
}
