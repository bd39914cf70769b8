using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>What becomes of marked words.</summary>
/// <param name="Stance">How they are meant.</param>
/// <param name="Value">A value that the stance does not say; <see cref="OfCandidate"/> where the words' candidate has it.</param>
internal sealed record Outcome(Stance Stance, string? Value)
{
    /// <summary>The value is that of the candidate.</summary>
    public const string OfCandidate = "*";

    /// <summary>The outcome of a mark: what is counted or measured is in the words, everything else is a word of the guide.</summary>
    public static Outcome Of(Mark mark) =>
        new(mark.Stance, mark.Value is not null && IsOfWords(mark.Slot, mark.Value) ? OfCandidate : mark.Value);

    private static bool IsOfWords(Slot slot, string value) =>
        slot is not (Slot.Ref or Slot.Ask or Slot.Drop or Slot.Order) && value.Any(char.IsAsciiDigit);
}

/// <summary>The outcomes that the network chooses from, and which of them a slot can have.</summary>
internal sealed class OutcomeTable
{
    private readonly Dictionary<Outcome, int> _ids;
    private readonly bool[][] _possible;

    /// <param name="outcomes">The outcomes.</param>
    /// <param name="ofSlot">For each slot by name the places of those that it can have.</param>
    public OutcomeTable(IReadOnlyList<Outcome> outcomes, IReadOnlyDictionary<string, int[]> ofSlot)
    {
        (All, OfSlot) = (outcomes, ofSlot);
        _ids = outcomes.Select((outcome, id) => (outcome, id)).ToDictionary(p => p.outcome, p => p.id);
        _possible = [.. Slots.All.Select(_ => new bool[outcomes.Count])];
        foreach (var (slot, ids) in ofSlot)
        {
            foreach (var id in ids)
            {
                _possible[(int)Slots.Of(slot)!.Value][id] = true;
            }
        }
    }

    public IReadOnlyList<Outcome> All { get; }

    public IReadOnlyDictionary<string, int[]> OfSlot { get; }

    /// <summary>The outcomes of these marks, as far as several have them.</summary>
    /// <param name="marks">Of the training messages.</param>
    /// <param name="atLeast">So many marks of a slot must have one with a value of its own.</param>
    public static OutcomeTable Collect(IEnumerable<Mark> marks, int atLeast)
    {
        var seen = marks
            .GroupBy(m => (m.Slot, Outcome: Outcome.Of(m)))
            .Where(g => g.Count() >= (g.Key.Outcome.Value is null or Outcome.OfCandidate ? 1 : atLeast))
            .Select(g => g.Key)
            .ToList();
        var all = seen.Select(s => s.Outcome).Distinct().OrderBy(o => o.Stance).ThenBy(o => o.Value, StringComparer.Ordinal).ToList();
        return new OutcomeTable(
            all,
            seen.GroupBy(s => s.Slot).ToDictionary(g => g.Key.Name(), g => g.Select(s => all.IndexOf(s.Outcome)).Order().ToArray())
        );
    }

    /// <summary>Its place, or null where it was too rare.</summary>
    public int? Id(Outcome outcome) => _ids.TryGetValue(outcome, out var id) ? id : null;

    public bool IsPossible(Slot slot, int id) => _possible[(int)slot][id];

    /// <summary>The slots that can have any.</summary>
    public bool IsPossible(Slot slot) => _possible[(int)slot].Contains(true);
}
