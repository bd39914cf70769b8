using System.Globalization;
using System.Runtime.InteropServices;

namespace InteRec.Planning.BuiltIn;

/// <summary>A stretch of years or a number read from tokens.</summary>
/// <param name="From">Lower end; the number itself where both ends are equal.</param>
/// <param name="UpTo">Upper end.</param>
/// <param name="Tokens">How many tokens it takes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NumberSpan(double From, double UpTo, int Tokens);

/// <summary>Reads years, decades, centuries and numbers, in digits and in words.</summary>
internal static class NumberReader
{
    /// <summary>Years at a token (null behind the last): "1994", "the nineties", "80s", "this century", "last ten years".</summary>
    /// <param name="tokens">The message.</param>
    /// <param name="i">The token.</param>
    /// <param name="newest">The year that relative times are counted from.</param>
    /// <param name="oldest">
    /// The oldest year of the catalogue; decades without a century fall into the last hundred years from the newest.
    /// </param>
    public static NumberSpan? Years(IReadOnlyList<Token> tokens, int i, int newest, int oldest)
    {
        if (i >= tokens.Count)
        {
            return null;
        }

        var word = tokens[i].Text;
        if (
            word.Length == 4
            && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year >= Math.Min(oldest, 1850) - 50
            && year <= newest + 20
        )
        {
            return new NumberSpan(year, year, 1);
        }

        if (
            word.Length == 5
            && word[4] == 's'
            && int.TryParse(word.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var decade)
            && decade is >= 1800 and <= 2090
        )
        {
            return decade % 100 == 0 && decade < 2000 ? new NumberSpan(decade, decade + 99, 1) : new NumberSpan(decade, decade + 9, 1);
        }

        return Decade(tokens, i, newest) ?? Relative(tokens, i, newest);
    }

    /// <summary>A number at a token (null behind the last): "3", "two", "two and a half", "2.5", "a hundred", "half a dozen".</summary>
    public static NumberSpan? Number(IReadOnlyList<Token> tokens, int i)
    {
        if (i >= tokens.Count)
        {
            return null;
        }

        var word = tokens[i].Text;
        if (
            double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && char.IsAsciiDigit(word[0])
        )
        {
            return Half(tokens, i + 1) ? new NumberSpan(number + 0.5, number + 0.5, 4) : Decimal(tokens, i, number);
        }

        if (Is(tokens, i, "half") && Is(tokens, i + 1, "a") && Is(tokens, i + 2, "dozen"))
        {
            return new NumberSpan(6, 6, 3);
        }

        if (Is(tokens, i, "half") && Is(tokens, i + 1, "an"))
        {
            return new NumberSpan(0.5, 0.5, 2);
        }

        if (
            (Is(tokens, i, "a") || Is(tokens, i, "an"))
            && i + 1 < tokens.Count
            && tokens[i + 1].Text is "couple" or "few" or "dozen" or "handful" or "pair" or "hundred" or "single"
        )
        {
            var value = Grammar.Numbers[tokens[i + 1].Text];
            return new NumberSpan(value, value, Is(tokens, i + 2, "of") ? 3 : 2);
        }

        if (!Grammar.Numbers.TryGetValue(word, out var named))
        {
            return null;
        }

        if (
            named is 20 or 30 or 50
            && i + 1 < tokens.Count
            && tokens[i + 1].IsJoined
            && Grammar.Numbers.TryGetValue(tokens[i + 1].Text, out var units)
            && units < 10
        )
        {
            return new NumberSpan(named + units, named + units, 2);
        }

        return Half(tokens, i + 1) ? new NumberSpan(named + 0.5, named + 0.5, 4) : new NumberSpan(named, named, 1);
    }

