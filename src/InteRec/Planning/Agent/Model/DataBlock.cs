using System.Globalization;
using System.Text;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// Text of people and items on its way into a prompt. It stands between named marks that it cannot close, without characters that hide or
/// reorder text, and cut to a length: the prompt's rules say that nothing in a block is a rule.
/// </summary>
internal static class DataBlock
{
    /// <summary>A named block, or an empty text when there is nothing in it.</summary>
    public static string Of(string name, string text, int longest = 4_000) =>
        string.IsNullOrWhiteSpace(text) ? string.Empty : $"<{name}>\n{Clean(text, longest)}\n</{name}>\n";

    /// <summary>A text that cannot end its block, in one piece with what stands around it.</summary>
    public static string Clean(string text, int longest = 4_000)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= longest)
            {
                return clean.Append('…').ToString();
            }

            Append(clean, rune);
        }

        return clean.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string text, int longest = 200) => Clean(text, longest).ReplaceLineEndings(" ").Trim();

    private static void Append(StringBuilder clean, Rune rune)
    {
        if (rune.Value is '<')
        {
            clean.Append('‹');
        }
        else if (rune.Value is '>')
        {
            clean.Append('›');
        }
        else if (rune.Value is '\n' or '\t' || !IsHidden(rune))
        {
            clean.Append(rune.ToString());
        }
    }

    /// <summary>Control, format (zero width, direction), private and unassigned characters: none of them is read by a person.</summary>
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned;
}
