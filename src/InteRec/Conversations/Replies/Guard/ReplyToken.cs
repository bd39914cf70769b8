using System.Buffers;
using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>One word, number or handle of a sentence.</summary>
/// <param name="Text">As written.</param>
/// <param name="Folded">Folded, apostrophes left out: "kubricks".</param>
/// <param name="Gap">What stands between it and the token before.</param>
/// <param name="Start">Where it begins in the sentence.</param>
/// <param name="Handle">The number in the brackets, or 0 where it is no handle.</param>
internal sealed record ReplyToken(string Text, string Folded, string Gap, int Start, int Handle)
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()\u2013\u2014\u201c\u201d\"!?.\u2026");

    /// <summary>Folded without a possessive: "kubrick".</summary>
    public string Bare { get; } = IsOwner(Text) ? TextFolding.Fold(Text.AsSpan(0, Text.LastIndexOfAny(['\'', '\u2019']))) : Folded;

    /// <summary>Folded without the plural.</summary>
    public string Stem { get; } = Planning.BuiltIn.Stem.Word(Folded);

    /// <summary>"Kubrick's".</summary>
    public bool IsPossessive => Bare.Length != Folded.Length;

    /// <summary>Begins with a capital.</summary>
    public bool IsCapital => Handle == 0 && char.IsUpper(Text[0]);

    /// <summary>All capitals.</summary>
    public bool IsUpper => Handle == 0 && Text.All(c => !char.IsLower(c)) && char.IsUpper(Text[0]);

    /// <summary>The number that it is, in digits; NaN otherwise.</summary>
    public double Number { get; } =
        Handle == 0
        && double.TryParse(Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    /// <summary>Any digit in it: "1980s", "19th".</summary>
    public bool HasDigit => Handle == 0 && Text.Any(char.IsAsciiDigit);

    /// <summary>A comma, a dash or a bracket stands before it.</summary>
    public bool IsAfterBreak => Gap.AsSpan().ContainsAny(Breaks) || Gap.Contains(" - ", StringComparison.Ordinal);

    /// <summary>
    /// Belongs to the same phrase as the token before: nothing but a blank, a hyphen or the dot of an initial stands between.
    /// </summary>
    public bool IsJoined => Gap is " " or "-" or "." or ". " or "" or "/" or " & ";

    private static bool IsOwner(string text) => text.Length > 2 && text[^1] is 's' or 'S' && text[^2] is '\'' or '\u2019';

    /// <summary>The tokens of a sentence.</summary>
    public static List<ReplyToken> Read(string sentence)
    {
        var tokens = new List<ReplyToken>();
        var last = 0;
        for (var at = 0; at < sentence.Length; )
        {
            var (length, handle) = Length(sentence, at);
            if (length == 0)
            {
                at++;
                continue;
            }

            var text = sentence.Substring(at, length);
            tokens.Add(new ReplyToken(text, TextFolding.Fold(text), sentence[last..at], at, handle));
            last = at += length;
        }

        return tokens;
    }

    private static (int Length, int Handle) Length(string text, int at)
    {
        if (
            text[at] == '['
            && text.IndexOf(']', at) is > 0 and var close
            && close - at is > 1 and <= 10
            && int.TryParse(text.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var handle)
        )
        {
            return (close - at + 1, handle);
        }

        var end = at;
        while (
            end < text.Length
            && (
                char.IsLetterOrDigit(text[end])
                || (end > at && IsInner(text, end))
                || char.IsSurrogate(text[end])
                || IsMark(text[end], end > at)
            )
        )
        {
            end++;
        }

        return (end - at, 0);
    }

    /// <summary>An apostrophe between letters, a comma or a point between digits.</summary>
    private static bool IsInner(string text, int at) =>
        at + 1 < text.Length
        && (
            text[at] is '\'' or '\u2019'
                ? char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1])
                : text[at] is ',' or '.' && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1])
        );

    private static bool IsMark(char c, bool isInner) =>
        isInner && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
