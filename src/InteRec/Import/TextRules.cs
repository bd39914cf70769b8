using System.Globalization;
using System.Text.Unicode;

namespace InteRec.Import;

/// <summary>What text must be to be stored, and what an id must be.</summary>
internal static class TextRules
{
    /// <summary>Most characters of a user id or an item id.</summary>
    public const int MaxIdLength = 256;

    /// <summary>Why UTF-8 text cannot be stored, or null.</summary>
    public static string? Problem(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Contains((byte)0))
        {
            return "a NUL character";
        }

        return Utf8.IsValid(utf8) && utf8.IndexOf(InputFile.InvalidUtf8) < 0
            ? null
            : "bytes that are not valid text in the file's encoding";
    }

    /// <summary>Why text cannot be stored, or null.</summary>
    public static string? Problem(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            return "a NUL character";
        }

        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return "half of a surrogate pair";
            }
        }

        return null;
    }

    /// <summary>Why a text cannot be shown in a line, or null: control characters would write into terminals, logs and prompts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasLines">True for prose, in which line ends and tabs stand.</param>
    public static string? ControlProblem(ReadOnlySpan<char> text, bool hasLines)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && !(hasLines && character is ('\n' or '\r' or '\t')))
            {
                return string.Create(CultureInfo.InvariantCulture, $"the control character \\u{(int)character:x4}");
            }
        }

        return null;
    }

    /// <summary>Why a text cannot be an id, or null.</summary>
    /// <param name="id">The id, trimmed.</param>
    /// <param name="what">What it is called: "user_id".</param>
    public static string? IdProblem(string? id, string what)
    {
        if (string.IsNullOrEmpty(id))
        {
            return $"{what} is missing";
        }

        if (id.Length > MaxIdLength)
        {
            return $"{what} is longer than {MaxIdLength} characters";
        }

        return (ControlProblem(id, hasLines: false) ?? Problem(id)) is { } problem ? $"{what} has {problem}" : null;
    }
}
