using System.Globalization;
using System.Text;

namespace InteRec.Catalog;

/// <summary>
/// The one way in which names and messages are made comparable: lower case, without accents, punctuation as a space,
/// single spaces. <c>"Amélie (2001)"</c> becomes <c>"amelie 2001"</c>; apostrophes vanish, so <c>"Schindler's"</c> becomes
/// <c>"schindlers"</c>.
/// </summary>
public static class TextFolding
{
    /// <summary>Folds a text. Lone surrogates count as punctuation. The result has no leading or trailing space.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        var folded = new StringBuilder(text.Length);
        if (System.Text.Ascii.IsValid(text))
        {
            foreach (var c in text)
            {
                Append(folded, c);
            }
        }
        else
        {
            AppendDecomposed(folded, text);
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        return folded.ToString();
    }

    private static void AppendDecomposed(StringBuilder folded, ReadOnlySpan<char> text)
    {
        foreach (var rune in Repair(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (rune.IsBmp && rune.Value is not ('ø' or 'Ø' or 'ł' or 'Ł' or 'ß' or 'æ' or 'Æ' or 'đ' or 'ı'))
            {
                Append(folded, (char)rune.Value);
            }
            else
            {
                AppendSpecial(folded, rune);
            }
        }
    }

    private static void AppendSpecial(StringBuilder folded, Rune rune)
    {
        var plain = rune.Value switch
        {
            'ø' or 'Ø' => "o",
            'ł' or 'Ł' => "l",
            'ß' => "ss",
            'æ' or 'Æ' => "ae",
            'đ' => "d",
            'ı' => "i",
            _ => null,
        };
        if (plain is not null)
        {
            folded.Append(plain);
        }
        else if (Rune.IsLetterOrDigit(rune))
        {
            folded.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        else
        {
            AppendSpace(folded);
        }
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (char.IsAsciiLetterOrDigit(c))
        {
            folded.Append(char.ToLowerInvariant(c));
        }
        else if (
            c is '\'' or '\u2019' or '\u2018' or '`'
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format
        )
        {
            return;
        }
        else if (char.IsLetterOrDigit(c))
        {
            folded.Append(char.ToLowerInvariant(c));
        }
        else
        {
            AppendSpace(folded);
        }
    }

    private static void AppendSpace(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    /// <summary>Normalisation refuses lone surrogates and what is no character; they become the replacement character first.</summary>
    private static string Repair(ReadOnlySpan<char> text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isCharacter = (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is < 0xFDD0 or > 0xFDEF;
            repaired.Append(isCharacter ? rune.ToString() : "\uFFFD");
        }

        return repaired.ToString();
    }
}
