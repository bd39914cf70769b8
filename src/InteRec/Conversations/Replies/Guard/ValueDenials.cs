using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>Which values, said of items that lack them, are untrue, and which are only colour.</summary>
internal static class ValueDenials
{
    /// <summary>From this rank in the vocabulary on a word is rare enough to tell of something.</summary>
    public const int TellingRank = 2_800;

    private const int PlainRank = 6_000;
    private const int SomeItems = 3;
    private const int ManyItems = 20;

    /// <summary>True where a meaning is a claim that the items do not bear out.</summary>
    public static bool Denies(Claims claims, int at, int count, LexiconEntry meaning, Scope scope) =>
        meaning.Kind == EntryKind.Phrase
            ? IsNoun(claims, at + count)
            : meaning.Attribute!.Role switch
            {
                AttributeRole.Mood => scope.IsNamed
                    && claims.Sentence.Tokens[at].Folded == claims.Sentence.Tokens[at].Stem
                    && Contradicts(claims, at, count, meaning, scope),
                AttributeRole.Kind => (IsNoun(claims, at + count) && IsItself(claims, at, count, meaning))
                    || Contradicts(claims, at, count, meaning, scope),
                AttributeRole.Topic => IsTopic(claims, at, count, meaning, scope),
                _ => true,
            };

    /// <summary>
    /// The kind by its own name, or by another where it is said to be one: "a suspense film", but not "for the suspense".
    /// </summary>
    private static bool IsItself(Claims claims, int at, int count, LexiconEntry meaning)
    {
        var (sentence, item) = (claims.Sentence, claims.Scene.Catalog.Schema.Item);
        return meaning.Values.Any(v => Stem.Phrase(TextFolding.Fold(v)) == sentence.Stems(at, count))
            || item.IsNoun(sentence.Word(at + count))
            || item.IsNoun(Stem.Word(sentence.Word(at + count)))
            || Enumerable
                .Range(Math.Max(0, at - 2), Math.Min(2, at))
                .Any(i => sentence.Word(i) is "a" or "an" or "this" or "another" or "is" or "are");
    }

    private static bool Contradicts(Claims claims, int at, int count, LexiconEntry meaning, Scope scope)
    {
        var (kinship, phrase) = (ValueKinship.Of(claims.Scene.Catalog), claims.Sentence.Phrase(at, count));
        return scope.Holds(i => meaning.Values.All(v => kinship.Contradicts(i.Item, meaning.Attribute!, v, TextFolding.Fold(v) == phrase)));
    }

    /// <summary>
    /// True where a kind is the noun itself ("a comedy with ...", "this horror film") and not the colour of another ("comedy duo").
    /// </summary>
    private static bool IsNoun(Claims claims, int next)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        return next >= sentence.Tokens.Count
            || sentence.Tokens[next].IsAfterBreak
            || sentence.Tokens[next].Handle > 0
            || scene.IsSmall(sentence.Word(next))
            || scene.Catalog.Schema.Item.IsNoun(sentence.Word(next))
            || scene.Catalog.Schema.Item.IsNoun(Stem.Word(sentence.Word(next)))
            || sentence.Word(next)
                is "with"
                    or "about"
                    or "from"
                    or "that"
                    or "which"
                    or "where"
                    or "set"
                    or "starring"
                    or "by"
                    or "at"
                    or "whose"
                    or "classic"
                    or "masterpiece"
                    or "gem"
                    or "pick"
                    or "picks"
                    or "and"
                    or "through"
                    or "as"
                    or "on"
                    or "full"
                    or "told"
                    or "made"
                    or "like"
                    or "but"
                    or "for"
                    or "to"
                    or "so"
                    or "if"
                    or "without"
                    or "out"
            || scene
                .Lexicon.Find(sentence.Word(next), sentence.Stems(next, 1))
                .Any(e => e is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Kind });
    }

    /// <summary>A topic is a claim where it is announced, or is common enough in the catalogue to be meant as one.</summary>
    private static bool IsTopic(Claims claims, int at, int count, LexiconEntry meaning, Scope scope)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        if (!scope.IsNamed || scope.Items.Any(i => i.HasWords(sentence.Stems(at, count).Split(' ').Where(w => !scene.IsSmall(w)))))
        {
            return false;
        }

        var isCommon =
            scene.Catalog.Categories(meaning.Attribute!.Name) is { } column
            && meaning.Values.Any(v => column.CountOf(column.ValueId(v)) >= (count > 1 ? SomeItems : ManyItems));
        var rank = Enumerable.Range(at, count).Max(i => scene.Rank(sentence.Tokens[i].Bare));
        return (IsAnnounced(claims, at) && rank > TellingRank)
            || scene.Catalog.Schema.Item.IsNoun(sentence.Word(at + 1))
            || sentence.Tokens[at].IsCapital
            || (
                count > 1
                && !scene.IsSmall(sentence.Word(at))
                && scene.Catalog.Categories(meaning.Attribute.Name) is { } values
                && meaning.Values.Any(v => values.CountOf(values.ValueId(v)) >= 2 * ManyItems)
            )
            || (
                isCommon
                && rank < int.MaxValue
                && (count > 1 || sentence.Word(at - 1) is "a" or "an" or "with" or "has" or "features")
                && rank > (count > 1 ? TellingRank : PlainRank)
            );
    }

    /// <summary>"about X", "set in X": the cue of a topic stands right before.</summary>
    private static bool IsAnnounced(Claims claims, int at)
    {
        var (sentence, lexicon) = (claims.Sentence, claims.Scene.Lexicon);
        var end = sentence.Word(at - 1) is "a" or "an" or "the" ? at - 1 : at;
        for (var count = Math.Min(4, end); count > 0; count--)
        {
            if (
                sentence.IsPhrase(end - count, count)
                && lexicon
                    .Find(sentence.Phrase(end - count, count), string.Empty)
                    .Any(e => e is { Kind: EntryKind.AttributeCue, Attribute.Role: AttributeRole.Topic })
            )
            {
                return true;
            }
        }

        return false;
    }
}
