using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Puts right by what words are to the catalogue what a mark says of them: values and orders are no names of facts.</summary>
internal static class AskedValues
{
    /// <summary>
    /// "Are any in French?" asks about a value, "which is the longest?" for an order, "five Oscars or more" for a number; and who only asks
    /// about titles wants no list.
    /// </summary>
    /// <param name="labels">What the reader says.</param>
    /// <param name="message">The message.</param>
    /// <param name="candidates">What the words may mean.</param>
    public static MessageLabels Of(MessageLabels labels, string message, IReadOnlyList<Candidate> candidates)
    {
        var marks = WithAmounts(labels.Marks, candidates);
        marks =
        [
            .. marks.Select(m =>
            {
                var own = Free(candidates, marks, m);
                return m.Slot == Slot.Ask ? Order(m, own) ?? Value(m, own) ?? m : Denied(m, message, own) ?? m;
            }),
        ];
        return labels with { Marks = Counted(labels.Acts, marks, candidates), Acts = Acts(labels.Acts, marks) };
    }

    /// <summary>Candidates that share words with a mark and reach into no other one.</summary>
    private static List<Candidate> Free(IReadOnlyList<Candidate> candidates, IReadOnlyList<Mark> marks, params Mark[] own) =>
        [
            .. candidates.Where(c =>
                c.Start < own[^1].End && own[^1].Start < c.End && !marks.Any(m => !own.Contains(m) && m.Start < c.End && c.Start < m.End)
            ),
        ];

    /// <summary>"A couple of musicals": what counts right before a kind that is wanted counts it, marked or not.</summary>
    private static List<Mark> Counted(IReadOnlyList<Act> acts, List<Mark> marks, IReadOnlyList<Candidate> candidates)
    {
        if (acts[0].Kind() != TurnKind.List || marks.Exists(m => m.Slot == Slot.Count))
        {
            return marks;
        }

        var counts =
            from mark in marks
            where mark is { Slot: Slot.Kind, Stance: Stance.Want }
            from candidate in candidates
            where candidate is { Slot: Slot.Count, Value: not (null or "1") } && candidate.End == mark.Start - 1
            where !marks.Exists(m => m.Start < candidate.End && candidate.Start < m.End)
            select candidate;
        return counts.MaxBy(c => c.Length) is { } count
            ?
            [
                .. marks.Where(m => m.Start < count.Start),
                new Mark(count.Start, count.Length, Slot.Count, Stance.Want) { Value = count.Value },
                .. marks.Where(m => m.Start > count.Start),
            ]
            : marks;
    }

    /// <summary>"Nothing before 1960" is from 1960 on, also where "nothing" was not marked.</summary>
    private static Mark? Denied(Mark mark, string message, IReadOnlyList<Candidate> candidates) =>
        mark.Slot.IsNumber()
        && mark.Stance == Stance.Want
        && candidates.FirstOrDefault(c =>
            c.Slot == mark.Slot
            && IsRange(c)
            && c.End == mark.End
            && c.Start < mark.Start
            && message[c.Start..].Split(' ', 2)[0].ToLowerInvariant() is "nothing" or "no" or "not" or "none"
        )
            is { } whole
            ? mark with
            {
                Start = whole.Start,
                Length = whole.Length,
                Value = whole.Value,
            }
            : null;

    private static Mark? Value(Mark asked, IReadOnlyList<Candidate> candidates) =>
        Slots.Of(asked.Value ?? string.Empty) is { } slot
        && candidates.FirstOrDefault(c =>
            c.Start <= asked.Start
            && c.End >= asked.End
            && (Slots.AreAlike(c.Slot, slot) || (AreWords(c.Slot) && AreWords(slot)))
            && (IsRange(c) || c is { ReadAs: null, Entry.Kind: EntryKind.Value or EntryKind.Phrase })
        )
            is { } value
            ? new Mark(value.Start, value.Length, slot, Stance.Ask) { Value = value.Value, Confidence = asked.Confidence }
            : null;

    /// <summary>What one corpus calls the source of an item another calls what it is about: "based on a true story".</summary>
    private static bool AreWords(Slot slot) => slot is Slot.Topic or Slot.Source or Slot.Format or Slot.Mood or Slot.Kind;

    private static Mark? Order(Mark asked, IReadOnlyList<Candidate> candidates) =>
        candidates
            .Where(c => c is { Slot: Slot.Order, Value: not null, ReadAs: null } && c.Start >= asked.Start && c.End <= asked.End)
            .MaxBy(c => c.Length)
            is { } order
            ? new Mark(order.Start, order.Length, Slot.Order, Stance.Want) { Value = order.Value, Confidence = asked.Confidence }
            : null;

    /// <summary>A count right before what is counted, which the catalogue has as a number, is that number.</summary>
    private static List<Mark> WithAmounts(IReadOnlyList<Mark> marks, IReadOnlyList<Candidate> candidates)
    {
        var all = new List<Mark>(marks.Count);
        foreach (var mark in marks)
        {
            var amount = all is [.., { Slot: Slot.Count } count]
                ? Free(candidates, marks, count, mark)
                    .Where(c => c.Slot == mark.Slot && IsRange(c) && c.Start <= count.Start && c.End >= mark.End)
                    .MaxBy(c => c.Length)
                : null;
            if (amount is null)
            {
                all.Add(mark);
            }
            else
            {
                all[^1] = mark with { Start = amount.Start, Length = amount.Length, Value = amount.Value };
            }
        }

        return all;
    }

    private static bool IsRange(Candidate candidate) => candidate.Value is { } value && RangeLabel.Ranges(value).Count > 0;

    private static IReadOnlyList<Act> Acts(IReadOnlyList<Act> acts, List<Mark> marks)
    {
        var titles = marks.Count(m => m.Slot == Slot.Item);
        var onlyAsks = titles > 0 && marks.TrueForAll(m => m is { Stance: Stance.Ask, Slot: Slot.Item or Slot.Ask });
        return onlyAsks && acts[0] is (Act.Recommend or Act.Refine)
            ? [titles > 1 ? Act.Compare : Act.Lookup, .. acts.Where(a => a is not (Act.Recommend or Act.Refine))]
            : acts;
    }
}
