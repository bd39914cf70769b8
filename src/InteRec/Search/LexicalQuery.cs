using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>
/// Turns what a person typed into an FTS5 query: folded words, each quoted, joined by OR. Nothing of the text reaches the query language,
/// so no quote, bracket or operator of a message can mean anything.
/// </summary>
internal static class LexicalQuery
{
    private const int MaxWords = 48;

    private static readonly HashSet<string> Stopwords = new(StringComparer.Ordinal)
    {
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "about",
        "as",
        "into",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "i",
        "im",
        "id",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "she",
        "his",
        "her",
        "they",
        "them",
        "their",
        "who",
        "whose",
        "which",
        "what",
        "where",
        "when",
        "some",
        "something",
        "any",
        "anything",
        "want",
        "like",
        "please",
        "can",
        "could",
        "would",
        "should",
        "do",
        "does",
        "have",
        "has",
        "had",
        "not",
        "no",
        "s",
        "t",
        "very",
        "really",
        "just",
        "so",
        "one",
        "ones",
    };

    /// <summary>
    /// The words of a text that can tell one item from another, folded; all of them when every word is a stop word ("It", "The One").
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="commonWords">Words of the domain that stand for any item ("film"), dropped like stop words.</param>
    public static string[] Words(string text, IReadOnlySet<string> commonWords)
    {
        var words = TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        var telling = words.Where(word => !Stopwords.Contains(word) && !commonWords.Contains(word)).ToArray();
        return [.. (telling.Length > 0 ? telling : words).Take(MaxWords)];
    }

    public static bool IsStopword(string word) => Stopwords.Contains(word);

    /// <summary>Words that stand for any item of a domain ("film", "movies"), folded.</summary>
    public static HashSet<string> CommonWords(DatasetSchema schema) =>
        schema
            .Item.Synonyms.Append(schema.Item.Singular)
            .Append(schema.Item.Plural)
            .SelectMany(phrase => TextFolding.Fold(phrase).Split(' '))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The query for any of the words.</summary>
    public static string AnyOf(IEnumerable<string> words) => string.Join(" OR ", words.Select(word => $"\"{word}\""));
}
