using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader;

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
