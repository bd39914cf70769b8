namespace InteRec.Planning.BuiltIn.Reader;

/// <summary>What a message says, as labels.</summary>
internal sealed record MessageLabels
{
    /// <summary>What it does, the main act first; never empty.</summary>
    public required IReadOnlyList<Act> Acts { get; init; }

    /// <summary>The marked words in order; none overlaps another.</summary>
    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>
    /// Whether each condition of the open request before still holds: the conditions of all its wishes, one after another. Those of a
    /// message that asks for something new all do not.
    /// </summary>
    public required IReadOnlyList<bool> Kept { get; init; }

    /// <summary>How sure the reader is of the main act, 0 to 1.</summary>
    public float ActConfidence { get; init; } = 1;
}

/// <summary>What a reader sees of a message.</summary>
/// <param name="Message">The words, as typed.</param>
/// <param name="Bot">What the recommender did before, or null.</param>
/// <param name="Request">The open request before, one wish a list.</param>
/// <param name="Candidates">What the words may mean.</param>
internal sealed record ReaderInput(string Message, BotTurn? Bot, IReadOnlyList<Wish> Request, IReadOnlyList<Candidate> Candidates);

/// <summary>Decides what a message says among all that it may say.</summary>
internal interface IMessageReader
{
    /// <summary>Reads a message of any length. Never throws for what a person can type; safe for concurrent use.</summary>
    MessageLabels Read(ReaderInput input);
}
