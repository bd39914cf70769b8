using System.Collections.Frozen;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>The small words of English with which people correct, except, swap and deny, whatever they speak of.</summary>
internal static class ChangeWords
{
    private static readonly string[] Corrections =
    [
        "sorry",
        "no",
        "nope",
        "i mean",
        "i meant",
        "make that",
        "scratch that",
        "or rather",
        "correction",
        "oops",
        "wait",
    ];

    // What may stand beside them without saying anything else.
    private static readonly FrozenSet<string> Fillers = Set(
        "the a an from by with of in um uh er ah argh oh haha lol hmm actually it that this one ones film films movie movies something i"
    );
    private static readonly FrozenSet<string> CorrectionWords = Set(string.Join(' ', Corrections));
    private static readonly string[] Exceptions =
    [
        "apart from",
        "aside from",
        "besides",
        "other than",
        "except",
        "except for",
        "xcept",
        "excluding",
        "minus",
        "not counting",
    ];
    private static readonly FrozenSet<string> Swaps = Set("swap replace instead rather trade exchange change switch substitute");
    private static readonly FrozenSet<string> Sortings = Set("sort sorted order ordered rank ranked arrange");
    private static readonly FrozenSet<string> Others = Set("other others another else");
    private static readonly FrozenSet<string> Refusals = Set(
        "without nothing none nor hate hates hated dislike dislikes avoid avoids skip skips less nah nope cant cannot wont neither against t tired sick"
    );
    private static readonly FrozenSet<string> Denials = Set("not no never doesnt didnt isnt wasnt dont hasnt hadnt");

    /// <summary>Words between two things said, in which somebody takes back the first, and nothing else is said.</summary>
    /// <param name="between">From the end of the first to the beginning of the second.</param>
    public static bool Correct(ReadOnlySpan<char> between)
    {
        var words = Words(between);
        var text = $" {string.Join(' ', words)} ";

        // "Comedy, no horror": right before a word "no" refuses it.
        var isRefused = words is [.., "no" or "not"] && between.TrimEnd() is [.., not (',' or '.' or '!' or '-')];
        return !isRefused
            && words.All(w => Fillers.Contains(w) || CorrectionWords.Contains(w))
            && Array.Exists(Corrections, c => text.Contains($" {c} ", StringComparison.Ordinal));
    }

    /// <summary>Words that end in what makes an exception of what follows.</summary>
    public static bool Except(ReadOnlySpan<char> before)
    {
        var text = $" {string.Join(' ', Words(before))}";
        text = text.EndsWith(" the", StringComparison.Ordinal) ? text[..^" the".Length] : text;
        return Array.Exists(Exceptions, words => text.EndsWith($" {words}", StringComparison.Ordinal));
    }

    /// <summary>A message that puts something in the place of something.</summary>
    public static bool Swap(ReadOnlySpan<char> message) => Words(message).Any(Swaps.Contains);

    /// <summary>A message that asks for an order of all.</summary>
    public static bool Sort(ReadOnlySpan<char> message) => Words(message).Any(Sortings.Contains);

    /// <summary>A word that denies what follows.</summary>
    public static bool Deny(ReadOnlySpan<char> word) => Denials.Contains(TextFolding.Fold(word).Replace(" ", "", StringComparison.Ordinal));

    /// <summary>A text with a word that refuses something.</summary>
    public static bool Refuse(ReadOnlySpan<char> text) =>
        Words(text) is var words && (words.Any(w => Denials.Contains(w) || Refusals.Contains(w)) || Except(text));

    /// <summary>Words that end in what joins somebody to what is wanted: "with", "by".</summary>
    public static bool Join(ReadOnlySpan<char> before) =>
        Words(before) is [.., "with" or "w" or "by" or "starring" or "featuring" or "from"];

    /// <summary>A message that asks for others than those that were shown.</summary>
    public static bool AskForOthers(ReadOnlySpan<char> message) => Words(message).Any(Others.Contains);

    /// <summary>A message that asks which of several.</summary>
    public static bool AskWhich(ReadOnlySpan<char> message) =>
        Words(message) is ["which" or "wich" or "witch" or "any" or "are" or "is", ..] words
        && (words[0] is "which" or "wich" or "witch" || words.Contains("any"));

    /// <summary>"The one", "the one where", "the one with the": what follows tells which one.</summary>
    public static bool TellWhichOne(ReadOnlySpan<char> before) =>
        Words(before) is var words
        && (
            words is [.., "the", "one"]
            || words is [.., "the", "one", var last] && IsJoint(last)
            || words is [.., "the", "one", var joint, _] && IsJoint(joint)
        );

    /// <summary>"Surprise me", and not "don't surprise me".</summary>
    public static bool Surprise(ReadOnlySpan<char> message)
    {
        var words = Words(message);
        var at = Array.FindIndex(words, w => w == "surprise");
        return at >= 0
            && at + 1 < words.Length
            && words[at + 1] is "me" or "us"
            && (at == 0 || words[at - 1] is not ("dont" or "not" or "t"));
    }

    /// <summary>Lists are spoken of in the plural, or one for each: "in two lists", "a list each".</summary>
    public static bool SpeakOfLists(ReadOnlySpan<char> message)
    {
        var words = Words(message);
        return words.Contains("lists") || (words.Contains("list") && words.Contains("each"));
    }

    private static bool IsJoint(string word) => word is "where" or "with" or "about" or "that" or "when" or "who" or "in" or "he" or "she";

    private static string[] Words(ReadOnlySpan<char> text) => TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
