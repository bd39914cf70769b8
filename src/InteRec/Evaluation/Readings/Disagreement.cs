using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>A slot that authors gave to some words.</summary>
/// <param name="Slot">The slot; people of all roles are one.</param>
/// <param name="Count">How often.</param>
/// <param name="Authors">Who, most often first.</param>
internal sealed record LabelledAs(string Slot, int Count, IReadOnlyList<string> Authors);

/// <summary>
/// Words of a domain that are labelled as one slot here and as another there. A reader can be no better than its labels: what many disagree
/// on wants a convention.
/// </summary>
/// <param name="Domain">The domain.</param>
/// <param name="Words">The words, folded.</param>
/// <param name="Slots">Their slots, the most frequent first.</param>
internal sealed record Disagreement(string Domain, string Words, IReadOnlyList<LabelledAs> Slots)
{
    /// <summary>Labels other than the most frequent one.</summary>
    public int Minority => Slots.Skip(1).Sum(s => s.Count);

    /// <summary>The disagreements of conversations, those with the most labels in the minority first.</summary>
    public static IReadOnlyList<Disagreement> Among(IEnumerable<ReadingConversation> conversations) =>
        [
            .. conversations
                .SelectMany(c => c.Turns.SelectMany(t => t.Gold.Marks.Select(m => (c.Author, c.Domain, Words: m.Text(t.Say), m.Slot))))
                .Where(m => IsOfWords(m.Slot))
                .GroupBy(m => (m.Domain, Words: TextFolding.Fold(m.Words)))
                .Select(g => new Disagreement(
                    g.Key.Domain,
                    g.Key.Words,
                    [
                        .. g.GroupBy(m => m.Slot.Merged())
                            .Select(s => new LabelledAs(
                                s.Key.Name(),
                                s.Count(),
                                [.. s.CountBy(m => m.Author).OrderByDescending(a => a.Value).Select(a => a.Key)]
                            ))
                            .OrderByDescending(s => s.Count),
                    ]
                ))
                .Where(d => d.Slots.Count > 1)
                .OrderByDescending(d => d.Minority)
                .ThenBy(d => d.Words, StringComparer.Ordinal),
        ];

    /// <summary>The words alone mostly tell the slot; a title, a number, what is asked or pointed to depend on what is around.</summary>
    private static bool IsOfWords(Slot slot) =>
        !slot.IsNumber()
        && slot is not (Slot.Item or Slot.Series or Slot.Character or Slot.Count or Slot.Order or Slot.Ref or Slot.Ask or Slot.Drop);
}
