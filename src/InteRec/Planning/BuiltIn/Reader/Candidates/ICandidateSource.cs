using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Finds what the words of a message may mean; the same in training as when serving.</summary>
internal interface ICandidateSource
{
    /// <summary>The candidates of a message, in order; they overlap. Safe for concurrent use.</summary>
    /// <param name="message">The words, as typed.</param>
    /// <param name="bot">What the recommender did before, or null: its list is in play.</param>
    /// <param name="request">The open request before: its titles and people are in play.</param>
    IReadOnlyList<Candidate> Find(string message, BotTurn? bot, IReadOnlyList<Wish> request);
}
