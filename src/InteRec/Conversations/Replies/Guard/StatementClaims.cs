using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// What no fact of an item tells, or only some: that it is part of a series, what the dataset declares as missing (where it can be
/// watched), that something was remembered, words in quotation marks.
/// </summary>
internal static class StatementClaims
{
    private const int LongestMissing = 5;

    /// <summary>Nouns that tie an item to others.</summary>
    private static readonly HashSet<string> Relations = new(StringComparer.Ordinal)
    {
        "sequel",
        "prequel",
        "trilogy",
        "franchise",
        "saga",
        "remake",
        "reboot",
        "spinoff",
        "spin",
        "followup",
        "follow",
        "instalment",
        "installment",
        "companion",
        "adaptation",
        "adapted",
        "quadrilogy",
        "tetralogy",
    };

    /// <summary>First words of questions among what is missing: "how it ends" alone claims nothing.</summary>
    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal)
    {
        "how",
        "what",
        "who",
        "where",
        "which",
        "does",
        "is",
        "does",
        "have",
        "has",
        "get",
        "end",
        "whats",
    };

    private static readonly HashSet<string> Denials = new(StringComparer.Ordinal)
    {
        "dont",
        "cant",
        "not",
        "no",
        "cannot",
        "isnt",
        "unfortunately",
        "sorry",
        "unable",
        "havent",
        "doesnt",
    };

    /// <summary>True when every statement may stand.</summary>
    public static bool Allow(Claims claims) =>
        Enumerable.Range(0, claims.Sentence.Tokens.Count).All(at => (Relates(claims, at) && Knows(claims, at)) || claims.Deny(at))
        && Remembers(claims)
        && Quotes(claims);

    private static bool Relates(Claims claims, int at)
    {
        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        var stem = sentence.Tokens[at].Stem;
        var isSeries =
            sentence.Word(at) == "series"
            && (sentence.Word(at - 1) is "the" or "film" or "this" || sentence.Tokens[Math.Max(0, at - 1)].IsCapital);
        if (
            !(Relations.Contains(stem) || isSeries)
            || (stem is "spin" && sentence.Word(at + 1) != "off")
            || (stem is "follow" && (sentence.Word(at + 1) != "up" || !IsNounBefore(sentence, at)))
            || scope.Items.Count == 0
            || sentence.IsQuestion
            || sentence.IsTaken(at)
        )
        {
            return true;
        }

        if (sentence.IsNegated(at) || (!scope.IsNamed && claims.Scene.Said.HasWords([stem])))
        {
            return true;
        }

        var supported = stem is "adaptation" or "adapted" ? scope.Holds(i => i.HasWords(["based"])) : scope.Holds(i => i.HasWords([stem]));
        return supported && Ties(claims, at);
    }

    private static bool IsNounBefore(ReplySentence sentence, int at) =>
        sentence.Word(at - 1) is "a" or "the" or "its" or "s" || sentence.Tokens[Math.Max(0, at - 1)].IsPossessive;

    /// <summary>"the sequel to [1]": the two have a word of their titles in common.</summary>
    private static bool Ties(Claims claims, int at)
    {
        if (
            claims.Sentence.Word(at + 1) is not ("to" or "of")
            || claims.Scopes.Mentions.FirstOrDefault(m => m.From > at && m.From <= at + 3) is not { } other
            || claims.Scopes.Mentions.LastOrDefault(m => m.To < at) is not { } own
        )
        {
            return true;
        }

        return own.Items.All(a =>
            other.Items.All(b =>
                a.Titles.SelectMany(t => t.Split(' '))
                    .Where(w => !claims.Scene.IsSmall(w))
                    .Intersect(b.Titles.SelectMany(t => t.Split(' ')), StringComparer.Ordinal)
                    .Any()
            )
        );
    }

    /// <summary>What the dataset says that it does not know is not told, except that it is not known.</summary>
    private static bool Knows(Claims claims, int at)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        for (var count = Math.Min(LongestMissing, sentence.Tokens.Count - at); count > 0; count--)
        {
            if (
                sentence.IsPhrase(at, count)
                && scene.Lexicon.Find(sentence.Phrase(at, count), sentence.Stems(at, count)).Any(e => e.Kind == EntryKind.Missing)
                && !Asking.Contains(sentence.Word(at))
                && !sentence.Tokens.Any(t => Denials.Contains(t.Folded))
                && !claims.Scopes.At(at).Items.Any(i => i.HasWords(sentence.Stems(at, count).Split(' ')))
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"I will remember": only where the turn does.</summary>
    private static bool Remembers(Claims claims)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var words = sentence.Tokens.Select(t => t.Folded).ToList();
        if (
            !words.Exists(w => w is "i" or "ill" or "ive" or "noted" or "done" or "saved")
            || sentence.IsQuestion
            || words.Exists(w => w is "can" or "could" or "if" or "shall" or "cant")
        )
        {
            return true;
        }

        if (
            words.Exists(w => w is "noted" or "saved" or "memorised" or "memorized" or "profile")
            || (words.Exists(w => w is "ill" or "will" or "ive" or "have") && words.Exists(w => w is "remember" or "remembered" or "mind"))
        )
        {
            return scene.Remembers || scene.Forgets || words.Exists(w => w is "know" or "knew");
        }

        return !words.Exists(w => w is "forgotten" or "forgot" or "deleted" or "erased") || scene.Forgets;
    }

    /// <summary>What stands in quotation marks was said, or stands in the facts.</summary>
    private static bool Quotes(Claims claims)
    {
        foreach (var quote in Quoted(claims.Sentence.Text))
        {
            var folded = TextFolding.Fold(quote);
            var isWord = !folded.Contains(' ', StringComparison.Ordinal) && !quote.Any(char.IsUpper);
            if (
                folded.Length > 0
                && !isWord
                && !claims.Scene.Said.Says(folded)
                && !claims.Scene.Listed.Concat(claims.Scene.Known).OfType<ReplySubject>().Any(i => i.Says(folded))
                && ReplyToken.Read(quote).Exists(t => t.Handle == 0)
            )
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Quoted(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (
                text[at] is '"' or '\u201c' or '\u201e' or '\u00ab'
                && text.AsSpan(at + 1).IndexOfAny("\"\u201d\u201c\u00bb") is > 0 and var length
            )
            {
                yield return text.Substring(at + 1, length);
                at += length + 1;
            }
        }
    }
}
