using System.Text;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>What stands in a message.</summary>
internal enum TokenKind
{
    /// <summary>A word or number, folded.</summary>
    Word,

    /// <summary>A comma or the like: a pause within a sentence.</summary>
    Pause,

    /// <summary>The end of a sentence.</summary>
    Stop,
}

/// <summary>One token of a message.</summary>
/// <param name="Kind">Word, pause or stop.</param>
/// <param name="Text">The folded word; for punctuation the character.</param>
/// <param name="Start">Where it begins in the message.</param>
/// <param name="End">Where it ends in the message (exclusive).</param>
/// <param name="IsCapital">The word begins with a capital, and the message is not all capitals.</param>
/// <param name="Quote">Number of the quotation it stands in, 0 for none.</param>
/// <param name="IsJoined">No space stands between this word and the one before ("sci-fi", "13-year-olds").</param>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End, bool IsCapital, int Quote, bool IsJoined)
{
    public bool IsWord => Kind == TokenKind.Word;
}

/// <summary>Cuts a message into tokens. Knows the habits of typed English: "w/o", "100min", "90's", "1990-1999", quotes, mark-up.</summary>
internal static class Tokenizer
{
    public static IReadOnlyList<Token> Read(string message)
    {
        var text = WithoutMarkup(message);
        var tokens = new List<Token>();
        var shouting = IsShouting(text);
        int quote = 0,
            quotes = 0;
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                var end = WordEnd(text, i);
                AddWords(tokens, text, i, end, shouting, quote);
                i = end;
                continue;
            }

            if (IsQuote(text, i, quote != 0))
            {
                quote = quote == 0 ? ++quotes : 0;
            }
            else
            {
                AddSign(tokens, text, i, quote);
            }

