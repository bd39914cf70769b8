using InteRec.Languages;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Digits that mean nothing to a catalogue: times of day, dates, the numbers of rooms and trains.</summary>
internal static class NoiseReader
{
    private static readonly string[] Months =
    [
        .. EnglishCalendar.Months,
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private static readonly HashSet<string> Numbered = new(StringComparer.Ordinal)
    {
        "room",
        "gate",
        "seat",
        "platform",
        "number",
        "row",
        "floor",
        "flat",
        "bus",
        "channel",
        "line",
        "route",
        "flight",
        "terminal",
        "#",
    };

    /// <summary>The stretches of pieces that are such.</summary>
    public static IEnumerable<(int Start, int End)> Of(IReadOnlyList<NumberToken> pieces, List<ClockTime> times)
    {
        foreach (var time in times.Where(t => t.IsSure))
        {
            yield return (time.Start, time.End);
        }

        for (var at = 0; at < pieces.Count; at++)
        {
            if (pieces[at].Number is null)
            {
                continue;
            }

            var next = Amounts.Text(pieces, at + 1) is "st" or "nd" or "rd" or "th" ? at + 2 : at + 1;
            var month = Amounts.Text(pieces, next) == "of" ? next + 1 : next;
            if (Months.Contains(Amounts.Text(pieces, month), StringComparer.Ordinal))
            {
                yield return (at, month + 1);
            }
            else if (at > 0 && Months.Contains(pieces[at - 1].Text, StringComparer.Ordinal) && pieces[at].Number <= 31)
            {
                yield return (at - 1, next);
            }
            else if (at > 0 && Numbered.Contains(pieces[at - 1].Text))
            {
                yield return (at - 1, at + 1);
            }
            else if (
                Amounts.Text(pieces, at + 1) is "/" or "."
                && at + 4 < pieces.Count
                && pieces[at + 2].IsInteger
                && pieces[at + 4].IsInteger
            )
            {
                yield return (at, at + 5);
            }
        }
    }
}
