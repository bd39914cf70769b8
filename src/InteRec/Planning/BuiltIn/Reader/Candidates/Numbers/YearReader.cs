using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Reads years, decades and centuries.</summary>
/// <param name="catalog">
/// Whose clock tells which century "the twenties" are of; "the last ten years" may be those of the clock and those of its newest items.
/// </param>
internal sealed class YearReader(CatalogSnapshot catalog)
{
    private const int FirstYear = 1000;

    private static readonly string[] DecadeWords =
    [
        "",
        "tens",
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];

    /// <summary>Every word of a decade, so that misspellings of it can be read.</summary>
    public static IEnumerable<string> Vocabulary => DecadeWords.Skip(1).Concat(["noughties", "century", "decade", "years"]);

    /// <summary>What the pieces from one on may say of years.</summary>
    public IEnumerable<NumberReading> At(IReadOnlyList<NumberToken> pieces, int at)
    {
        foreach (var reading in Plain(pieces, at))
        {
            yield return reading;
        }

        var part = Amounts.Text(pieces, at);
        if (part is "early" or "mid" or "late" or "earlier" or "later")
        {
            var rest = Amounts.Text(pieces, at + 1) == "-" ? at + 2 : at + 1;
            foreach (
                var whole in Decade(pieces, rest)
                    .Concat(rest < pieces.Count && IsArticle(pieces[rest].Text) ? Decade(pieces, rest + 1) : [])
            )
            {
                var from = whole.Range.From!.Value;
                yield return whole with
                {
                    Start = at,
                    Range = PartOf(part, from),
                };
            }
        }
    }

    /// <summary>"First half of the sixties".</summary>
    private IEnumerable<NumberReading> Half(IReadOnlyList<NumberToken> pieces, int at)
    {
        var part = Amounts.Text(pieces, at);
        if (part is "first" or "second" && Amounts.Text(pieces, at + 1) == "half" && Amounts.Text(pieces, at + 2) == "of")
        {
            var rest = Amounts.Text(pieces, at + 3) is "the" ? at + 4 : at + 3;
            foreach (var whole in Decade(pieces, rest))
            {
                yield return whole with
                {
                    Start = at,
                    Range = PartOf(part == "first" ? "early" : "late", whole.Range.From!.Value),
                };
            }
        }
    }

    /// <summary>The years of a part of a decade.</summary>
    private static NumberRange PartOf(string part, double from) =>
        part switch
        {
            "early" or "earlier" => new NumberRange(from, from + 4),
            "mid" => new NumberRange(from + 3, from + 7),
            _ => new NumberRange(from + 5, from + 9),
        };

    private static bool IsArticle(string text) => text is "the";

    private IEnumerable<NumberReading> Plain(IReadOnlyList<NumberToken> pieces, int at) =>
        Decade(pieces, at)
            .Concat(Half(pieces, at))
            .Concat(Single(pieces, at))
            .Concat(Century(pieces, at))
            .Concat(Last(pieces, at, catalog.Today))
            .Concat(catalog.Now == catalog.Today ? [] : Last(pieces, at, catalog.Now).Select(r => r with { Weight = 0.8f }));

    private IEnumerable<NumberReading> Decade(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (at >= pieces.Count)
        {
            yield break;
        }

        var first = pieces[at];
        var apostrophe = first.Text is "'" or "’" or "‘" ? 1 : 0;
        if (DigitsOfDecade(pieces, at + apostrophe) is var (end, digits) && digits % 10 == 0)
        {
            foreach (var reading in Decades(at, end, digits))
            {
                yield return reading;
            }
        }

        var century = first.Text switch
        {
            "eighteen" => 1800,
            "nineteen" => 1900,
            "twenty" => 2000,
            _ => 0,
        };
        var word = Amounts.Text(pieces, century > 0 ? at + 1 : at);
        if (Array.IndexOf(DecadeWords, word) is > 0 and var ten)
        {
            foreach (var reading in Decades(at, century > 0 ? at + 2 : at + 1, century + (10 * ten)))
            {
                yield return reading;
            }
        }

        if (
            word is "noughties" or "noughts" or "aughts" or "naughties"
            || (first.Text == "two" && word == "two" && Amounts.Text(pieces, at + 1) == "thousands")
        )
        {
            yield return word == "two" ? Of(at, at + 2, 2000, 2009) : Of(at, at + 1, 2000, 2009);
        }
    }

    /// <summary>The decade of digits; of two digits that of this century and that of the last, where both have been.</summary>
    private IEnumerable<NumberReading> Decades(int start, int end, int digits)
    {
        var from = FromYear(digits);
        yield return Of(start, end, from, from + 9);
        if (digits is > 0 and < 100 && from >= 2000)
        {
            yield return Of(start, end, from - 100, from - 91) with
            {
                Weight = 0.9f,
            };
        }
    }

