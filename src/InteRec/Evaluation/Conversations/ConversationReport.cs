using System.Globalization;

namespace InteRec.Evaluation.Conversations;

/// <summary>How often an item that a person recommended stood among the first.</summary>
/// <param name="Targets">Items to be found.</param>
/// <param name="Recall1">Share of them in the first place.</param>
/// <param name="Recall10">Share of them in the first ten.</param>
/// <param name="Recall50">Share of them in the first fifty.</param>
internal sealed record FoundShares(int Targets, double Recall1, double Recall10, double Recall50)
{
    /// <summary>The shares of some places, from 0; an item that is not in the list has the greatest integer.</summary>
    public static FoundShares Of(IReadOnlyCollection<int> places)
    {
        double Within(int first) => places.Count == 0 ? 0 : (double)places.Count(p => p < first) / places.Count;
        return new FoundShares(places.Count, Within(1), Within(10), Within(50));
    }
}

/// <summary>What one way of making the list found.</summary>
/// <param name="Name">The way: the tools of the list, in order.</param>
/// <param name="All">Of all items.</param>
/// <param name="Even">Of the second, fourth ... conversation of the file: the half that may be looked at and tuned on.</param>
/// <param name="Odd">Of the others: the half that is held back.</param>
/// <param name="ByNamed">By how many items of the catalogue had been named before; the last stands for as many or more.</param>
internal sealed record FoundByWay(string Name, FoundShares All, FoundShares Even, FoundShares Odd, IReadOnlyList<FoundShares> ByNamed);

/// <summary>How well lists find what people recommended next.</summary>
/// <param name="File">The file.</param>
/// <param name="Conversations">Conversations in it.</param>
/// <param name="Targets">Items that were recommended and had not been named before.</param>
/// <param name="Missing">Those of them that the catalogue does not have: no list can find them.</param>
/// <param name="Ways">Each way.</param>
internal sealed record ConversationReport(string File, int Conversations, int Targets, int Missing, IReadOnlyList<FoundByWay> Ways)
{
    /// <summary>Writes the report as Markdown.</summary>
    public static void Render(ConversationReport report, TextWriter output)
    {
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line(
            $"{report.File}: {report.Conversations} conversations, {report.Targets} items to be found, {report.Missing} not in the catalogue"
        );
        output.WriteLine();
        output.WriteLine("| list | targets | Recall@1 | Recall@10 | Recall@50 |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var way in report.Ways)
        {
            Row(way.Name, way.All);
            Row($"{way.Name}, even conversations", way.Even);
            Row($"{way.Name}, odd conversations", way.Odd);
            for (var named = 0; named < way.ByNamed.Count; named++)
            {
                Row($"{way.Name}, {named}{(named == way.ByNamed.Count - 1 ? " or more" : "")} named before", way.ByNamed[named]);
            }
        }

        void Row(string name, FoundShares found) =>
            Line($"| {name} | {found.Targets} | {found.Recall1:F4} | {found.Recall10:F4} | {found.Recall50:F4} |");
    }
}
