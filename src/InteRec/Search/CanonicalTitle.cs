using System.Globalization;

namespace InteRec.Search;

/// <summary>
/// Brings the usual ways of writing one title together, on folded text: "matrix the" and "the matrix", "godfather part ii" and "godfather
/// 2", "oceans eleven" and "oceans 11", "fast and furious" and "fast furious". Both the catalogue's titles and what is typed go through it,
/// so a rule only has to keep different titles apart, not to be right about either.
/// </summary>
internal static class CanonicalTitle
{
    private const int LongestOnStack = 128;
    private const int MostWordsOnStack = 32;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Articles = Set("the", "a", "an");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Counters = Set(
        "part",
        "pt",
        "episode",
        "chapter",
        "volume",
        "vol",
        "no"
    );

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Words = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["doctor"] = "dr",
        ["mister"] = "mr",
        ["versus"] = "vs",
        ["saint"] = "st",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers = NumberWords()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Romans = new Dictionary<string, int>(
        StringComparer.Ordinal
    )
    {
        ["i"] = 1,
        ["ii"] = 2,
        ["iii"] = 3,
        ["iv"] = 4,
        ["v"] = 5,
        ["vi"] = 6,
        ["vii"] = 7,
        ["viii"] = 8,
        ["ix"] = 9,
        ["x"] = 10,
        ["xi"] = 11,
        ["xii"] = 12,
        ["xiii"] = 13,
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    // Words that may be written in another way, and how long the longest is; all others stay as they are.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Changing = SetOfAll();
    private static readonly int LongestChanging = Changing.Set.Max(word => word.Length);

    /// <summary>
    /// The common form of a folded title. A single word stays as it is: "X" and "10", "Nine" and "9" are different titles.
    /// </summary>
    public static string Of(string folded)
    {
        Span<char> buffer = folded.Length <= LongestOnStack ? stackalloc char[LongestOnStack * 2] : new char[folded.Length * 2];
        var canonical = buffer[..Write(folded, " ", buffer)];
        return canonical.SequenceEqual(folded) ? folded : new string(canonical);
    }

    /// <summary>The common form without spaces: "spider man" and "spiderman".</summary>
    public static string Compact(string canonical) => canonical.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>
    /// What <see cref="Compact"/> makes of the common form of a folded title, written to a buffer of twice the length of the title.
    /// </summary>
    /// <returns>The letters written.</returns>
    public static int WriteCompact(ReadOnlySpan<char> folded, Span<char> buffer) => Write(folded, "", buffer);

    private static int Write(ReadOnlySpan<char> folded, ReadOnlySpan<char> separator, Span<char> buffer)
    {
        var count = folded.Count(' ') + 1;
        Span<Range> words = count <= MostWordsOnStack ? stackalloc Range[count] : new Range[count];
        folded.Split(words, ' ');
        var length = count > 1 ? Write(folded, words, separator, buffer, isWhole: false) : 0;
        return length > 0 ? length : Write(folded, words, separator, buffer, isWhole: true); // a single word, or nothing but small ones
    }

    private static int Write(
        ReadOnlySpan<char> folded,
        ReadOnlySpan<Range> words,
        ReadOnlySpan<char> separator,
        Span<char> buffer,
        bool isWhole
    )
    {
        var length = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var mayChange = !isWhole && MayChange(folded[words[i]]);
            if (!isWhole && IsLeftOut(folded, words, i, mayChange))
            {
                continue;
            }

            if (length > 0)
            {
                separator.CopyTo(buffer[length..]);
                length += separator.Length;
            }

            length += WriteWord(folded, words, i, mayChange, buffer[length..]);
        }

        return length;
    }

    private static bool MayChange(ReadOnlySpan<char> word) =>
        (word.Length > 0 && char.IsAsciiDigit(word[0])) || (word.Length <= LongestChanging && Changing.Contains(word));

    /// <summary>An article at either end, "and" anywhere, and the word that counts a number: "part" two.</summary>
    private static bool IsLeftOut(ReadOnlySpan<char> folded, ReadOnlySpan<Range> words, int i, bool mayChange)
    {
        var word = folded[words[i]];
        if (!mayChange || word is "and")
        {
            return word is "and";
        }

        var isLast = i == words.Length - 1;
        return ((i == 0 || isLast) && Articles.Contains(word) && (words.Length > 2 || folded[words[isLast ? 0 : 1]].Length > 2))
            || (!isLast && Counters.Contains(word) && NumberOf(folded, words, i + 1) is not null);
    }

    /// <summary>Writes a word as its number, in its other spelling, or as it is.</summary>
    /// <returns>The letters written.</returns>
    private static int WriteWord(ReadOnlySpan<char> folded, ReadOnlySpan<Range> words, int i, bool mayChange, Span<char> buffer)
    {
        if (mayChange && NumberOf(folded, words, i) is { } number)
        {
            number.TryFormat(buffer, out var digits, provider: CultureInfo.InvariantCulture);
            return digits;
        }

        var word = folded[words[i]];
        var kept = mayChange && Words.TryGetValue(word, out var other) ? other : word;
        kept.CopyTo(buffer);
        return kept.Length;
    }

    /// <summary>The numbers of a canonical title in their order: a sequel is never a misspelling of another one.</summary>
    public static string NumbersOf(string canonical) => string.Join(' ', canonical.Split(' ').Where(word => word.All(char.IsAsciiDigit)));

    /// <summary>
    /// Roman numerals count where a number stands: after "part" and the like, or at the end. "I, Robot" and "V for Vendetta" keep their
    /// letter.
    /// </summary>
    private static int? NumberOf(ReadOnlySpan<char> folded, ReadOnlySpan<Range> words, int i)
    {
        var word = folded[words[i]];
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return digits;
        }

        if (Numbers.TryGetValue(word, out var number))
        {
            return number;
        }

        var inPlace = i > 0 && (word.Length > 1 || i == words.Length - 1 || Counters.Contains(folded[words[i - 1]]));
        return inPlace && Romans.TryGetValue(word, out var roman) ? roman : null;
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        new HashSet<string>(words, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SetOfAll() =>
        Set([.. Articles.Set, .. Counters.Set, .. Words.Dictionary.Keys, .. Numbers.Dictionary.Keys, .. Romans.Dictionary.Keys, "and"]);

    private static Dictionary<string, int> NumberWords() =>
        EnglishNumbers
            .ToTwenty.Select((word, place) => (word, place))
            .ToDictionary(pair => pair.word, pair => pair.place + 1, StringComparer.Ordinal);
}
