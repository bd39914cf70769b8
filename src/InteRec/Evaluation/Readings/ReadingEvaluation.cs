using System.Diagnostics;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

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
        var (gold, own) = (RequestTrail.Start, RequestTrail.Start);
        foreach (var turn in conversation.Turns)
        {
            (gold, own) = (gold.After(turn.Bot), own.After(turn.Bot));
            var example = new ReaderExample(Input(turn.Before), turn.Gold);
            var start = Stopwatch.GetTimestamp();
            var read = reader.Read(example.Input);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

            var (ownInput, ownRead) = (example.Input, read);
            if (!IsSameInput(own.Now, turn.Before))
            {
                ownInput = Input(own.Now);
                ownRead = reader.Read(ownInput);
            }

            own = own.After(ownRead, turn.Say, rules.Update(conversation.Domain, own, ownInput, ownRead));
            yield return new ReadMessage(conversation.Author, conversation.Domain, example, read)
            {
                IsRequestRight = IsRight(rules.Update(conversation.Domain, gold, example.Input, read)),
                IsOwnRequestRight = IsRight(own.Now),
                IsRequestOfLabelsRight = IsRight(rules.Update(conversation.Domain, gold, example.Input, turn.Gold)),
                Milliseconds = time,
            };
            gold = gold.After(turn.Gold, turn.Say, turn.After);

            ReaderInput Input(IReadOnlyList<Wish> request) =>
                new(turn.Say, turn.Bot, request, rules.Candidates(conversation.Domain).Find(turn.Say, turn.Bot, request));

            bool IsRight(IReadOnlyList<Wish> after) => rules.AreSame(conversation.Domain, after, turn.After);
        }
    }

    private static bool IsSameInput(IReadOnlyList<Wish> one, IReadOnlyList<Wish> other) =>
        one.Count == other.Count && one.Zip(other).All(w => w.First.Conditions.SequenceEqual(w.Second.Conditions));
}