    private static NumberSpan Decimal(IReadOnlyList<Token> tokens, int i, double number)
    {
        // "2.5" is cut at the dot: nothing else stands between its parts.
        if (
            i + 1 < tokens.Count
            && tokens[i].End + 1 == tokens[i + 1].Start
            && tokens[i + 1].Text.Length <= 2
            && int.TryParse(tokens[i + 1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var fraction)
            && tokens[i].Text.Length <= 2
        )
        {
            var value = number + (fraction / Math.Pow(10, tokens[i + 1].Text.Length));
            return new NumberSpan(value, value, 2);
        }

        return new NumberSpan(number, number, 1);
    }

    private static NumberSpan? Decade(IReadOnlyList<Token> tokens, int i, int newest)
    {
        var modifier = tokens[i].Text is "early" or "mid" or "late" ? tokens[i].Text : null;
        var at = modifier is null ? i : i + 1;
        if (at < tokens.Count && modifier is not null && tokens[at].Text is "the")
        {
            at++;
        }

        if (at >= tokens.Count || !tokens[at].IsWord)
        {
            return null;
        }

        int from;
        if (Grammar.Decades.TryGetValue(tokens[at].Text, out var two))
        {
            from = 1900 + two <= newest - 100 || (1900 + two < 1920 && 2000 + two <= newest) ? 2000 + two : 1900 + two;
            if (at > i && tokens[at].Text.Length == 3 && tokens[at - 1].Text is "19" or "20")
            {
                from = (int.Parse(tokens[at - 1].Text, CultureInfo.InvariantCulture) * 100) + two;
            }
        }
        else if (
            modifier is not null
            && tokens[at].Text.Length == 5
            && tokens[at].Text[4] == 's'
            && int.TryParse(tokens[at].Text.AsSpan(0, 4), out var full)
        )
        {
            from = full;
        }
        else if (
            tokens[at].Text is "nineteen" or "twenty"
            && at + 1 < tokens.Count
            && Grammar.Decades.TryGetValue(tokens[at + 1].Text, out var after)
            && tokens[at + 1].Text.Length > 3
        )
        {
            from = (tokens[at].Text == "nineteen" ? 1900 : 2000) + after;
            at++;
        }
        else
        {
            return null;
        }

        var (low, high) = modifier switch
        {
            "early" => (0, 3),
            "mid" => (3, 6),
            "late" => (6, 9),
            _ => (0, 9),
        };
        return new NumberSpan(from + low, from + high, at - i + 1);
    }

    private static NumberSpan? Relative(IReadOnlyList<Token> tokens, int i, int newest)
    {
        var word = tokens[i].Text;
        if (word is "this" or "last" or "past" or "previous" && i + 1 < tokens.Count)
        {
            var next = tokens[i + 1].Text;
            if (next == "century")
            {
                return word == "this" ? new NumberSpan(2000, double.PositiveInfinity, 2) : new NumberSpan(double.NegativeInfinity, 1999, 2);
            }

            if (next == "year")
            {
                return word == "this"
                    ? new NumberSpan(newest, double.PositiveInfinity, 2)
                    : new NumberSpan(newest - 1, double.PositiveInfinity, 2);
            }

            if (next == "decade")
            {
                return new NumberSpan(newest - 9, double.PositiveInfinity, 2);
            }

            if (word != "this" && Number(tokens, i + 1) is { } count && Is(tokens, i + 1 + count.Tokens, "years"))
            {
                return new NumberSpan(newest - count.From + 1, double.PositiveInfinity, count.Tokens + 2);
            }
        }

        if (i + 1 < tokens.Count && tokens[i + 1].Text == "century" && Century(word) is { } century)
        {
            return new NumberSpan((century - 1) * 100, (century * 100) - 1, 2);
        }

        return null;
    }

    private static int? Century(string word) =>
        word switch
        {
            "21st" or "twenty first" or "new" or "current" => 21,
            "20th" or "twentieth" => 20,
            "19th" or "nineteenth" => 19,
            _ => null,
        };

    private static bool Half(IReadOnlyList<Token> tokens, int i) =>
        Is(tokens, i, "and") && Is(tokens, i + 1, "a") && Is(tokens, i + 2, "half");

    private static bool Is(IReadOnlyList<Token> tokens, int i, string word) => i < tokens.Count && tokens[i].Text == word;
}