            i++;
        }

        return tokens;
    }

    /// <summary>Tags such as <c>&lt;system&gt;</c> and what stands between a pair of them are nobody's request.</summary>
    private static string WithoutMarkup(string message)
    {
        if (!message.Contains('<', StringComparison.Ordinal))
        {
            return message;
        }

        var clean = message.ToCharArray();
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] != '<' || Close(message, i) is not (var close and >= 0))
            {
                continue;
            }

            var name = message[(i + 1)..close].Trim('/', ' ');
            var end = message[i + 1] == '/' ? -1 : message.IndexOf($"</{name}>", close, StringComparison.OrdinalIgnoreCase);
            var last = end < 0 ? close : end + name.Length + 2;
            Array.Fill(clean, ' ', i, last - i + 1);
            clean[i] = '.';
            i = last;
        }

        return new string(clean);
    }

    private static int Close(string message, int open)
    {
        var close = message.IndexOf('>', open);
        return close > open + 1 && close - open <= 40 && (char.IsLetter(message[open + 1]) || message[open + 1] is '/' or '!') ? close : -1;
    }

    private static bool IsShouting(string text)
    {
        int upper = 0,
            lower = 0;
        foreach (var c in text)
        {
            upper += char.IsUpper(c) ? 1 : 0;
            lower += char.IsLower(c) ? 1 : 0;
        }

        return upper > lower;
    }

    private static int WordEnd(string text, int start)
    {
        var end = start;
        while (
            end < text.Length
            && (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end]) || IsMark(text[end]) || IsInnerApostrophe(text, end))
        )
        {
            end++;
        }

        return end;
    }

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format;

    private static bool IsInnerApostrophe(string text, int i) =>
        text[i] is '\'' or '\u2019'
        && i > 0
        && i + 1 < text.Length
        && char.IsLetterOrDigit(text[i - 1])
        && char.IsLetterOrDigit(text[i + 1]);

    private static bool IsQuote(string text, int i, bool open) =>
        text[i] switch
        {
            '"' or '\u201c' or '\u201d' or '\u00ab' or '\u00bb' => true,
            '\'' or '\u2018' or '\u2019' => open
                ? i + 1 >= text.Length || !char.IsLetterOrDigit(text[i + 1])
                : (i == 0 || !char.IsLetterOrDigit(text[i - 1]))
                    && i + 1 < text.Length
                    && char.IsLetter(text[i + 1])
                    && ClosesLater(text, i),
            '*' or '_' => open || (i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]) && text.IndexOf(text[i], i + 1) > 0),
            _ => false,
        };

    private static bool ClosesLater(string text, int i)
    {
        for (var k = i + 2; k < text.Length && k < i + 80; k++)
        {
            if (text[k] is '\'' or '\u2019' && !IsInnerApostrophe(text, k))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddSign(List<Token> tokens, string text, int i, int quote)
    {
        var c = text[i];
        switch (c)
        {
            case '.' when i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]):
                break;
            case '.' or '!' or '?' or ';' or '\n':
                tokens.Add(new Token(TokenKind.Stop, c == '?' ? "?" : ".", i, i + 1, false, quote, false));
                break;
            case ',' or ':' or '(' or ')' or '[' or ']' or '\u2013' or '\u2014':
                tokens.Add(new Token(TokenKind.Pause, ",", i, i + 1, false, quote, false));
                break;
            case '-' when i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]):
                tokens.Add(new Token(TokenKind.Word, "to", i, i + 1, false, quote, true));
                break;
            case '-' when i == 0 || char.IsWhiteSpace(text[i - 1]):
                tokens.Add(new Token(TokenKind.Pause, ",", i, i + 1, false, quote, false));
                break;
            case '%' when i > 0 && char.IsDigit(text[i - 1]):
                tokens.Add(new Token(TokenKind.Word, "percent", i, i + 1, false, quote, true));
                break;
            case '&' or '+' when tokens.Count > 0:
                tokens.Add(new Token(TokenKind.Word, "and", i, i + 1, false, quote, false));
                break;
            default:
                break;
        }
    }

    private static void AddWords(List<Token> tokens, string text, int start, int end, bool shouting, int quote)
    {
        var word = text[start..end];
        var joined =
            start > 0
            && !char.IsWhiteSpace(text[start - 1])
            && text[start - 1] is not ('(' or '"' or '\'' or '\u201c' or ',' or '.' or '*' or '_');
        if (Short(text, start, end) is { } plain)
        {
            if (plain.Length == 0)
            {
                return;
            }

            tokens.Add(new Token(TokenKind.Word, plain, start, end, false, quote, joined));
            return;
        }

        var folded = TextFolding.Fold(word);
        if (folded.Length == 0)
        {
            return;
        }

        var capital = !shouting && char.IsUpper(word[0]);
        var split = SplitNumber(folded);
        tokens.Add(new Token(TokenKind.Word, split < 0 ? folded : folded[..split], start, end, capital, quote, joined));
        if (split > 0)
        {
            tokens.Add(new Token(TokenKind.Word, folded[split..], start, end, false, quote, true));
        }
    }

    /// <summary>"w/o" and "w/": the slash tells.</summary>
    private static string? Short(string text, int start, int end)
    {
        if (end - start != 1)
        {
            return null;
        }

        var slashAfter = end < text.Length && text[end] == '/';
        var slashBefore = start > 1 && text[start - 1] == '/' && text[start - 2] is 'w' or 'W';
        return text[start] switch
        {
            'w' or 'W' when slashAfter => end + 1 < text.Length && text[end + 1] is 'o' or 'O' ? "without" : "with",
            'o' or 'O' when slashBefore => string.Empty,
            _ => null,
        };
    }

    /// <summary>"100min" is two words; "80s", "2nd" and "13th" are one.</summary>
    private static int SplitNumber(string word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        return digits == 0 || digits == word.Length || word[digits..] is "s" or "st" or "nd" or "rd" or "th" ? -1 : digits;
    }

    /// <summary>The folded words from one token to another, with single spaces.</summary>
    public static string Join(IReadOnlyList<Token> tokens, int from, int to)
    {
        var joined = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (tokens[i].IsWord && tokens[i].Text.Length > 0)
            {
                _ = joined.Length > 0 ? joined.Append(' ') : joined;
                joined.Append(tokens[i].Text);
            }
        }

        return joined.ToString();
    }

    /// <summary>Appends a folded word to a text, with a space between; false, and nothing done, where the buffer is too short.</summary>
    public static bool Append(Span<char> buffer, ref int length, string word)
    {
        var separator = length > 0 ? 1 : 0;
        if (length + separator + word.Length > buffer.Length)
        {
            return false;
        }

        if (separator > 0)
        {
            buffer[length++] = ' ';
        }

        word.CopyTo(buffer[length..]);
        length += word.Length;
        return true;
    }
}
