using System.Globalization;

namespace InteRec.Evaluation.Readings;

/// <summary>A report on readings in words.</summary>
internal static class ReadingReportTable
{
    private const int MostConfusions = 15;

    /// <summary>Writes the report as Markdown.</summary>
    public static void Render(ReadingReport report, TextWriter output)
    {
        Line(output, $"{report.Name}: {report.All.Messages} messages");
        Line(output, $"{report.MedianMs:F2} ms a message (median), {report.P99Ms:F2} ms (99 of 100)");
        Summary(report, output);
        Parts("author", report.Authors, output);
        Parts("domain", report.Domains, output);
        Parts("trained on", report.Curve, output);
        Acts(report, output);
        Slots(report, output);
        Head(output, "stance", "labelled", "read", "right", "precision", "recall", "F1");
        foreach (var stance in report.Stances)
        {
            Line(output, $"| {Row(stance)} |");
        }

        Bins("confidence of marks", report.MarkConfidence, output);
        Bins("confidence of main acts", report.ActConfidence, output);
        foreach (var of in report.Confusions.GroupBy(c => c.Of, StringComparer.Ordinal))
        {
            Confusions(of.Key, of, output);
        }

        Disagreements(report.Disagreements, output);
    }

    private static void Summary(ReadingReport report, TextWriter output)
    {
        var all = report.All;
        Head(output, "figure", "labelled", "read", "right", "precision", "recall", "F1");
        foreach (var score in (F1Score[])[all.Acts, .. all.Marks, all.Words, all.Numbers])
        {
            Line(output, $"| {Row(score)} |");
        }

        Head(output, "figure", "of", "right", "share");
        Share[] shares =
        [
            all.Kind,
            all.MainAct,
            all.Stances,
            all.Roles,
            all.Values,
            all.Candidates,
            all.MarkedCandidates,
            all.Kept,
            all.Request,
            all.OwnRequest,
            all.RequestOfLabels,
        ];
        string[] names =
        [
            "kind of turn",
            "main act",
            "stance of right words and slot",
            "role of right people",
            "value of right words and slot",
            "stance of each candidate, none included",
            "stance of each labelled candidate",
            "conditions kept or gone",
            "open request, given the right one before",
            "open request, given its own before",
            "open request of the labels themselves",
        ];
        foreach (var (name, share) in names.Zip(shares))
        {
            Line(output, $"| {name} | {share.Of} | {share.Right} | {share.Value:F3} |");
        }
    }

    private static void Parts(string what, IReadOnlyList<PartFigures> parts, TextWriter output)
    {
        if (parts.Count < 2)
        {
            return;
        }

        string[] marks = [.. parts[0].Figures.Marks.Select(m => m.Name), "words"];
        Head(output, [what, "messages", "kind", "main act", "acts F1", .. marks, "candidates", "kept", "request", "own request"]);
        var rows = parts.Select(p => Row(p.Figures)).ToList();
        foreach (var (part, row) in parts.Zip(rows))
        {
            Write(part.Name, part.Figures.Messages, row);
        }

        if (what == "author")
        {
            Write("mean", (int)parts.Average(p => p.Figures.Messages), [.. rows[0].Select((_, column) => rows.Average(r => r[column]))]);
        }

        void Write(string name, int messages, double[] figures) =>
            output.WriteLine(
                $"| {name} | {messages} | {string.Join(" | ", figures.Select(f => f.ToString("F3", CultureInfo.InvariantCulture)))} |"
            );
    }

    private static double[] Row(ReadingFigures f) =>
        [
            f.Kind.Value,
            f.MainAct.Value,
            f.Acts.F1,
            .. f.Marks.Append(f.Words).Select(m => m.F1),
            f.Candidates.Value,
            f.Kept.Value,
            f.Request.Value,
            f.OwnRequest.Value,
        ];

    private static void Acts(ReadingReport report, TextWriter output)
    {
        Head(output, "act", "labelled", "read", "right", "precision", "recall", "F1", "main", "main right", "request right");
        foreach (var act in report.Acts)
        {
            Line(output, $"| {Row(act.Score)} | {act.Main.Of} | {act.Main.Value:F3} | {act.Request.Value:F3} |");
        }
    }

    private static void Slots(ReadingReport report, TextWriter output)
    {
        Head(output, "slot", "labelled", "read", "right", "precision", "recall", "F1", "stance right", "value right");
        foreach (var slot in report.Slots)
        {
            var values = slot.Values.Of == 0 ? string.Empty : slot.Values.Value.ToString("F3", CultureInfo.InvariantCulture);
            Line(output, $"| {Row(slot.Score)} | {slot.Stances.Value:F3} | {values} |");
        }
    }

    private static void Bins(string what, Calibration calibration, TextWriter output)
    {
        Head(output, $"{what} from", "decisions", "mean", "right");
        foreach (var bin in calibration.Bins)
        {
            Line(output, $"| {bin.From:F1} | {bin.Count} | {bin.Confidence:F3} | {bin.Right:F3} |");
        }

        output.WriteLine();
        Line(output, $"Expected calibration error: {calibration.Error:F3}");
    }

    private static void Confusions(string of, IEnumerable<Confusion> confusions, TextWriter output)
    {
        Head(output, $"{of} as labelled", "as read", "times", "examples");
        foreach (var c in confusions.Take(MostConfusions))
        {
            var examples = string.Join(" / ", c.Examples).Replace('|', ' ');
            Line(output, $"| {c.Labelled ?? "(nothing)"} | {c.Read ?? "(nothing)"} | {c.Count} | {examples} |");
        }
    }

    private static void Disagreements(IReadOnlyList<Disagreement> disagreements, TextWriter output)
    {
        if (disagreements.Count == 0)
        {
            return;
        }

        Head(output, "labelled words", "domain", "slots (authors)");
        foreach (var d in disagreements.Take(MostConfusions))
        {
            var slots = string.Join("; ", d.Slots.Select(s => $"{s.Slot} {s.Count} ({string.Join(' ', s.Authors)})"));
            output.WriteLine($"| {d.Words} | {d.Domain} | {slots} |");
        }
    }

    private static string Row(F1Score s) =>
        FormattableString.Invariant($"{s.Name} | {s.Labelled} | {s.Read} | {s.Right} | {s.Precision:F3} | {s.Recall:F3} | {s.F1:F3}");

    private static void Head(TextWriter output, params ReadOnlySpan<string> columns)
    {
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", columns)} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", columns.Length))}");
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
