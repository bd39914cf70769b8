using System.Text.RegularExpressions;
using InteRec.Catalog;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>A reply is plain text: no links, no markup, nothing of our own prompt.</summary>
internal sealed partial class PlainText(string prompt)
{
    private const int LongestEcho = 20;
    private const int EchoedWords = 6;
    private const int EchoedLength = 30;
    private readonly string _prompt = TextFolding.Fold(prompt);

    /// <summary>The sentence without the marks of emphasis, headings and lists, which people would read as characters.</summary>
    public static string Strip(string sentence) => Emphasis().Replace(LineStart().Replace(sentence, "${lead}"), string.Empty);

    /// <summary>True when the sentence is words and nothing else.</summary>
    public bool IsPlain(string sentence) => !Link().IsMatch(sentence) && !Recites(sentence);

    /// <summary>The whole sentence stands in the rules, or a run of so many words of it does, whatever is put around it.</summary>
    private bool Recites(string sentence)
    {
        var folded = TextFolding.Fold(sentence);
        if (folded.Length >= LongestEcho && _prompt.Contains(folded, StringComparison.Ordinal))
        {
            return true;
        }

        var words = folded.Split(' ');
        for (var at = 0; at + EchoedWords <= words.Length; at++)
        {
            var run = string.Join(' ', words, at, EchoedWords);
            if (run.Length >= EchoedLength && _prompt.Contains(run, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(
        @"\*{1,3}|_{2,3}|`+|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Emphasis();

    [GeneratedRegex(
        @"(?<lead>^|\n)[ \t]*(#{1,6}|[-*\u2022>]|\d{1,2}[.)])[ \t]+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LineStart();

    [GeneratedRegex(
        @"://|www\.|\]\(|<[a-z/!][^>]*>|[\p{L}\p{N}]\.(com|org|net|io|tv|info|co\.uk)\b|\S@\S+\.\S|&(lt|gt|amp|#\d+);|\{\{|\}\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Link();
}
