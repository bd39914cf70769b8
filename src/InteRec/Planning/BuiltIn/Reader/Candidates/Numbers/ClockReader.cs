using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>A time of day as said.</summary>
/// <param name="Start">The first piece.</param>
/// <param name="End">The piece after the last.</param>
/// <param name="Minutes">Minutes after noon or midnight.</param>
/// <param name="IsSure">It can be nothing else: "19:40", "half past nine".</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct ClockTime(int Start, int End, int Minutes, bool IsSure);

/// <summary>
/// Reads times of day. Alone they mean nothing to a catalogue; two of them are the time that somebody has: "from 9 to 11", "till ten and
/// it's half past eight now".
/// </summary>
internal static class ClockReader
{
    private const int HalfDay = 720;
    private const int MostBetween = 14;
    private const int MostBefore = 4;
    private const int LeastMinutes = 15;
    private const int MostMinutes = 360;
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "till", "until", "til", "by", "before", "at" };
    private static readonly HashSet<string> Now = new(StringComparer.Ordinal) { "its", "is", "now", "gone", "just" };
    private static readonly HashSet<string> To = new(StringComparer.Ordinal) { "to", "till", "until", "til", "-", "and" };

    /// <summary>The times of a message in order, those that may be other numbers too.</summary>
    public static List<ClockTime> Of(IReadOnlyList<NumberToken> pieces)
    {
        var times = new List<ClockTime>();
        for (var at = 0; at < pieces.Count; at++)
        {
            if (At(pieces, at) is { } time)
            {
                times.Add(time);
                at = time.End - 1;
            }
        }

        return times;
    }

    /// <summary>The lengths that two times leave between them.</summary>
    public static IEnumerable<NumberReading> Windows(IReadOnlyList<NumberToken> pieces, List<ClockTime> times)
    {
        for (var i = 0; i + 1 < times.Count; i++)
        {
            var (first, last) = (times[i], times[i + 1]);
            if (last.Start - first.End > MostBetween || Between(pieces, first, last) is not { } minutes)
            {
                continue;
            }

            for (var start = first.Start; start >= Math.Max(0, first.Start - MostBefore); start--)
            {
                for (var end = last.End; end <= Math.Min(pieces.Count, last.End + 1); end++)
                {
                    yield return NumberReading.Point(start, end, Slot.Length, minutes) with
                    {
                        HasUnit = true,
                        Weight = 0.3f,
                    };
                }
            }
        }
    }

    /// <summary>The minutes from one to the other; from the second to the first where that is now.</summary>
    private static int? Between(IReadOnlyList<NumberToken> pieces, ClockTime first, ClockTime last)
    {
        var isEndFirst = HasBefore(pieces, first, Ends) && HasBefore(pieces, last, Now);
        var isSpan = To.Contains(Amounts.Text(pieces, first.End)) && last.Start == first.End + 1;
        if (!isEndFirst && !isSpan && !HasBefore(pieces, last, Ends) && !HasBefore(pieces, first, Now))
        {
            return null;
        }

        var minutes = isEndFirst ? first.Minutes - last.Minutes : last.Minutes - first.Minutes;
        return ((minutes % HalfDay) + HalfDay) % HalfDay is >= LeastMinutes and <= MostMinutes and var between ? between : null;
    }

    private static bool HasBefore(IReadOnlyList<NumberToken> pieces, ClockTime time, HashSet<string> words) =>
        words.Contains(Amounts.Text(pieces, time.Start - 1))
        || words.Contains(Amounts.Text(pieces, time.Start - 2))
        || (ReferenceEquals(words, Now) && Amounts.Text(pieces, time.End) == "now");

    private static ClockTime? At(IReadOnlyList<NumberToken> pieces, int at)
    {
        var (text, next) = (Amounts.Text(pieces, at), Amounts.Text(pieces, at + 1));
        if (Part(pieces, at) is var (hourAt, minutes) && Hour(pieces, hourAt) is { } hour)
        {
            return new ClockTime(at, hourAt + 1, (hour * 60) + minutes, IsSure: true);
        }

        if (pieces[at].IsInteger && Hour(pieces, at) is { } digits)
        {
            if (next is ":" && at + 2 < pieces.Count && pieces[at + 2] is { IsInteger: true, Text.Length: 2, Number: < 60 } past)
            {
                return Ended(pieces, new ClockTime(at, at + 3, (digits * 60) + (int)past.Number!.Value, IsSure: true));
            }

            return Ended(pieces, new ClockTime(at, at + 1, digits * 60, IsSure: next is "am" or "pm"));
        }

        if (pieces[at].Number is { } number && text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && text.Length == point + 3)
        {
            return number < 24 && number % 1 < 0.6
                ? Ended(pieces, new ClockTime(at, at + 1, ((int)number % 12 * 60) + (int)Math.Round(number % 1 * 100), IsSure: false))
                : null;
        }

        // "715" beside another time
        return pieces[at] is { IsInteger: true, Text.Length: 3 } && pieces[at].Number is { } run && run % 100 < 60
                ? new ClockTime(at, at + 1, ((int)run / 100 * 60) + ((int)run % 100), IsSure: false)
            : Amounts.OfWord(text) is >= 1 and <= 12 and var word ? new ClockTime(at, at + 1, (int)word % 12 * 60, IsSure: false)
            : null;
    }

    private static ClockTime Ended(IReadOnlyList<NumberToken> pieces, ClockTime time) =>
        Amounts.Text(pieces, time.End) is "am" or "pm" or "ish" ? time with { End = time.End + 1 } : time;

    /// <summary>"Half past", "quarter to", "ten to": what comes before an hour, in minutes, and where the hour stands.</summary>
    private static (int Hour, int Minutes)? Part(IReadOnlyList<NumberToken> pieces, int at)
    {
        var minutes = Amounts.Text(pieces, at) switch
        {
            "half" => 30,
            "quarter" => 15,
            "five" or "5" => 5,
            "ten" or "10" => 10,
            "twenty" or "20" => 20,
            _ => 0,
        };
        return (minutes, Amounts.Text(pieces, at + 1)) switch
        {
            (0, _) => null,
            (_, "past") => (at + 2, minutes),
            (< 30, "to") when Amounts.Text(pieces, at + 3) is not ("minutes" or "min" or "mins") => (at + 2, -minutes),
            (30, _) => (at + 1, 30),
            _ => null,
        };
    }

    private static int? Hour(IReadOnlyList<NumberToken> pieces, int at) =>
        at < pieces.Count && (pieces[at].Number ?? Amounts.OfWord(pieces[at].Text)) is { } hour && hour >= 1 && hour < 24 && hour % 1 == 0
            ? (int)hour % 12
            : null;
}
