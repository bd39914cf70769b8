using System.Buffers;
using System.Globalization;
using System.Text;

namespace InteRec.Search.Embeddings;

/// <summary>
/// BERT's normaliser as Model2Vec's tokenizer library runs it: clean, space out ideographs, strip accents, lower case, in this order and on
/// code points. <paramref name="stripAccents"/> null means "as <paramref name="lowercase"/>".
/// </summary>
internal sealed class BertNormalizer(bool cleanText, bool spaceIdeographs, bool? stripAccents, bool lowercase)
{
    private const int MaxGrowthOfClean = 3;
    private readonly bool _stripAccents = stripAccents ?? lowercase;

    /// <summary>Normalises into a rented buffer, which the caller gives back to the shared pool.</summary>
    public char[] Normalize(ReadOnlySpan<char> text, out int length)
    {
        var cleaned = ArrayPool<char>.Shared.Rent(Math.Max(16, text.Length * MaxGrowthOfClean));
        if (!Ascii.IsValid(text))
        {
            return NormalizeUnicode(text, cleaned, out length);
        }

        length = 0;
        foreach (var character in text)
        {
            if (character is '\t' or '\n' or '\r')
            {
                cleaned[length++] = cleanText ? ' ' : character;
            }
            else if (!cleanText || !char.IsControl(character))
            {
                cleaned[length++] = lowercase && char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
            }
        }

        return cleaned;
    }

    private char[] NormalizeUnicode(ReadOnlySpan<char> text, char[] cleaned, out int length)
    {
        length = Clean(text, cleaned);
        if (_stripAccents)
        {
            cleaned = Decompose(cleaned, ref length);
        }

        // Dropping marks and lowering never lengthen a text (the one exception, U+0130, has been decomposed or needs the room of Clean).
        var lowered = ArrayPool<char>.Shared.Rent(Math.Max(16, length * 2));
        var written = 0;
        foreach (var rune in cleaned.AsSpan(0, length).EnumerateRunes())
        {
            if (_stripAccents && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (lowercase && rune.Value == 0x130)
            {
                lowered[written++] = 'i';
                lowered[written++] = '\u0307';
                continue;
            }

            written += (lowercase ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(lowered.AsSpan(written));
        }

        ArrayPool<char>.Shared.Return(cleaned);
        length = written;
        return lowered;
    }

    private int Clean(ReadOnlySpan<char> text, Span<char> cleaned)
    {
        var written = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (cleanText && rune.Value is not ('\t' or '\n' or '\r') && IsDropped(rune))
            {
                continue;
            }

            if (cleanText && Rune.IsWhiteSpace(rune))
            {
                cleaned[written++] = ' ';
            }
            else if (spaceIdeographs && IsIdeograph(rune.Value))
            {
                cleaned[written++] = ' ';
                written += rune.EncodeToUtf16(cleaned[written..]);
                cleaned[written++] = ' ';
            }
            else
            {
                written += rune.EncodeToUtf16(cleaned[written..]);
            }
        }

        return written;
    }

    private static char[] Decompose(char[] source, ref int length)
    {
        var text = source.AsSpan(0, length);
        var decomposed = ArrayPool<char>.Shared.Rent(
            Math.Max(16, StringNormalizationExtensions.GetNormalizedLength(text, NormalizationForm.FormD))
        );
        if (!StringNormalizationExtensions.TryNormalize(text, decomposed, out length, NormalizationForm.FormD))
        {
            throw new InvalidOperationException("The decomposed text is longer than announced.");
        }

        ArrayPool<char>.Shared.Return(source);
        return decomposed;
    }

    private static bool IsDropped(Rune rune) =>
        rune.Value is 0 or 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    // U+2B820 to U+2B91F is missing on purpose: the tokenizer library, and so the vocabulary, treats it so.
    private static bool IsIdeograph(int value) =>
        value
            is (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x20000 and <= 0x2A6DF)
                or (>= 0x2A700 and <= 0x2B73F)
                or (>= 0x2B740 and <= 0x2B81F)
                or (>= 0x2B920 and <= 0x2CEAF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x2F800 and <= 0x2FA1F);
}
