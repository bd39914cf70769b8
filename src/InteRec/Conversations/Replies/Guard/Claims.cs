namespace InteRec.Conversations.Replies.Guard;

/// <summary>What every check of a sentence looks at.</summary>
internal sealed record Claims(ReplySentence Sentence, ReplyScene Scene, ScopeFinder Scopes)
{
    /// <summary>The words that a check does not let pass, for the log.</summary>
    public string? Denied { get; private set; }

    /// <summary>Names the words that do not pass; false, so that a check can end with it.</summary>
    public bool Deny(int at, int count = 1)
    {
        Denied = Sentence.Phrase(at, count);
        return false;
    }

    /// <summary>
    /// True where a claim may stand: it is true of the items that the word speaks of; or, negated, of none of them.
    /// </summary>
    public bool IsTrue(int at, Func<ReplySubject, bool> holds)
    {
        var scope = Scopes.At(at);
        return Sentence.IsNegated(at) ? !scope.Items.Any(holds) : scope.Holds(holds);
    }
}
