using System.Text;

namespace InteRec.Languages;

/// <summary>
/// Tells messages in other languages from English ones that name foreign titles and people: "I loved La vita è bella" is English. By the
/// script where it is another; otherwise by small words, of which one must be said to somebody, because titles are full of articles. In
/// doubt it is English.
/// </summary>
internal static class LanguageDetector
{
    private const double LeastShare = 0.25;

    /// <summary>The language that a message is surely in; null for English, and where there is too little to tell.</summary>
    /// <param name="text">The message.</param>
    /// <param name="words">Its words, folded, without those of the titles in it.</param>
    /// <param name="isExpected">
    /// True where something else says that it is a request rather than a title: a word for the items, or the caller's locale.
    /// </param>
    /// <param name="spoken">The language of the caller's locale, of which one small word is enough; null where it tells none.</param>
    public static Language? Of(string text, IReadOnlyCollection<string> words, bool isExpected = false, Language? spoken = null)
    {
        var english = words.Count(LanguageWords.English.Contains);
        if (OfScript(text) is { } byScript)
        {
            return english == 0 ? byScript : null;
        }

        var (best, hits, asking) = Best(words);
        return
            best is not null
            && hits >= (best.Code == spoken?.Code ? 1 : 2)
            && hits >= LeastShare * words.Count
            && (asking > 0 || isExpected)
            && (english == 0 || (asking >= 2 && hits > 2 * english))
            ? Language.Of(best.Code)
            : null;
    }

    /// <summary>
    /// The language that its words have most of, however few these are; for a text that is known not to be English. Null: none has any.
    /// </summary>
    public static Language? Nearest(string text, IReadOnlyCollection<string> words) =>
        OfScript(text) ?? (Best(words).Words is { } best ? Language.Of(best.Code) : null);

    /// <summary>The small words of a language; null where only its script is known.</summary>
    public static LanguageWords? Words(Language language) => LanguageWords.All.FirstOrDefault(w => w.Code == language.Code);

    private static (LanguageWords? Words, int Hits, int Asking) Best(IReadOnlyCollection<string> words)
    {
        var best = ((LanguageWords?)null, Hits: 0, Asking: 0);
        foreach (var language in LanguageWords.All)
        {
            var asking = words.Count(language.Asking.Contains);
            var hits = asking + words.Count(language.Joining.Contains);
            if (hits > best.Hits || (hits == best.Hits && asking > best.Asking))
            {
                best = (language, hits, asking);
            }
        }

        return best;
    }

    /// <summary>The language of the script that most letters are of; null for Latin letters, and for none.</summary>
    private static Language? OfScript(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            var code = CodeOf(rune.Value);
            counts[code] = counts.GetValueOrDefault(code) + 1;
        }

        // Japanese is written in Chinese signs too, Ukrainian in Russian letters: what only the one has decides.
        Join(counts, "ja", "zh");
        Join(counts, "uk", "ru");
        var (most, count) = counts.DefaultIfEmpty().MaxBy(c => c.Value);
        return most is null or "" || 2 * count <= counts.Values.Sum() ? null : Language.Of(most);
    }

    private static void Join(Dictionary<string, int> counts, string own, string shared)
    {
        if (counts.ContainsKey(own) && counts.Remove(shared, out var more))
        {
            counts[own] += more;
        }
    }

    private static string CodeOf(int letter) =>
        letter switch
        {
            0x404 or 0x406 or 0x407 or 0x454 or 0x456 or 0x457 or 0x490 or 0x491 => "uk",
            >= 0x400 and <= 0x52F => "ru",
            >= 0x370 and <= 0x3FF or >= 0x1F00 and <= 0x1FFF => "el",
            >= 0x590 and <= 0x5FF => "he",
            >= 0x600 and <= 0x6FF or >= 0x750 and <= 0x77F => "ar",
            >= 0x900 and <= 0x97F => "hi",
            >= 0xE00 and <= 0xE7F => "th",
            >= 0x3040 and <= 0x30FF or >= 0x31F0 and <= 0x31FF => "ja",
            >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF => "zh",
            >= 0xAC00 and <= 0xD7AF or >= 0x1100 and <= 0x11FF or >= 0x3130 and <= 0x318F => "ko",
            _ => "",
        };
}
