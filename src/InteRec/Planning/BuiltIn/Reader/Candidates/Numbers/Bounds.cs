using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>What words beside a number make of it.</summary>
internal enum Bound
{
    /// <summary>Less than it.</summary>
    Below,

    /// <summary>It or less.</summary>
    UpTo,

    /// <summary>More than it.</summary>
    Above,

    /// <summary>It or more.</summary>
    From,

    /// <summary>It, give or take a little.</summary>
    About,

    /// <summary>Just it.</summary>
    Exactly,
}

/// <summary>The comparing words before and behind numbers.</summary>
internal static class Bounds
{
    private static readonly Dictionary<string, Bound> Before = Table(
        (Bound.Below, "under|below|less than|fewer than|<|sub|before|b 4|b4|pre|prior to|inside"),
        (
            Bound.UpTo,
            "at most|up to|max|maximum|maximum of|max of|within|until|till|by|< =|≤|not exceed|not after|nothing after|no later than|in"
        ),
        (Bound.Above, "over|above|more than|past|after|post|>|exceeding|greater than|upwards of"),
        (Bound.From, "at least|min|minimum|minimum of|from|since|starting|> =|≥|as of|not before|nothing before"),
        (Bound.About, "about|around|roughly|circa|approximately|approx|~|nearly|almost|abt|some"),
        (Bound.Exactly, "exactly|precisely|just|only")
    );

    private static readonly Dictionary<string, Bound> Behind = Table(
        (
            Bound.UpTo,
            "max|maximum|tops|at most|at the most|at the very most|or less|or under|or fewer|or shorter|or older|or earlier|or before"
                + "|or below|or cheaper|at the outside|and under|and below|and earlier|and older|and before|limit"
        ),
        (
            Bound.From,
            "+|plus|min|minimum|at least|at the very least|or more|or over|or longer|or newer|or later|or better|or higher|or above"
                + "|or up|or after|and up|and above|and over|and later|and newer|and after|and higher|and more|and on"
                + "|and onwards|and beyond|upwards|onwards|onward|on"
        ),
        (Bound.About, "or so|ish|or thereabouts"),
        (Bound.Exactly, "exactly|precisely|only")
    );

    // "Longer than" is more and "cheaper than" less, whatever is compared; newer is a later year.
    private static readonly HashSet<string> Up = Set(
        "longer more over higher bigger greater better newer later dearer pricier recent larger"
    );
    private static readonly HashSet<string> Down = Set("shorter less fewer lower smaller cheaper older earlier briefer dated worse");
    private static readonly HashSet<string> Negations = Set("not no nothing never none without isnt arent dont doesnt cant wont aint nor");
    private const int MostFillers = 3;

    /// <summary>Every comparing word of more than three letters, so that misspellings of it can be read.</summary>
    public static IEnumerable<string> Vocabulary =>
        Before
            .Keys.Concat(Behind.Keys)
            .SelectMany(words => words.Split(' '))
            .Concat(Up)
            .Concat(Down)
            .Where(w => w.Length > 3)
            .Distinct(StringComparer.Ordinal);

    /// <summary>The bounds whose words end right before a piece, with the piece where they begin.</summary>
    public static IEnumerable<(int Start, Bound Bound)> EndingAt(IReadOnlyList<NumberToken> pieces, int end)
    {
        foreach (var (start, bound) in PlainEndingAt(pieces, end))
        {
            yield return (start, bound);

            // "not over", "nothing that is longer than", "not be more than"
            for (var i = start - 1; i >= Math.Max(0, start - 1 - MostFillers) && pieces[i].IsWord; i--)
            {
                if (Negations.Contains(pieces[i].Text) && Opposite(bound) is { } opposite)
                {
                    yield return (i, opposite);
                    break;
                }
            }
        }
    }

    /// <summary>The bounds whose words begin right behind a number, with the piece after them.</summary>
    public static IEnumerable<(int End, Bound Bound)> BeginningAt(IReadOnlyList<NumberToken> pieces, int start)
    {
        var text = "";
        for (var end = start; end < Math.Min(pieces.Count, start + 4); end++)
        {
            text = text.Length == 0 ? pieces[end].Text : $"{text} {pieces[end].Text}";
            if (Behind.TryGetValue(text, out var bound))
            {
                yield return (end + 1, bound);
            }
        }
    }

    /// <summary>The range that a bound makes of one. Years and decades are left out by "before" and "after", other numbers are not.</summary>
    public static NumberRange Apply(Bound bound, NumberReading reading)
    {
        var (from, to) = (reading.Range.From, reading.Range.To);
        var step = reading.Slot == Slot.Year ? 1 : 0;
        return bound switch
        {
            Bound.Below => new NumberRange(null, from - step),
            Bound.UpTo => new NumberRange(null, to),
            Bound.Above => new NumberRange(to + step),
            Bound.From => new NumberRange(from),
            Bound.About => new NumberRange(from - Margin(reading), to + Margin(reading)),
            _ => reading.Range,
        };
    }

    private static double Margin(NumberReading reading) =>
        reading.Slot switch
        {
            Slot.Year => 2,
            Slot.Length => 10,
            _ => reading.Range.From is { } value ? Math.Round(value * 0.1, 1) : 0,
        };

    private static Bound? Opposite(Bound bound) =>
        bound switch
        {
            Bound.Above or Bound.From => Bound.UpTo,
            Bound.Below => Bound.From,
            _ => null,
        };

    private static IEnumerable<(int Start, Bound Bound)> PlainEndingAt(IReadOnlyList<NumberToken> pieces, int end)
    {
        // "before the year 2000", "under a 100 minutes"
        while (end > 0 && pieces[end - 1].Text is "the" or "a" or "year" or "of" or "=" && !(pieces[end - 1].Text is "of" or "="))
        {
            end--;
        }

        if (end > 0 && pieces[end - 1].Text == "-")
        {
            end--;
        }

        var text = "";
        for (var start = end - 1; start >= Math.Max(0, end - 3); start--)
        {
            text = text.Length == 0 ? pieces[start].Text : $"{pieces[start].Text} {text}";
            if (Before.TryGetValue(text, out var bound))
            {
                yield return (start, bound);
            }
        }

        if (end > 1 && pieces[end - 1].Text is "than" or "then" or "that" or "of" && end - 2 is var at)
        {
            if (Up.Contains(pieces[at].Text))
            {
                yield return (at > 0 && pieces[at - 1].Text == "more" ? at - 1 : at, Bound.Above);
            }
            else if (Down.Contains(pieces[at].Text))
            {
                yield return (at > 0 && pieces[at - 1].Text is "less" or "more" ? at - 1 : at, Bound.Below);
            }
        }
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];

    private static Dictionary<string, Bound> Table(params (Bound Bound, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split('|').Select(words => (words, row.Bound)))
            .ToDictionary(p => p.words, p => p.Bound, StringComparer.Ordinal);
}
