using System.Globalization;

namespace InteRec.Evaluation.Requests;

/// <summary>A report on requests in words.</summary>
internal static class RequestReportTable
{
    private const int MostConfusions = 15;

    /// <summary>Writes the report as Markdown.</summary>
    public static void Render(RequestReport report, TextWriter output)
    {
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"{report.File}: {report.Requests} requests, {report.Whole} read exactly as labelled");
        Line($"{report.MillisecondsPerRequest:F2} ms a request");
        output.WriteLine();
        output.WriteLine("| slot | labelled | read | right | precision | recall | F1 |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var s in report.Slots.Append(report.Known).Append(report.All))
        {
            Line($"| {s.Name} | {s.Labelled} | {s.Read} | {s.Right} | {s.Precision:F3} | {s.Recall:F3} | {s.F1:F3} |");
        }

        output.WriteLine();
        output.WriteLine("| labelled | read | times |");
        output.WriteLine("|---|---|---|");
        foreach (var c in report.Confusions.Take(MostConfusions))
        {
            Line(
                $"| {c.Labelled ?? "(nothing)"} | {(c.Read == c.Labelled ? c.Read + ", other words" : c.Read ?? "(nothing)")} | {c.Count} |"
            );
        }
    }
}
