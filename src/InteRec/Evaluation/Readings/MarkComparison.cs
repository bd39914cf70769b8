using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>The marks of a message as read beside those labelled.</summary>
internal sealed class MarkComparison
{
    private readonly ReadMessage _message;

    public MarkComparison(ReadMessage message)
    {
        _message = message;
        var read = message.Read.Marks.ToLookup(m => (m.Start, m.Length));
        foreach (var gold in message.Gold.Marks)
        {
            if (read[(gold.Start, gold.Length)].FirstOrDefault() is { } same)
            {
                Pairs.Add((gold, same));
            }
        }
    }

    /// <summary>Marks of the same words.</summary>
    public List<(Mark Gold, Mark Read)> Pairs { get; } = [];

    /// <summary>Marks of the same words and slot.</summary>
    public IEnumerable<(Mark Gold, Mark Read)> OfOneSlot => Pairs.Where(p => p.Gold.Slot.Merged() == p.Read.Slot.Merged());

    /// <summary>Marks that are right: words, slot and stance.</summary>
    public IEnumerable<(Mark Gold, Mark Read)> Right => OfOneSlot.Where(p => p.Gold.Stance == p.Read.Stance);

    /// <summary>Right, read and labelled marks among those chosen.</summary>
    public F1Score Score(string name, Func<Mark, bool> isOf) =>
        new(name, Right.Count(p => isOf(p.Gold)), _message.Read.Marks.Count(isOf), _message.Gold.Marks.Count(isOf));

    /// <summary>Right, read and labelled words, whatever they are.</summary>
    public F1Score Words => new("words", Pairs.Count, _message.Read.Marks.Count, _message.Gold.Marks.Count);

    /// <summary>Numbers by slot, stance and value.</summary>
    public F1Score Numbers
    {
        get
        {
            var labelled = _message.Gold.Marks.Where(m => m.Slot.IsNumber()).ToList();
            var read = _message.Read.Marks.Where(m => m.Slot.IsNumber()).ToList();
            var left = read.ToList();
            var right = labelled.Count(g =>
                left.FindIndex(r => r.Slot == g.Slot && r.Stance == g.Stance && MarkGroups.SameValue(r.Value, g.Value)) is var at and >= 0
                && Remove(left, at)
            );
            return new F1Score("numbers", right, read.Count, labelled.Count);
        }
    }

    /// <summary>For the words of each candidate in its slot, the stance labelled and the stance read; null for none.</summary>
    public IEnumerable<(Stance? Gold, Stance? Read)> Candidates()
    {
        foreach (
            var (start, length, slot) in _message.Example.Input.Candidates.Select(c => (c.Start, c.Length, c.Slot.Merged())).Distinct()
        )
        {
            yield return (StanceOf(_message.Gold), StanceOf(_message.Read));

            Stance? StanceOf(MessageLabels labels) =>
                labels.Marks.FirstOrDefault(m => m.Start == start && m.Length == length && m.Slot.Merged() == slot)?.Stance;
        }
    }

    private static bool Remove(List<Mark> marks, int at)
    {
        marks.RemoveAt(at);
        return true;
    }
}
