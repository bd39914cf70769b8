using System.Text.RegularExpressions;
using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>The names, folded, that one written title gives: the whole, what stands before its subtitle, and its subtitles.</summary>
internal sealed partial class TitleNames
{
    private static readonly string[] Separators = [": ", " - ", " – ", " — "];

    public TitleNames(string title)
    {
        var moved = title.Contains(", ", StringComparison.Ordinal) ? MovedArticle().Replace(title, "${article} ${rest}") : title;
        Add(Whole, title);
        if (moved != title)
        {
            Add(Whole, moved);
        }

        if (Initials(Whole) is { } initials)
        {
            Beginnings.Add(initials);
            Beginnings.Add(CanonicalTitle.Compact(initials));
        }

        if (moved.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket)
        {
            Add(Beginnings, moved[..bracket]);
            if (AlsoKnownAs().Match(moved) is { Success: true } other)
            {
                Add(Whole, moved[..bracket]);
                Add(Whole, other.Groups["other"].Value);
            }
        }

        for (var rest = moved; NextSeparator(rest) is (> 0 and var at, var length); rest = rest[(at + length)..])
        {
            if (rest.Length == moved.Length)
            {
                Add(Beginnings, rest[..at]);
            }

            Add(Subtitles, rest[(at + length)..]);
        }
    }

    public List<string> Whole { get; } = [];

    public List<string> Beginnings { get; } = [];

    public List<string> Subtitles { get; } = [];

    private static void Add(List<string> names, string name)
    {
        if (TextFolding.Fold(name) is { Length: > 0 } folded && !names.Contains(folded))
        {
            names.Add(folded);
        }
    }

    /// <summary>The leading single letters of a longer title: "E.T. the Extra-Terrestrial" is called "E.T.", and written "ET".</summary>
    private static string? Initials(List<string> whole)
    {
        var length = 0;
        while (whole is [var name, ..] && length + 1 < name.Length && char.IsLetter(name[length]) && name[length + 1] == ' ')
        {
            length += 2;
        }

        return length >= 4 ? whole[0][..(length - 1)] : null;
    }

    private static (int At, int Length) NextSeparator(string title)
    {
        var first = (At: -1, Length: 0);
        foreach (var separator in Separators)
        {
            var at = title.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && (first.At < 0 || at < first.At))
            {
                first = (at, separator.Length);
            }
        }

        return first;
    }

    /// <summary>"Librarian, The: The Curse" is "The Librarian: The Curse".</summary>
    [GeneratedRegex(
        @"^(?<rest>.+?), (?<article>The|A|An|Le|La|Les|L'|El|Los|Las|Il|Der|Die|Das)(?=$|:| \()",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex MovedArticle();

    [GeneratedRegex(
        @"\(a\.?k\.?a\.? (?<other>[^)]+)\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AlsoKnownAs();
}
