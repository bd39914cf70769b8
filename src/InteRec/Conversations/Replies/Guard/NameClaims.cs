using System.Buffers;
using InteRec.Catalog;
using InteRec.Languages;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// Words with capitals. Each has to be a fact of the items that it speaks of, to have been said, or to be a word of the dataset; a person
/// also has to have the part that the sentence gives them. The first word of a sentence has a capital anyway: it counts where it stands as
/// a name.
/// </summary>
internal static class NameClaims
{
    private const int LongestName = 8;

    private static readonly SearchValues<char> Starters = SearchValues.Create(":.!?\u2014\u2026(");

    private static readonly HashSet<string> Calendar = new(EnglishCalendar.Months, StringComparer.Ordinal)
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "i",
        "im",
        "ill",
        "ive",
        "id",
        "ok",
        "tv",
        "dvd",
        "english",
        "god",
        "a",
    };

    /// <summary>Verbs behind a word that is then a subject, not just the first word.</summary>
    private static readonly HashSet<string> Subjects = new(StringComparer.Ordinal)
    {
        "is",
        "was",
        "has",
        "would",
        "might",
        "also",
        "by",
        "from",
        "could",
        "will",
        "should",
        "deserves",
        "remains",
        "does",
        "makes",
        "gives",
        "brings",
        "offers",
    };

    /// <summary>True when every name may stand.</summary>
    public static bool Allow(Claims claims)
    {
        var sentence = claims.Sentence;
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            if (sentence.IsTaken(at) || !sentence.Tokens[at].IsCapital)
            {
                continue;
            }

            var (length, isTrue) = Longest(claims, at);
            if (!isTrue)
            {
                return claims.Deny(at, length);
            }

            at += Math.Max(length, 1) - 1;
        }

        return true;
    }

    private static (int Length, bool IsTrue) Longest(Claims claims, int at)
    {
        var sentence = claims.Sentence;
        for (var count = Math.Min(LongestName, sentence.Tokens.Count - at); count > 0; count--)
        {
            if (
                !sentence.IsPhrase(at, count)
                || (count > 1 && !IsNameEnd(sentence.Tokens[at + count - 1]))
                || (count == 1 && IsSmallStart(claims, at))
            )
            {
                continue;
            }

            if (Read(claims, at, count) is { } isTrue)
            {
                return (count, isTrue);
            }
        }

        return (1, IsPlainStart(claims, at));
    }

    private static bool IsNameEnd(ReplyToken token) => token.IsCapital || token.HasDigit || token.Gap == "-";

    /// <summary>"It", "The", "With" at the start: no name.</summary>
    private static bool IsSmallStart(Claims claims, int at) =>
        IsStart(claims.Sentence, at) && claims.Scene.IsSmall(claims.Sentence.Word(at));

    /// <summary>Whether a phrase may stand; null where nothing is known of it.</summary>
    private static bool? Read(Claims claims, int at, int count)
    {
        var (sentence, scene, scope) = (claims.Sentence, claims.Scene, claims.Scopes.At(at));
        var phrase = sentence.Phrase(at, count);
        if (scope.Items.Any(i => i.RolesOf(phrase) is not null))
        {
            return PersonClaims.IsTrue(claims, at, count, phrase) && Take(sentence, at, count);
        }

        if (scope.Items.Any(i => i.Says(phrase)) && !IsValue(scene, sentence, at, count))
        {
            return Take(sentence, at, count);
        }

        if (IsValue(scene, sentence, at, count))
        {
            return true;
        }

        if (count > 1 && !scene.Said.Says(phrase) && IsOtherTopic(scene, scope, sentence, at, count))
        {
            return false;
        }

        if (scene.Said.Says(phrase) && !(count == 1 && IsStart(sentence, at)))
        {
            return !PersonClaims.IsAsserted(claims, at, count, phrase) && Take(sentence, at, count);
        }

        return count == 1 ? ReadWord(claims, at, phrase) : null;
    }

    /// <summary>Whether a single word may stand that is no name the scene knows: a day, a month, "I", a word of the items.</summary>
    private static bool? ReadWord(Claims claims, int at, string word)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        if (word == "i" || Calendar.Contains(word) || Calendar.Contains(Stem.Word(word)))
        {
            return true;
        }

        var endsName = at > 0 && sentence.Tokens[at - 1].IsCapital && sentence.Tokens[at].IsJoined && !scene.IsSmall(sentence.Word(at - 1));
        return !endsName && !scene.IsSmall(word) && claims.Scopes.At(at).Items.Any(i => i.HasWords([Stem.Word(word)])) ? true : null;
    }

    /// <summary>A value or a word of the dataset: the other checks look at it.</summary>
    private static bool IsValue(ReplyScene scene, ReplySentence sentence, int at, int count) =>
        scene
            .Lexicon.Find(sentence.Phrase(at, count), sentence.Stems(at, count))
            .Any(e =>
                e.Kind is EntryKind.ItemNoun or EntryKind.AttributeName or EntryKind.Unit or EntryKind.NumberWord or EntryKind.Missing
                || (e.Kind == EntryKind.Value && (e.Attribute!.Role != AttributeRole.Topic || IsStart(sentence, at)))
                || e is { Kind: EntryKind.Phrase, Phrase.Where: not null }
            );

    /// <summary>A topic by name that the items do not have in any spelling: "World War I" of one about the second.</summary>
    private static bool IsOtherTopic(ReplyScene scene, Scope scope, ReplySentence sentence, int at, int count) =>
        scene
            .Lexicon.Find(sentence.Phrase(at, count), sentence.Stems(at, count))
            .FirstOrDefault(e => e is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Topic })
            is { } topic
        && !scope.Items.Any(i => topic.Values.Any(v => i.Has(topic.Attribute!, v)) || i.HasWords(sentence.Stems(at, count).Split(' ')));

    private static bool Take(ReplySentence sentence, int at, int count)
    {
        sentence.Take(at, count);
        return true;
    }

    private static bool IsStart(ReplySentence sentence, int at) =>
        at == 0
        || sentence.Tokens[at].Gap.AsSpan().ContainsAny(Starters)
        || sentence.Tokens[at].Gap.Contains('\n', StringComparison.Ordinal);

    /// <summary>
    /// A capital that nothing explains: only the first word of a sentence may have it, where it does not stand as a name.
    /// </summary>
    private static bool IsPlainStart(Claims claims, int at)
    {
        var (sentence, scene, token) = (claims.Sentence, claims.Scene, claims.Sentence.Tokens[at]);
        var isName = scene.Lexicon.Surname(token.Bare) is not null || CatalogTitles.Of(scene.Catalog).Contains(token.Bare);
        if (isName && at > 0 && (at + 1 >= sentence.Tokens.Count || sentence.Tokens[at + 1].IsAfterBreak))
        {
            return false;
        }

        if (!IsStart(sentence, at))
        {
            return sentence.IsForeign && scene.Lexicon.Surname(token.Bare) is null && !CatalogTitles.Of(scene.Catalog).Contains(token.Bare);
        }

        var isRun =
            at + 1 < sentence.Tokens.Count
            && sentence.Tokens[at + 1] is { IsCapital: true, IsJoined: true }
            && scene.Rank(token.Bare) == int.MaxValue
            && !scene.IsPlain(token.Bare);
        var isSubject =
            isRun
            || token.IsPossessive
            || Subjects.Contains(sentence.Word(at + 1))
            || IsVerb(scene, sentence, at + 1)
            || (at + 1 < sentence.Tokens.Count && sentence.Tokens[at + 1].Gap.Contains('(', StringComparison.Ordinal));
        return scene.IsPlain(token.Bare)
            ? !isName || !isSubject || scene.IsSmall(token.Bare)
            : IsDerived(token.Bare) || (!isName && !isSubject);
    }

    private static bool IsVerb(ReplyScene scene, ReplySentence sentence, int at) =>
        at < sentence.Tokens.Count && scene.Lexicon.Find(sentence.Word(at), string.Empty).Any(e => e.Kind == EntryKind.AttributeVerb);

    /// <summary>"Deliciously", "Thrilling": rare, but no name.</summary>
    private static bool IsDerived(string folded) =>
        folded.Length > 5
        && (
            folded.EndsWith("ly", StringComparison.Ordinal)
            || folded.EndsWith("ing", StringComparison.Ordinal)
            || folded.EndsWith("ful", StringComparison.Ordinal)
            || folded.EndsWith("less", StringComparison.Ordinal)
        );
}
