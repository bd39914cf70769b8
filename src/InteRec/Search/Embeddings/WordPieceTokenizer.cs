using System.Buffers;
using System.Globalization;
using System.Text;

namespace InteRec.Search.Embeddings;

/// <summary>A token that stands literally in the raw text, in this case only, and is found before anything else happens.</summary>
internal readonly record struct AddedToken(string Content, int Id);

/// <summary>
/// BERT WordPiece: split at white space and punctuation, then greedily the longest piece first. A word with any piece missing is one
/// unknown token. Pieces are looked up by span, so a text makes no strings. Safe for concurrent use.
/// </summary>
internal sealed class WordPieceTokenizer
{
    private readonly BertNormalizer _normalizer;
    private readonly AddedToken[] _added;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _starts;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _continuations;
    private readonly int _longestPiece;
    private readonly int _maxWordLength;

    public WordPieceTokenizer(
        BertNormalizer normalizer,
        IReadOnlyDictionary<string, int> vocabulary,
        IEnumerable<AddedToken> added,
        string unknownToken,
        string continuingPrefix,
        int maxWordLength
    )
    {
        _normalizer = normalizer;
        _added = [.. added.Where(token => token.Content.Length > 0).OrderByDescending(token => token.Content.Length)];
        _maxWordLength = maxWordLength;
        UnknownId = vocabulary[unknownToken];
        var first = new Dictionary<string, int>(vocabulary.Count, StringComparer.Ordinal);
        var later = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (piece, id) in vocabulary)
        {
            first[piece] = id;
            if (piece.Length > continuingPrefix.Length && piece.StartsWith(continuingPrefix, StringComparison.Ordinal))
            {
                later[piece[continuingPrefix.Length..]] = id;
            }

            _longestPiece = Math.Max(_longestPiece, piece.Length);
        }

        _starts = first.GetAlternateLookup<ReadOnlySpan<char>>();
        _continuations = later.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int UnknownId { get; }

    /// <summary>Writes token ids, unknown ones among them, until <paramref name="ids"/> is full. Returns how many.</summary>
    public int Tokenize(ReadOnlySpan<char> text, Span<int> ids)
    {
        var count = 0;
        while (!text.IsEmpty && count < ids.Length)
        {
            var at = FindAdded(text, out var token);
            count += TokenizePlain(text[..at], ids[count..]);
            if (at == text.Length)
            {
                break;
            }

            if (count < ids.Length)
            {
                ids[count++] = token.Id;
            }

            text = text[(at + token.Content.Length)..];
        }

        return count;
    }

    /// <summary>
    /// The leftmost literal token, the longest one of several at the same place; the length of the text if there is none.
    /// </summary>
    private int FindAdded(ReadOnlySpan<char> text, out AddedToken found)
    {
        var at = text.Length;
        found = default;
        foreach (var token in _added)
        {
            var index = text.IndexOf(token.Content, StringComparison.Ordinal);
            if (index >= 0 && index < at)
            {
                (at, found) = (index, token);
            }
        }

        return at;
    }

    private int TokenizePlain(ReadOnlySpan<char> text, Span<int> ids)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var buffer = _normalizer.Normalize(text, out var length);
        var rest = (ReadOnlySpan<char>)buffer.AsSpan(0, length);
        var count = 0;
        while (!rest.IsEmpty && count < ids.Length)
        {
            var wordLength = WordLength(rest, out var separator);
            count += wordLength == 0 ? 0 : Pieces(rest[..wordLength], ids[count..]);
            if (separator.Utf16SequenceLength > 0 && !Rune.IsWhiteSpace(separator) && wordLength < rest.Length && count < ids.Length)
            {
                count += Pieces(rest.Slice(wordLength, separator.Utf16SequenceLength), ids[count..]);
            }

            rest = rest[Math.Min(rest.Length, wordLength + separator.Utf16SequenceLength)..];
        }

        ArrayPool<char>.Shared.Return(buffer);
        return count;
    }

    /// <summary>How many characters come before the next white space or punctuation mark, and which one that is.</summary>
    private static int WordLength(ReadOnlySpan<char> text, out Rune separator)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || IsPunctuation(rune))
            {
                separator = rune;
                return length;
            }

            length += rune.Utf16SequenceLength;
        }

        separator = default;
        return length;
    }

    private static bool IsPunctuation(Rune rune) =>
        rune.IsAscii
            ? rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
            : Rune.GetUnicodeCategory(rune) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    /// <summary>Writes the pieces of one word, as far as they fit.</summary>
    private int Pieces(ReadOnlySpan<char> word, Span<int> ids)
    {
        if (word.Length > _maxWordLength && CodePoints(word) > _maxWordLength)
        {
            ids[0] = UnknownId;
            return 1;
        }

        var count = 0;
        for (var start = 0; start < word.Length; )
        {
            var lookup = start == 0 ? _starts : _continuations;
            var length = Math.Min(_longestPiece, word.Length - start);
            int id;
            while (!lookup.TryGetValue(word.Slice(start, length), out id))
            {
                if (--length == 0)
                {
                    ids[0] = UnknownId;
                    return 1;
                }
            }

            // A word cut off by the end of the buffer still has to be walked through: a missing last piece makes it unknown.
            if (count < ids.Length)
            {
                ids[count++] = id;
            }

            start += length;
        }

        return count;
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
