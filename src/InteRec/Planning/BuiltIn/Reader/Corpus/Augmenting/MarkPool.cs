using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>
/// What stands in one annotated message for a number, a genre or a topic may stand in another, where slot, stance and the word before are the
/// same: "from the 80s" and "from the 1950s". Words and value are exchanged together.
/// </summary>
internal sealed class MarkPool
{
    private const double Share = 0.3;

    // Of fewer there is nothing to choose from.
    private const int LeastMarks = 4;
    private readonly Dictionary<(string Domain, Slot Slot, Stance Stance, string Before), (string Words, string? Value)[]> _marks;

    /// <summary>Collects the marks of conversations.</summary>
    public MarkPool(IEnumerable<ReadingConversation> conversations) =>
        _marks = conversations
            .SelectMany(conversation =>
                conversation.Turns.Select(turn => (conversation.Domain, Text: new MarkedText(turn.Say, turn.Gold.Marks)))
            )
            .SelectMany(turn => turn.Text.Marks.Where(IsExchanged).Select(mark => (turn.Domain, turn.Text, Mark: mark)))
            .GroupBy(mark => Key(mark.Domain, mark.Text, mark.Mark), mark => (mark.Text.Of(mark.Mark), mark.Mark.Value))
            .Select(group => (group.Key, Marks: group.DistinctBy(mark => (TextFolding.Fold(mark.Item1), mark.Value)).ToArray()))
            .Where(group => group.Marks.Length >= LeastMarks)
            .ToDictionary(group => group.Key, group => group.Marks);

    /// <summary>The message with some marks exchanged; those that speak of the open request stay.</summary>
    public ReaderExample Apply(string domain, ReaderExample example, Random random)
    {
        var input = example.Input;
        var conditions = input.Request.SelectMany(wish => wish.Conditions).ToList();
        var text = new MarkedText(input.Message, example.Gold.Marks);
        for (var at = 0; at < text.Marks.Count; at++)
        {
            var mark = text.Marks[at];
            if (
                IsExchanged(mark)
                && random.NextDouble() < Share
                && _marks.TryGetValue(Key(domain, text, mark), out var others)
                && !conditions.Exists(c => c.Slot == mark.Slot || MarkLikeness.Of(text.Text, mark, c) > MarkLikeness.Enough)
            )
            {
                var (words, value) = others[random.Next(others.Length)];
                var changed = text.Replace(mark.Start, mark.Length, words);
                text = changed with { Marks = [.. changed.Marks.Select((other, i) => i == at ? other with { Value = value } : other)] };
            }
        }

        return new ReaderExample(input with { Message = text.Text, Candidates = [] }, example.Gold with { Marks = text.Marks });
    }

    private static (string Domain, Slot Slot, Stance Stance, string Before) Key(string domain, MarkedText text, Mark mark)
    {
        var before = text.Text[..mark.Start];
        return (
            domain,
            mark.Slot,
            mark.Stance,
            before.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("").ToLowerInvariant()
        );
    }

    private static bool IsExchanged(Mark mark) =>
        mark.Stance is not (Stance.Drop or Stance.Ask)
        && mark.Slot is not (Slot.Item or Slot.Series or Slot.Character or Slot.Company or Slot.Plot or Slot.Ref)
        && !mark.Slot.IsPerson();
}
