using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// Titles of other items in small letters: "you might also enjoy the godfather". Most short titles are ordinary words too, so one counts
/// where a rare word is in it, or where the sentence puts it in the place of a title.
/// </summary>
internal static class TitleClaims
{
    private const int LongestTitle = 8;
    private const int RareRank = 15_000;
    private const int OrdinaryRank = 2_500;

    private static readonly HashSet<string> Offers = new(StringComparer.Ordinal)
    {
        "see",
        "watch",
        "try",
        "enjoy",
        "like",
        "liked",
        "love",
        "loved",
        "also",
        "recommend",
        "called",
        "titled",
        "suggest",
        "consider",
        "than",
        "seen",
        "enjoyed",
        "read",
        "named",
        "add",
        "including",
    };

    /// <summary>True when no other title is named.</summary>
    public static bool Allow(Claims claims)
    {
        var (sentence, titles) = (claims.Sentence, CatalogTitles.Of(claims.Scene.Catalog));
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            for (var count = Math.Min(LongestTitle, sentence.Tokens.Count - at); count > 0; count--)
            {
                if (sentence.IsPhrase(at, count) && titles.Contains(sentence.Phrase(at, count)) && IsTitle(claims, at, count))
                {
                    return claims.Deny(at, count);
                }
            }
        }

        return true;
    }

    private static bool IsTitle(Claims claims, int at, int count)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var words = Enumerable.Range(at, count).Select(sentence.Word).ToList();
        if (
            words.TrueForAll(w => scene.IsSmall(w))
            || Enumerable.Range(at, count).All(sentence.IsTaken)
            || IsExplained(claims, at, count, words)
        )
        {
            return false;
        }

        var (isOffered, isEnd) = (Offers.Contains(sentence.Word(at - 1)), IsEnd(sentence, at + count));
        var rank = words.Max(scene.Rank);
        var telling = words.Count(w => !scene.IsSmall(w));
        return telling > 1 ? (rank > RareRank && scene.Rank("the") < int.MaxValue && (isOffered || isEnd)) || (isOffered && isEnd)
            : count > 1 ? isOffered && isEnd && IsAdvice(sentence, at)
            : isOffered && isEnd && rank > OrdinaryRank && scene.Rank("the") < int.MaxValue;
    }

    /// <summary>Words of the items' own facts, of the dataset, or said before.</summary>
    private static bool IsExplained(Claims claims, int at, int count, List<string> words)
    {
        var (sentence, scene, phrase) = (claims.Sentence, claims.Scene, claims.Sentence.Phrase(at, count));
        var telling = words.Where(w => !scene.IsSmall(w)).Select(Stem.Word).ToList();
        return scene.Said.Says(phrase)
            || claims.Scopes.At(at).Items.Any(i => i.Says(phrase) || (telling.Count > 1 && i.HasWords(telling)))
            || scene
                .Lexicon.Find(phrase, sentence.Stems(at, count))
                .Any(e => e.Kind != EntryKind.Value || e.Attribute!.Role != AttributeRole.Topic);
    }

    /// <summary>Where a title ends: at a break, or before words that go on about it.</summary>
    private static bool IsEnd(ReplySentence sentence, int at) =>
        at >= sentence.Tokens.Count
        || sentence.Tokens[at].IsAfterBreak
        || sentence.Tokens[at].Handle > 0
        || sentence.Word(at)
            is "and"
                or "or"
                or "by"
                or "from"
                or "is"
                or "was"
                or "has"
                or "too"
                or "next"
                or "instead"
                or "if"
                or "with"
                or "starring"
                or "as"
                or "tonight"
                or "then"
                or "also"
                or "for";

    /// <summary>"you might also like", "I would try": another one is recommended.</summary>
    private static bool IsAdvice(ReplySentence sentence, int at) =>
        sentence
            .Back(at, 4)
            .Any(i => sentence.Word(i) is "also" or "might" or "could" or "would" or "should" or "too" or "recommend" or "suggest");
}
