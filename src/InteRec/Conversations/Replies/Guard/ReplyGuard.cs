namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// Lets a model's sentences through or not, one after the other. What a sentence claims of an item must be one of the item's facts, or the
/// person's own words about it; another title or name must come from the message, the conversation or the lists. Praise without facts
/// passes.
/// </summary>
internal sealed class ReplyGuard(ReplyScene scene, HandleText handles, string prompt)
{
    private readonly PlainText _plain = new(prompt);
    private IReadOnlyList<ReplySubject> _focus = [];
    private bool _isCut;

    /// <summary>
    /// The kind of check that a sentence does not pass, or null where it may go out. Sentences are given in their order: "it" in one is
    /// what the one before named.
    /// </summary>
    public string? Objection(string sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            return _isCut ? "blank" : null;
        }

        var objection =
            !_plain.IsPlain(sentence) ? "markup"
            : handles.HasUnknown(sentence) ? "handle"
            : Untrue(sentence);
        _isCut = objection is not null;
        return objection;
    }

    private string? Untrue(string text)
    {
        var sentence = new ReplySentence(text, ReplyToken.Read(text));
        var scopes = new ScopeFinder(sentence, scene, _focus);
        if (scopes.Focus is { } focus)
        {
            _focus = focus;
        }
        else if (_isCut && LeansOnTheOneBefore(sentence))
        {
            return "reference";
        }

        var claims = new Claims(sentence, scene, scopes);
        var check =
            !StatementClaims.Allow(claims) ? "statement"
            : !OrderClaims.Allow(claims) ? "order"
            : !NameClaims.Allow(claims) ? "name"
            : !TitleClaims.Allow(claims) ? "title"
            : !ValueClaims.Allow(claims) ? "value"
            : !NumberClaims.Allow(claims) ? "number"
            : null;
        return check is null ? null : $"{check} {claims.Denied}".TrimEnd();
    }

    /// <summary>"It stars ...": without the sentence before, it would be said of another item.</summary>
    private static bool LeansOnTheOneBefore(ReplySentence sentence) =>
        sentence
            .Tokens.Take(2)
            .Any(t => t.Folded is "it" or "its" or "he" or "she" or "his" or "her" or "both" or "they" or "this" or "that");
}
