using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>Counts what was right in messages.</summary>
internal static class ReadingTally
{
    /// <summary>The figures of messages.</summary>
    public static ReadingFigures Figures(IReadOnlyCollection<ReadMessage> messages)
    {
        var marks = messages.Select(m => new MarkComparison(m)).ToList();
        return new ReadingFigures
        {
            Messages = messages.Count,
            Kind = Of(messages, m => m.Gold.Acts[0].Kind() == m.Read.Acts[0].Kind()),
            MainAct = Of(messages, m => m.Gold.Acts[0] == m.Read.Acts[0]),
            Acts = F1Score.Sum("acts", messages.Select(m => ActScore("acts", m, _ => true))),
            Marks =
            [
                .. MarkGroups.All.Select(g => F1Score.Sum(g, marks.Select(m => m.Score(g, mark => mark.Slot.Group() == g)))),
                F1Score.Sum("marks", marks.Select(m => m.Score("marks", _ => true))),
            ],
            Words = F1Score.Sum("words", marks.Select(m => m.Words)),
            Stances = Of(marks.SelectMany(m => m.OfOneSlot), p => p.Gold.Stance == p.Read.Stance),
            Roles = Of(marks.SelectMany(m => m.OfOneSlot).Where(p => p.Gold.Slot.IsPerson()), p => p.Gold.Slot == p.Read.Slot),
            Values = Of(marks.SelectMany(m => m.OfOneSlot).Where(HasValue), p => MarkGroups.SameValue(p.Gold.Value, p.Read.Value)),
            Numbers = F1Score.Sum("numbers", marks.Select(m => m.Numbers)),
            Candidates = Of(marks.SelectMany(m => m.Candidates()), c => c.Gold == c.Read),
            MarkedCandidates = Of(marks.SelectMany(m => m.Candidates()).Where(c => c.Gold is not null), c => c.Gold == c.Read),
            Kept = Of(messages.SelectMany(m => m.Gold.Kept.Zip(m.Read.Kept)), k => k.First == k.Second),
            Request = Of(messages, m => m.IsRequestRight),
            OwnRequest = Of(messages, m => m.IsOwnRequestRight),
            RequestOfLabels = Of(messages, m => m.IsRequestOfLabelsRight),
        };
    }

    /// <summary>Each act that is labelled or was read, in their order.</summary>
    public static IReadOnlyList<ActFigures> Acts(IReadOnlyCollection<ReadMessage> messages) =>
        [
            .. Enum.GetValues<Act>()
                .Select(act =>
                {
                    var mains = messages.Where(m => m.Gold.Acts[0] == act).ToList();
                    return new ActFigures(
                        F1Score.Sum(act.Name(), messages.Select(m => ActScore(act.Name(), m, a => a == act))),
                        Of(mains, m => m.Read.Acts[0] == act),
                        Of(mains, m => m.IsRequestRight)
                    );
                })
                .Where(a => a.Score.Labelled + a.Score.Read > 0),
        ];

    /// <summary>Each slot that is labelled or was read, in their order.</summary>
    public static IReadOnlyList<SlotFigures> Slots(IReadOnlyCollection<ReadMessage> messages)
    {
        var marks = messages.Select(m => new MarkComparison(m)).ToList();
        return
        [
            .. Planning
                .Labels.Slots.All.Where(slot => slot.Merged() == slot)
                .Select(slot =>
                {
                    var same = marks.SelectMany(m => m.OfOneSlot).Where(p => p.Gold.Slot.Merged() == slot).ToList();
                    return new SlotFigures(
                        F1Score.Sum(slot.Name(), marks.Select(m => m.Score(slot.Name(), mark => mark.Slot.Merged() == slot))),
                        Of(same, p => p.Gold.Stance == p.Read.Stance),
                        Of(same.Where(HasValue), p => MarkGroups.SameValue(p.Gold.Value, p.Read.Value))
                    );
                })
                .Where(s => s.Score.Labelled + s.Score.Read > 0),
        ];
    }

    /// <summary>Each stance that is labelled or was read, in their order.</summary>
    public static IReadOnlyList<F1Score> Stances(IReadOnlyCollection<ReadMessage> messages)
    {
        var marks = messages.Select(m => new MarkComparison(m)).ToList();
        return
        [
            .. Enum.GetValues<Stance>()
                .Select(s => F1Score.Sum(s.ToString().ToLowerInvariant(), marks.Select(m => m.Score("", mark => mark.Stance == s))))
                .Where(s => s.Labelled + s.Read > 0),
        ];
    }

    private static bool HasValue((Mark Gold, Mark Read) pair) => pair.Gold.Value is not null || pair.Read.Value is not null;

    private static F1Score ActScore(string name, ReadMessage message, Func<Act, bool> isOf)
    {
        var (gold, read) = (message.Gold.Acts.Where(isOf).Distinct().ToList(), message.Read.Acts.Where(isOf).Distinct().ToList());
        return new F1Score(name, gold.Intersect(read).Count(), read.Count, gold.Count);
    }

    private static Share Of<T>(IEnumerable<T> things, Func<T, bool> isRight) =>
        things.Aggregate(new Share(0, 0), (share, thing) => share.With(isRight(thing)));
}
