using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>An annotated conversation; <c>datasets/reading/README.md</c> says what each label means.</summary>
/// <param name="Author">Who wrote it: the name of its file.</param>
/// <param name="Id">Its name.</param>
/// <param name="Domain">What is talked about, such as <c>films</c>.</param>
/// <param name="Turns">Its messages in order.</param>
internal sealed record ReadingConversation(string Author, string Id, string Domain, IReadOnlyList<ReadingTurn> Turns);

/// <summary>An annotated message.</summary>
/// <param name="Say">The words, as typed.</param>
/// <param name="Bot">What the recommender did before; null in front of the first.</param>
/// <param name="Before">The open request before it, one wish a list; none where nothing is open.</param>
/// <param name="Gold">What it means.</param>
/// <param name="After">The open request after it.</param>
internal sealed record ReadingTurn(string Say, BotTurn? Bot, IReadOnlyList<Wish> Before, MessageLabels Gold, IReadOnlyList<Wish> After)
{
    /// <summary>What it may point to.</summary>
    public Referents Referents { get; init; } = Referents.None;
}
