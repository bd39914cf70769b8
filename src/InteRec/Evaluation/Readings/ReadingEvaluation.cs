using System.Diagnostics;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Corpus;

namespace InteRec.Evaluation.Readings;

/// <summary>The rules around a reader: what goes in, and what follows from what it says.</summary>
/// <param name="Candidates">What the words of a message of a domain may mean.</param>
/// <param name="Update">The open request after a message.</param>
/// <param name="AreSame">Two requests of a domain are equal, by what the catalogue makes of them.</param>
internal sealed record ReadingRules(
    Func<string, string, BotTurn?, IReadOnlyList<Wish>, IReadOnlyList<Candidate>> Candidates,
    Func<IReadOnlyList<Wish>, MessageLabels, string, BotTurn?, IReadOnlyList<Wish>> Update,
    Func<string, IReadOnlyList<Wish>, IReadOnlyList<Wish>, bool> AreSame
);

/// <summary>Measures a reader on annotated conversations.</summary>
internal sealed class ReadingEvaluation(IMessageReader reader, ReadingRules rules)
{
    /// <summary>Reads all messages.</summary>
    /// <param name="conversations">The conversations.</param>
    /// <param name="progress">Told the share of conversations that are read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IReadOnlyList<ReadMessage> Read(
        IReadOnlyList<ReadingConversation> conversations,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var messages = new List<ReadMessage>();
        for (var i = 0; i < conversations.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            messages.AddRange(Play(conversations[i]));
            progress?.Report((i + 1.0) / conversations.Count);
        }

        return messages;
    }

    /// <summary>Reads a conversation twice at once: each message with the request that the labels say is open, and with its own.</summary>
    private IEnumerable<ReadMessage> Play(ReadingConversation conversation)
    {
        IReadOnlyList<Wish> own = [];
        foreach (var turn in conversation.Turns)
        {
            var example = new ReaderExample(Input(turn.Before), turn.Gold);
            var start = Stopwatch.GetTimestamp();
            var read = reader.Read(example.Input);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            own = After(own, IsSameInput(own, turn.Before) ? read : reader.Read(Input(own)));
            yield return new ReadMessage(conversation.Author, conversation.Domain, example, read)
            {
                IsRequestRight = IsRight(After(turn.Before, read)),
                IsOwnRequestRight = IsRight(own),
                IsRequestOfLabelsRight = IsRight(After(turn.Before, turn.Gold)),
                Milliseconds = time,
            };

            ReaderInput Input(IReadOnlyList<Wish> request) =>
                new(turn.Say, turn.Bot, request, rules.Candidates(conversation.Domain, turn.Say, turn.Bot, request));

            IReadOnlyList<Wish> After(IReadOnlyList<Wish> before, MessageLabels labels) => rules.Update(before, labels, turn.Say, turn.Bot);

            bool IsRight(IReadOnlyList<Wish> after) => rules.AreSame(conversation.Domain, after, turn.After);
        }
    }

    private static bool IsSameInput(IReadOnlyList<Wish> one, IReadOnlyList<Wish> other) =>
        one.Count == other.Count && one.Zip(other).All(w => w.First.Conditions.SequenceEqual(w.Second.Conditions));
}
