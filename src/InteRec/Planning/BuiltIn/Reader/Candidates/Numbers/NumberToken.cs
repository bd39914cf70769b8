using System.Globalization;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>A piece of a message as the number grammar sees it: "1h45" is four of them, "20,000" one.</summary>
/// <param name="Text">The folded letters or digits; of a sign the sign.</param>
/// <param name="Number">The value of digits, otherwise null.</param>
/// <param name="From">The first word of the message that it is part of.</param>
/// <param name="To">The word after the last.</param>
/// <param name="IsJoined">No space stands before it.</param>
internal sealed record NumberToken(string Text, double? Number, int From, int To, bool IsJoined)
{
    /// <summary>A word of the message begins with it.</summary>
    public bool BeginsWord { get; init; } = true;

    /// <summary>A word of the message ends with it.</summary>
    public bool EndsWord { get; init; } = true;

    /// <summary>Digits without point or comma.</summary>
    public bool IsInteger => Number is not null && Text.All(char.IsAsciiDigit);

    /// <summary>Letters.</summary>
    public bool IsWord => Number is null && Text.Length > 0 && char.IsLetter(Text[0]);

    /// <summary>The pieces of a message.</summary>
    public static IReadOnlyList<NumberToken> Read(MessageText text)
    {
        var pieces = new List<NumberToken>(text.Count + 4);
        for (var word = 0; word < text.Count; word++)
        {
            if (text.EndOfContraction(word) is { } end && char.IsLetter(text[word][^1]) && Amounts.OfWord(text[word]) is null)
            {
                pieces.Add(new NumberToken(text[word] + text[end - 1], null, word, end, text.IsJoined(word)));
                word = end - 1;
            }
            else if (text.IsSign(word) || text.Message[text.Words[word].Start] == '&')
            {
                var sign = text.Message.Substring(text.Words[word].Start, text.Words[word].Length);
                pieces.Add(new NumberToken(sign is "–" or "—" or "‑" ? "-" : sign, null, word, word + 1, text.IsJoined(word)));
            }
            else
            {
                AddRuns(pieces, text, word);
            }
        }

        return Merged(pieces);
    }

    /// <summary>A word as runs of digits and of letters.</summary>
    private static void AddRuns(List<NumberToken> pieces, MessageText text, int word)
    {
        var folded = WithZeros(text[word]);
        for (var from = 0; from < folded.Length; )
        {
            var isDigits = char.IsAsciiDigit(folded[from]);
            var to = from + 1;
            while (to < folded.Length && char.IsAsciiDigit(folded[to]) == isDigits)
            {
                to++;
            }

            var run = folded[from..to];
            pieces.Add(
                new NumberToken(run, isDigits ? Value(run) : null, word, word + 1, from > 0 || text.IsJoined(word))
                {
                    BeginsWord = from == 0,
                    EndsWord = to == folded.Length,
                }
            );
            from = to;
        }
    }

    /// <summary>An "o" right behind digits is a nought that was missed: "199o", "9os".</summary>
    private static string WithZeros(string folded)
    {
        var at = folded.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return at > 0 && folded[at] == 'o' && folded.AsSpan(at).TrimStart('o') is "" or "s" ? folded.Replace('o', '0') : folded;
    }

    /// <summary>Joins "7", ".", "5" and "20", ",", "000".</summary>
    private static List<NumberToken> Merged(List<NumberToken> pieces)
    {
        var merged = new List<NumberToken>(pieces.Count);
        for (var i = 0; i < pieces.Count; i++)
        {
            var number = pieces[i];
            while (number.Number is not null && Continues(pieces, i, out var isThousand))
            {
                var (sign, rest) = (pieces[i + 1].Text, pieces[i + 2]);
                var digits = isThousand ? number.Text + rest.Text : $"{number.Text}.{rest.Text}";
                number = number with { Text = digits, Number = Value(digits), To = rest.To, EndsWord = rest.EndsWord };
                i += 2;
                if (sign == "." && !isThousand)
                {
                    break;
                }
            }

            merged.Add(number);
        }

        return merged;
    }

    private static bool Continues(List<NumberToken> pieces, int i, out bool isThousand)
    {
        isThousand = false;
        if (
            i + 2 >= pieces.Count
            || pieces[i + 1] is not { Text: "." or ",", IsJoined: true } sign
            || pieces[i + 2] is not { IsInteger: true, IsJoined: true } rest
        )
        {
            return false;
        }

        // "1.2.2020" is a date and "3,5,11" a list.
        var isList =
            i + 4 < pieces.Count
            && pieces[i + 3].Text == sign.Text
            && pieces[i + 3].IsJoined
            && pieces[i + 4] is { IsInteger: true, IsJoined: true };
        isThousand = rest.Text.Length == 3 && pieces[i].Text.Length <= 3 && pieces[i].Text is not ("0" or "00");
        return isThousand || (!isList && rest.Text.Length <= 2 && sign.Text == ".");
    }

    private static double Value(string digits) =>
        double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
