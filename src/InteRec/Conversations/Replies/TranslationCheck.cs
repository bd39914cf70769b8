using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using InteRec.Catalog;
using InteRec.Conversations.Replies.Guard;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies;

/// <summary>What can be held against the sentence that was translated in any language: handles, numbers, names.</summary>
/// <param name="context">The turn.</param>
/// <param name="handles">Its items.</param>
/// <param name="prompt">What must not be recited.</param>
/// <param name="hasNouns">True for German, where every noun has a capital: there only what the catalogue knows looks like a name.</param>
internal sealed partial class TranslationCheck(ReplyContext context, HandleText handles, string prompt, bool hasNouns)
{
    private const int Stem = 4;
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    private readonly PlainText _plain = new(prompt);

    /// <summary>True where the translation says no other item, number or name than the sentence, and leaves none out.</summary>
    public bool Allows(string sentence, string translation) =>
        translation.Length <= (3 * sentence.Length) + 40
        && _plain.IsPlain(translation)
        && !handles.HasUnknown(translation)
        && Handles(sentence).SetEquals(Handles(translation))
        && NumbersAgree(sentence, translation)
        && NamesAgree(sentence, translation);

    private HashSet<string> Handles(string text) => [.. handles.Named(text).Select(i => i.ItemId)];

    private static bool NumbersAgree(string sentence, string translation)
    {
        var (said, now) = (Numbers(sentence), Numbers(translation));
        var inWords = Folded(sentence)
            .Select(w => Array.IndexOf(Words, w))
            .Where(n => n >= 0)
            .Select(n => n.ToString(CultureInfo.InvariantCulture))
            .ToHashSet(StringComparer.Ordinal);
        return said.All(n => now.Any(m => IsSame(n, m))) && now.All(n => inWords.Contains(n) || said.Any(m => IsSame(m, n)));
    }

    /// <summary>"1990s" may be the nineties of a century that goes without saying.</summary>
    private static bool IsSame(string number, string translated) =>
        number == translated || (number.Length == 4 && translated.Length == 2 && number.EndsWith(translated, StringComparison.Ordinal));

    /// <summary>
    /// The numbers outside of handles, in our digits, without what parts thousands and decimals: languages do that differently.
    /// </summary>
    private static HashSet<string> Numbers(string text) =>
        [
            .. Number()
                .Matches(Handle().Replace(text, " "))
                .Select(m =>
                    string.Concat(
                        m.Value.Where(char.IsDigit)
                            .Select(c => CharUnicodeInfo.GetDecimalDigitValue(c).ToString(CultureInfo.InvariantCulture))
                    )
                ),
        ];

    /// <summary>
    /// A word that looks like a name must stand in the sentence or in the message, as far as inflection leaves it. A surname of the
    /// catalogue in the sentence must stay.
    /// </summary>
    private bool NamesAgree(string sentence, string translation)
    {
        var known = Folded(sentence).Concat(Folded(context.Message)).ToList();
        return Names(translation).All(n => Has(known, n) || (hasNouns && !IsCatalogName(n)))
            && (
                !IsLatin(translation)
                || Names(sentence)
                    .Where(n => Lexicon.Of(context.Serving.Catalog).Surname(n) is not null)
                    .All(n => Has(Folded(translation), n))
            );
    }

    private bool IsCatalogName(string word) =>
        Lexicon.Of(context.Serving.Catalog).Surname(word) is not null || CatalogTitles.Of(context.Serving.Catalog).Contains(word);

    private static bool Has(IEnumerable<string> words, string name) =>
        words.Any(w => w == name || (name.Length >= Stem && w.Length >= Stem && w.AsSpan(0, Stem).SequenceEqual(name.AsSpan(0, Stem))));

    /// <summary>Words with a capital that begin no sentence; among other letters all Latin words.</summary>
    private static IEnumerable<string> Names(string text)
    {
        var isLatin = IsLatin(text);

        // A handle is a word, so what stands behind one begins nothing.
        var plain = Handle().Replace(text, "0");
        foreach (Match word in Word().Matches(plain))
        {
            var starts = IsStart(plain.AsSpan(0, word.Index).TrimEnd());
            if (isLatin ? char.IsUpper(word.Value[0]) && !starts && word.Value.Length > 1 : word.Value.Length > 1)
            {
                yield return TextFolding.Fold(word.Value);
            }
        }
    }

    /// <summary>
    /// True where a sentence begins behind this text. The same mark opens a quotation in one language and closes it in another: the first
    /// of its kind opens, the second closes.
    /// </summary>
    private static bool IsStart(ReadOnlySpan<char> before) =>
        before switch
        {
            [] or [.., '.' or '!' or '?' or ':' or '\u2026' or '\u00bf' or '\u00a1'] => true,
            [.., '"'] => int.IsOddInteger(before.Count('"')),
            [.., '\u201e' or '\u201c' or '\u201d'] => int.IsOddInteger(before.CountAny('\u201e', '\u201c', '\u201d')),
            [.., '\u00ab' or '\u00bb'] => int.IsOddInteger(before.CountAny('\u00ab', '\u00bb')),
            _ => false,
        };

    /// <summary>One letter of another script is enough: languages in Latin letters have none.</summary>
    private static bool IsLatin(string text) =>
        !text.EnumerateRunes().Any(r => Rune.IsLetter(r) && r.Value is >= 0x250 and (< 0x1E00 or > 0x1EFF));

    private static List<string> Folded(string text) =>
        [.. TextFolding.Fold(Handle().Replace(text, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"\[{1,2}\d{1,9}\]{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();

    [GeneratedRegex(@"\d+([.,\u00a0\u202f]\d+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
