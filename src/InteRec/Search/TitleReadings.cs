using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>The names and years that a text may say.</summary>
internal static class TitleReadings
{
    /// <summary>Characters beyond which a text names no title.</summary>
    public const int LongestText = 200;

    /// <summary>What the text may say: all of it a title; a title and a year; a title and "film"; a title and a superfluous "1".</summary>
    public static List<(string Name, int? Year)> Of(string text, int? year, HashSet<string> commonWords)
    {
        var readings = new List<(string Name, int? Year)>(4);
        if (text.Length > LongestText || TextFolding.Fold(text) is not { Length: > 0 } folded)
        {
            return readings;
        }

        readings.Add((folded, year));
        var words = folded.Split(' ');
        if (words.Length > 1 && commonWords.Contains(words[^1]) && words[0] is not ("a" or "an"))
        {
            words = words[..^1];
            readings.Add((string.Join(' ', words), year));
        }

        if (
            words.Length > 1
            && year is null
            && words[^1].Length == 4
            && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            && said is > 1880 and < 2100
        )
        {
            words = words[..^1];
            readings.Add((string.Join(' ', words), said));
        }

        if (
            words.Length > 1
            && words[^1] is "1" or "i"
            && CanonicalTitle.Of(string.Join(' ', words)) is var canonical
            && canonical.EndsWith(" 1", StringComparison.Ordinal)
        )
        {
            readings.Add((canonical[..^2], year));
        }

        return readings;
    }
}
