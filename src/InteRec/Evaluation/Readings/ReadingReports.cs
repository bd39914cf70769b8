namespace InteRec.Evaluation.Readings;

/// <summary>Makes the report of messages that were read.</summary>
internal static class ReadingReports
{
    /// <summary>The report.</summary>
    public static ReadingReport Of(string name, IReadOnlyList<ReadMessage> messages, bool withExamples)
    {
        var times = messages.Select(m => m.Milliseconds).Order().ToList();
        return new ReadingReport
        {
            Name = name,
            All = ReadingTally.Figures(messages),
            Authors = [.. Parts(messages, m => m.Author).OrderBy(p => p.Name, StringComparer.Ordinal)],
            Domains =
            [
                .. Parts(messages, m => m.Domain).OrderByDescending(p => p.Figures.Messages).ThenBy(p => p.Name, StringComparer.Ordinal),
            ],
            Acts = ReadingTally.Acts(messages),
            Slots = ReadingTally.Slots(messages),
            Stances = ReadingTally.Stances(messages),
            MarkConfidence = Calibration.Of([.. messages.SelectMany(MarkDecisions)]),
            ActConfidence = Calibration.Of([.. messages.Select(m => (m.Read.ActConfidence, m.Read.Acts[0] == m.Gold.Acts[0]))]),
            Confusions = ReadingConfusions.Of(messages, withExamples),
            MedianMs = At(times, 0.5),
            P99Ms = At(times, 0.99),
        };
    }

    private static IEnumerable<PartFigures> Parts(IEnumerable<ReadMessage> messages, Func<ReadMessage, string> part) =>
        messages.GroupBy(part, StringComparer.Ordinal).Select(g => new PartFigures(g.Key, ReadingTally.Figures([.. g])));

    private static IEnumerable<(float Confidence, bool IsRight)> MarkDecisions(ReadMessage message)
    {
        var right = new MarkComparison(message).Right.Select(p => p.Read).ToHashSet(ReferenceEqualityComparer.Instance);
        return message.Read.Marks.Select(m => (m.Confidence, right.Contains(m)));
    }

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
