using System.Globalization;

namespace InteRec.Search;

/// <summary>
/// Brings the usual ways of writing one title together, on folded text: "matrix the" and "the matrix", "godfather part ii" and "godfather 2",
/// "oceans eleven" and "oceans 11", "fast and furious" and "fast furious". Both the catalogue's titles and what is typed go through it, so a
/// rule only has to keep different titles apart, not to be right about either.
/// </summary>
internal static class CanonicalTitle
{
    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "the", "a", "an" };
    private static readonly HashSet<string> Counters = new(StringComparer.Ordinal) { "part", "pt", "episode", "chapter", "volume", "vol", "no" };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["doctor"] = "dr", ["mister"] = "mr", ["versus"] = "vs", ["saint"] = "st",
    };

    private static readonly Dictionary<string, int> Numbers = NumberWords();

    private static readonly Dictionary<string, int> Romans = new(StringComparer.Ordinal)
    {
        ["i"] = 1, ["ii"] = 2, ["iii"] = 3, ["iv"] = 4, ["v"] = 5, ["vi"] = 6, ["vii"] = 7, ["viii"] = 8, ["ix"] = 9, ["x"] = 10,
        ["xi"] = 11, ["xii"] = 12, ["xiii"] = 13,
    };

    /// <summary>The common form of a folded title. A single word stays as it is: "X" and "10", "Nine" and "9" are different titles.</summary>
    public static string Of(string folded)
    {
        var words = folded.Split(' ');
        if (words.Length < 2)
        {
            return folded;
        }

        var kept = new List<string>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            var isLast = i == words.Length - 1;
            var isArticle = (i == 0 || isLast) && Articles.Contains(words[i]) && (words.Length > 2 || words[isLast ? 0 : 1].Length > 2);
            var isCounter = !isLast && Counters.Contains(words[i]) && NumberOf(words, i + 1) is not null;
            if (!isArticle && !isCounter && words[i] != "and")
            {
                kept.Add(NumberOf(words, i)?.ToString(CultureInfo.InvariantCulture) ?? Words.GetValueOrDefault(words[i], words[i]));
            }
        }

        return kept.Count == 0 ? folded : string.Join(' ', kept);
    }

    /// <summary>The common form without spaces: "spider man" and "spiderman".</summary>
    public static string Compact(string canonical) => canonical.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The numbers of a canonical title in their order: a sequel is never a misspelling of another one.</summary>
    public static string NumbersOf(string canonical) => string.Join(' ', canonical.Split(' ').Where(word => word.All(char.IsAsciiDigit)));

    /// <summary>Roman numerals count where a number stands: after "part" and the like, or at the end. "I, Robot" and "V for Vendetta" keep their letter.</summary>
    private static int? NumberOf(string[] words, int i)
    {
        if (int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return digits;
        }

        if (Numbers.TryGetValue(words[i], out var number))
        {
            return number;
        }

        var inPlace = i > 0 && (words[i].Length > 1 || i == words.Length - 1 || Counters.Contains(words[i - 1]));
        return inPlace && Romans.TryGetValue(words[i], out var roman) ? roman : null;
    }

    private static Dictionary<string, int> NumberWords()
    {
        string[] words =
        [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
            "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        ];
        return words.Select((word, place) => (word, place)).ToDictionary(pair => pair.word, pair => pair.place + 1, StringComparer.Ordinal);
    }
}
