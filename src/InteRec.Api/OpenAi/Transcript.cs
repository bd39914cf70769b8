using System.Text.RegularExpressions;

namespace InteRec.Api.OpenAi;

/// <summary>
/// A conversation written down as one text, each message behind the name of who said it: <c>USER: ...</c>, <c>Assistant: ...</c>.
/// </summary>
internal static partial class Transcript
{
    /// <summary>What is said, and what stands before it.</summary>
    internal sealed record Parts(string Before, IReadOnlyList<Utterance> Said)
    {
        /// <summary>The last paragraph: behind a conversation may stand what to make of it.</summary>
        public string After =>
            Said is [.., { Text: var last }] && last.LastIndexOf(Gap, StringComparison.Ordinal) is > 0 and var gap
                ? last[gap..].Trim()
                : "";

        /// <summary>What is said before the last paragraph.</summary>
        public IReadOnlyList<Utterance> SaidBefore =>
            After.Length == 0 ? Said : [.. Said.SkipLast(1), Said[^1] with { Text = Said[^1].Text[..^After.Length].Trim() }];
    }

    private const string Gap = "\n\n";

    /// <summary>Reads a text; nothing is said where nobody is named.</summary>
    public static Parts Read(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var names = Name().Matches(text);
        var said = names.Select(
            (name, i) =>
            {
                var (from, to) = (name.Index + name.Length, i + 1 < names.Count ? names[i + 1].Index : text.Length);
                return new Utterance(!name.Groups["person"].Success, text[from..to].Trim());
            }
        );
        return new Parts(names.Count > 0 ? text[..names[0].Index].Trim() : text, [.. said.Where(s => s.Text.Length > 0)]);
    }

    [GeneratedRegex(
        @"^\W{0,4}((?<person>user|human)|assistant|ai|bot|model|response)\W{0,2}:",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Name();
}
