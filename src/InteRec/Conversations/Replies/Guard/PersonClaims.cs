using InteRec.Catalog;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>What a sentence claims of people: that they made an item, or are in it.</summary>
internal static class PersonClaims
{
    /// <summary>True when a person of the items has the part that the sentence gives them.</summary>
    public static bool IsTrue(Claims claims, int at, int count, string name)
    {
        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        var claimed = PersonCues.Claimed(sentence, claims.Scene.Lexicon, at, count);
        if (sentence.IsNegated(at))
        {
            return !scope.Items.Any(Holds);
        }

        // "[1] and [2] bring you Hanks and Nicholson": each of one, unless it is said of both.
        return
            scope is { Reach: Reach.All, Items.Count: > 1 }
            && OtherNames(claims, at, count)
            && !sentence.Tokens.Any(t => t.Folded is "both" or "all" or "each" or "every")
            ? scope.Items.Any(Holds)
            : scope.Holds(Holds);

        bool Holds(ReplySubject item) => item.RolesOf(name) is { } roles && (claimed.Count == 0 || roles.Any(claimed.Contains));
    }

    /// <summary>
    /// True when the sentence claims a person of the items who was only spoken of: "[1] is by X" of somebody who said "I love X".
    /// </summary>
    public static bool IsAsserted(Claims claims, int at, int count, string name)
    {
        var (sentence, lexicon) = (claims.Sentence, claims.Scene.Lexicon);
        if (
            !IsPerson(lexicon, name)
            || !claims.Scopes.At(at).IsNamed
            || sentence.IsWish(at)
            || sentence.IsReference(at)
            || sentence.IsNegated(at)
            || sentence.IsQuestion
        )
        {
            return false;
        }

        return sentence.Tokens[at + count - 1].IsPossessive
            || PersonCues.Claimed(sentence, lexicon, at, count).Count > 0
            || IsItemNoun(claims, at + count)
            || sentence.Word(at - 1) is "by" or "with" or "from" or "has" or "stars" or "features" or "featuring" or "starring";
    }

    private static bool IsPerson(Lexicon lexicon, string name) =>
        lexicon.Surname(name) is not null || lexicon.Find(name, string.Empty).Any(e => e.Kind == EntryKind.Person);

    private static bool IsItemNoun(Claims claims, int at) =>
        at < claims.Sentence.Tokens.Count
        && (
            claims.Scene.Catalog.Schema.Item.IsNoun(claims.Sentence.Word(at))
            || claims
                .Scene.Lexicon.Find(claims.Sentence.Word(at), claims.Sentence.Stems(at, 1))
                .Any(e => e is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Kind })
        );

    private static bool OtherNames(Claims claims, int at, int count) =>
        Enumerable
            .Range(0, claims.Sentence.Tokens.Count)
            .Any(i =>
                (i < at || i >= at + count)
                && claims.Sentence.Tokens[i].IsCapital
                && claims.Scopes.At(i).Items.Any(s => s.RolesOf(claims.Sentence.Tokens[i].Bare) is not null)
            );
}
