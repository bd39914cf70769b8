using System.Globalization;
using System.Text;

namespace InteRec.Api.Startup;

/// <summary>
/// Text of others as a terminal or a log may show it: what moves a cursor, colours, rings, ends a line or turns the direction of writing
/// stands there as its code, <c>\u001b</c>, so that nothing that was sent or imported looks like words of ours.
/// </summary>
internal static class VisibleText
{
    /// <summary>In one line: line ends become spaces.</summary>
    public static string OfLine(string text) => Of(text.ReplaceLineEndings(" "));

    /// <summary>Line ends and tabs stay.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsHidden(character))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                visible.Append(character);
            }
        }

        return visible.ToString();
    }

    private static bool IsHidden(char character) =>
        character switch
        {
            '\n' or '\t' => false,
            '\u2028' or '\u2029' => true,
            (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
            _ => char.IsControl(character),
        };
}
