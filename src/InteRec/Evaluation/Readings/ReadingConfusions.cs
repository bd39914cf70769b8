using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>Sorts mistakes by kind.</summary>
internal static class ReadingConfusions
{
    private const int MostExamples = 3;
    private const int ExampleWidth = 80;

    /// <summary>The kinds of mistakes in messages, most frequent first.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="withExamples">Give some of the messages with each kind.</param>
    public static IReadOnlyList<Confusion> Of(IEnumerable<ReadMessage> messages, bool withExamples) =>
        [
            .. messages
                .SelectMany(m => InActs(m).Concat(InMarks(m)).Concat(InConditions(m)))
                .GroupBy(m => (m.Of, m.Labelled, m.Read))
                .Select(g => new Confusion(
                    g.Key.Of,
                    g.Key.Labelled,
                    g.Key.Read,
                    g.Count(),
                    withExamples ? [.. g.Select(m => m.Example).Distinct(StringComparer.Ordinal).Take(MostExamples)] : []
                ))
                .OrderByDescending(c => c.Count)
                .ThenBy(c => c.Of, StringComparer.Ordinal)
                .ThenBy(c => c.Labelled, StringComparer.Ordinal)
                .ThenBy(c => c.Read, StringComparer.Ordinal),
        ];

    private static IEnumerable<Mistake> InActs(ReadMessage message)
    {
        if (message.Gold.Acts[0] != message.Read.Acts[0])
        {
            yield return new Mistake("act", message.Gold.Acts[0].Name(), message.Read.Acts[0].Name(), Shortened(message.Text, 0, 0));
        }
    }

    /// <summary>A missed and a wrong mark that share words are one mistake.</summary>
    private static IEnumerable<Mistake> InMarks(ReadMessage message)
    {
        var right = new MarkComparison(message).Right.ToList();
        var wrong = message.Read.Marks.Except(right.Select(p => p.Read)).ToList();
        foreach (var gold in message.Gold.Marks.Except(right.Select(p => p.Gold)))
        {
            var read = wrong.Find(m => m.Start < gold.End && gold.Start < m.End);
            wrong.RemoveAll(m => m == read);
            var isOther = read is not null && (read.Start, read.Length) != (gold.Start, gold.Length);
            yield return new Mistake(
                "mark",
                Label(gold),
                read is null ? null : Label(read) + (isOther ? ", other words" : string.Empty),
                Shortened(message.Text, gold.Start, gold.End)
            );
        }

        foreach (var read in wrong)
        {
            yield return new Mistake("mark", null, Label(read), Shortened(message.Text, read.Start, read.End));
        }
    }

    private static IEnumerable<Mistake> InConditions(ReadMessage message)
    {
        var conditions = message.Example.Input.Request.SelectMany(w => w.Conditions);
        foreach (var (condition, (gold, read)) in conditions.Zip(message.Gold.Kept.Zip(message.Read.Kept)))
        {
            if (gold != read)
            {
                var name = $"{condition.Slot.Merged().Name()} {condition.Sign.ToString().ToLowerInvariant()}";
                yield return new Mistake("condition", $"{name} {Holds(gold)}", Holds(read), Shortened(message.Text, 0, 0));
            }
        }

        static string Holds(bool isKept) => isKept ? "holds" : "gone";
    }

    private static string Label(Mark mark) => $"{mark.Slot.Merged().Name()} {mark.Stance.ToString().ToLowerInvariant()}";

    /// <summary>The message around some words, which stand in brackets; without words its beginning.</summary>
    private static string Shortened(string text, int start, int end)
    {
        var marked = start < end ? $"{text[..start]}[{text[start..end]}]{text[end..]}" : text;
        var visible = new string([.. marked.Select(c => char.IsControl(c) ? ' ' : c)]);
        var line = string.Join(' ', visible.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= ExampleWidth)
        {
            return line;
        }

        var from = Math.Clamp(line.IndexOf('[', StringComparison.Ordinal) - ExampleWidth / 2, 0, line.Length - ExampleWidth);
        var (before, after) = (from > 0 ? "..." : string.Empty, from + ExampleWidth < line.Length ? "..." : string.Empty);
        return $"{before}{line.AsSpan(from, ExampleWidth)}{after}";
    }

    private sealed record Mistake(string Of, string? Labelled, string? Read, string Example);
}
