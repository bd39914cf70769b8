using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>How well a reader does, in a few figures, to follow a training by; 0 to 1.</summary>
/// <param name="MainAct">Share of messages with the right main act.</param>
/// <param name="Kind">Share of messages of the right kind of turn.</param>
/// <param name="Spans">F1 of words and slot.</param>
/// <param name="Marks">F1 of words, slot and stance.</param>
/// <param name="Values">F1 of words, slot, stance and value.</param>
/// <param name="Kept">Share of messages with every condition right, of those with conditions.</param>
internal sealed record ReaderFigures(double MainAct, double Kind, double Spans, double Marks, double Values, double Kept)
{
    public static ReaderFigures Measure(IMessageReader reader, IReadOnlyList<ReaderExample> examples)
    {
        var read = examples.AsParallel().AsOrdered().Select(e => (e.Gold, Read: reader.Read(e.Input))).ToList();
        var withConditions = read.Where(r => r.Gold.Kept.Count > 0).ToList();
        return new ReaderFigures(
            Share(read, r => r.Gold.Acts[0] == r.Read.Acts[0]),
            Share(read, r => r.Gold.Acts[0].Kind() == r.Read.Acts[0].Kind()),
            F1(read, m => (m.Start, m.End, m.Slot)),
            F1(read, m => (m.Start, m.End, m.Slot, m.Stance)),
            F1(read, m => (m.Start, m.End, m.Slot, m.Stance, m.Value)),
            Share(withConditions, r => r.Gold.Kept.SequenceEqual(r.Read.Kept))
        );
    }

    private static double Share<T>(List<T> all, Predicate<T> isRight) =>
        all.Count == 0 ? 1 : (double)all.FindAll(isRight).Count / all.Count;

    private static double F1<T>(List<(MessageLabels Gold, MessageLabels Read)> all, Func<Mark, T> key)
    {
        var right = all.Sum(r => r.Gold.Marks.Select(key).Intersect(r.Read.Marks.Select(key)).Count());
        var marks = all.Sum(r => r.Gold.Marks.Count + r.Read.Marks.Count);
        return marks == 0 ? 1 : 2.0 * right / marks;
    }
}