    /// <summary>The digits of "80s", "1980's", and the piece behind.</summary>
    private static (int End, int Digits)? DigitsOfDecade(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (at + 1 >= pieces.Count || pieces[at] is not { IsInteger: true, Text.Length: 2 or 4 } number)
        {
            return null;
        }

        var plural = pieces[at + 1].Text is "'" or "’" && pieces[at + 1].IsJoined ? at + 2 : at + 1;
        return Amounts.Text(pieces, plural) is "s" or "ies" or "es" && pieces[plural].IsJoined
            ? (plural + 1, (int)number.Number!.Value)
            : null;
    }

    private IEnumerable<NumberReading> Single(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (pieces[at] is { IsInteger: true, Text.Length: 4 } year && IsYear(year.Number!.Value))
        {
            yield return Point(at, at + 1, year.Number.Value);
        }
        else if (pieces[at].Text is "'" or "’" or "‘" && at + 1 < pieces.Count && pieces[at + 1] is { IsInteger: true, Text.Length: 2 } two)
        {
            yield return Point(at, at + 2, FromYear((int)two.Number!.Value));
        }
        else if (pieces[at] is { IsInteger: true, Text.Length: 2 } bare)
        {
            yield return Point(at, at + 1, FromYear((int)bare.Number!.Value)) with
            {
                Weight = 0.15f,
            };
        }
        else if (InWords(pieces, at) is var (end, spelt))
        {
            yield return Point(at, end, spelt);
        }
    }

    /// <summary>"Nineteen eighty four", "twenty ten", "two thousand and five".</summary>
    private static (int End, int Year)? InWords(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (pieces[at].Text is "eighteen" or "nineteen" or "twenty" && at + 1 < pieces.Count && !pieces[at + 1].Text.StartsWith('-'))
        {
            var rest = Amounts.OfWord(pieces[at + 1].Text) is >= 10 ? Amounts.At(pieces, at + 1) : null;
            return rest is { Value: >= 10 and < 100 } two
                ? (two.End, (int)(100 * Amounts.OfWord(pieces[at].Text)!.Value + two.Value))
                : null;
        }

        return
            pieces[at].Text == "two"
            && Amounts.Text(pieces, at + 1) == "thousand"
            && Amounts.At(pieces, at) is { Value: >= 2000 and < 2100 } year
            ? (year.End, (int)year.Value)
            : null;
    }

    private static IEnumerable<NumberReading> Century(IReadOnlyList<NumberToken> pieces, int at)
    {
        var isOrdinal = pieces[at].IsInteger && Amounts.Text(pieces, at + 1) is "st" or "nd" or "rd" or "th";
        var end = isOrdinal ? at + 2 : at + 1;
        if (Amounts.Text(pieces, end) is not ("century" or "cent"))
        {
            yield break;
        }

        var number = isOrdinal
            ? pieces[at].Number
            : pieces[at].Text switch
            {
                "this" => 21,
                "last" => 20,
                var word => OrdinalWords.Of(word),
            };
        if (number is > 10 and < 22)
        {
            var from = 100 * (number.Value - 1);
            yield return number == 21 ? Bound(at, end + 1, new NumberRange(from)) : Of(at, end + 1, from, from + 99);
        }
    }

    /// <summary>"Last ten years", "this decade", "last year".</summary>
    private static IEnumerable<NumberReading> Last(IReadOnlyList<NumberToken> pieces, int at, int now)
    {
        var (word, next) = (pieces[at].Text, Amounts.Text(pieces, at + 1));
        if (word is "this" or "last" && next is "year" or "years")
        {
            var year = word == "this" ? now : now - 1;
            yield return Of(at, at + 2, year, year);
        }
        else if (word is "this" or "last" or "past" && next == "decade")
        {
            yield return Bound(at, at + 2, new NumberRange(word == "this" ? now / 10 * 10 : now - 10));
        }
        else if (word is "last" or "past" && Amounts.At(pieces, at + 1) is { Value: > 0 and < 200 } amount)
        {
            var unit = Amounts.Text(pieces, amount.End) switch
            {
                "years" or "yrs" or "year" => 1,
                "decades" => 10,
                _ => 0,
            };
            if (unit > 0)
            {
                yield return Bound(at, amount.End + 1, new NumberRange(now - (unit * amount.Value)));
            }
        }
    }

    /// <summary>A year of two digits: of this century where that is past.</summary>
    private int FromYear(int digits) =>
        digits >= FirstYear ? digits
        : 2000 + digits <= catalog.Today ? 2000 + digits
        : 1900 + digits;

    private bool IsYear(double number) => number >= FirstYear && number <= catalog.Today + 10;

    private static NumberReading Point(int start, int end, double year) =>
        NumberReading.Point(start, end, Slot.Year, year) with
        {
            HasUnit = true,
        };

    private static NumberReading Of(int start, int end, double from, double to) => Bound(start, end, new NumberRange(from, to));

    private static NumberReading Bound(int start, int end, NumberRange range) =>
        new(start, end, Slot.Year) { Range = range, HasUnit = true };
}
