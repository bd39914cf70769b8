using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>A number as written: "250", "two hundred and fifty", "half a dozen", "2.5", "10k".</summary>
/// <param name="End">The piece after the last.</param>
/// <param name="Value">Its value.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Amount(int End, double Value);

/// <summary>Reads amounts in digits and in words.</summary>
internal static class Amounts
{
    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly Dictionary<string, double> Scales = new(StringComparer.Ordinal)
    {
        ["dozen"] = 12,
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["grand"] = 1_000,
        ["k"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
    };

    private static readonly Dictionary<string, double> Words = EnglishNumbers
        .ToTwenty.Take(19)
        .Prepend("zero")
        .Select((word, i) => (word, (double)i))
        .Concat(Tens.Select((word, i) => (word, 20.0 + (10 * i))))
        .ToDictionary(p => p.word, p => p.Item2, StringComparer.Ordinal);

    /// <summary>Every word that is part of a number, so that misspellings of it can be read.</summary>
    public static IEnumerable<string> Vocabulary => Words.Keys.Concat(Scales.Keys).Where(word => word.Length > 1);

    /// <summary>The value of a word from zero to ninety, or null.</summary>
    public static double? OfWord(string word) => Words.TryGetValue(word, out var value) ? value : null;

    /// <summary>The amount that begins at a piece, or null. "A" alone is none; "a hundred" and "a couple" are.</summary>
    public static Amount? At(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (at >= pieces.Count)
        {
            return null;
        }

        var first = pieces[at];
        if (first.Number is { } digits)
        {
            return WithHalf(pieces, Scaled(pieces, at + 1, digits));
        }

        if (Text(pieces, at) == "half" && Text(pieces, at + 1) == "a" && Text(pieces, at + 2) == "dozen")
        {
            return new Amount(at + 3, 6);
        }

        var isArticle = first.Text is "a" or "an";
        var from = isArticle ? at + 1 : at;
        if (Text(pieces, from) == "couple")
        {
            return new Amount(Text(pieces, from + 1) == "of" ? from + 2 : from + 1, 2);
        }

        if (Scales.ContainsKey(Text(pieces, from)) && Text(pieces, from).Length > 1)
        {
            return isArticle || Text(pieces, from) is not "grand" ? WithHalf(pieces, Scaled(pieces, from, 1)) : null;
        }

        return isArticle || OfWord(first.Text) is null ? null : WithHalf(pieces, InWords(pieces, at));
    }

    /// <summary>The text of a piece; nothing behind the last.</summary>
    public static string Text(IReadOnlyList<NumberToken> pieces, int at) => at >= 0 && at < pieces.Count ? pieces[at].Text : "";

    private static Amount InWords(IReadOnlyList<NumberToken> pieces, int at)
    {
        double total = 0,
            current = 0;
        var end = at;
        for (var i = at; i < pieces.Count; )
        {
            var word = pieces[i].Text;
            if (OfWord(word) is { } value && Fits(current, value))
            {
                current += value;
            }
            else if (word.Length > 1 && word != "dozen" && Scales.TryGetValue(word, out var scale) && end > at)
            {
                current = Math.Max(1, current) * scale;
                if (scale > 100)
                {
                    (total, current) = (total + current, 0);
                }
            }
            else if (
                !(
                    i > at
                    && (word is "and" && (current >= 100 || total > 0)) | (word is "-")
                    && OfWord(Text(pieces, i + 1)) is { } next
                    && Fits(current, next)
                )
            )
            {
                break;
            }
            else
            {
                i++;
                continue;
            }

            end = ++i;
        }

        return new Amount(end, total + current);
    }

    /// <summary>After twenty a digit may come, after hundreds anything smaller.</summary>
    private static bool Fits(double current, double value) =>
        current == 0 || (current % 100 == 0 && value < 100) || (current % 100 >= 20 && current % 10 == 0 && value is > 0 and < 10);

    private static Amount Scaled(IReadOnlyList<NumberToken> pieces, int at, double value) =>
        Scales.TryGetValue(Text(pieces, at), out var scale) && (Text(pieces, at).Length > 1 || pieces[at].IsJoined)
            ? new Amount(at + 1, value * scale)
            : new Amount(at, value);

    /// <summary>"Two and a half", "2 ½".</summary>
    private static Amount WithHalf(IReadOnlyList<NumberToken> pieces, Amount amount)
    {
        var at = amount.End;
        if (Text(pieces, at) == "½")
        {
            return new Amount(at + 1, amount.Value + 0.5);
        }

        if (Text(pieces, at) != "and")
        {
            return amount;
        }

        var article = Text(pieces, at + 1) is "a" ? 1 : 0;
        return Text(pieces, at + 1 + article) == "half" ? new Amount(at + 2 + article, amount.Value + 0.5) : amount;
    }
}
