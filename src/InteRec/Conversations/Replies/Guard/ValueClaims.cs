using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// Kinds, languages, origins, moods, topics and the phrases of the dataset. What an attribute lists in full (kinds, languages, origins) has
/// to be one of the item's; a mood is an opinion until it contradicts the item's own; a topic counts where it is announced or can mean
/// nothing else.
/// </summary>
internal static class ValueClaims
{
    /// <summary>True when every value may stand.</summary>
    public static bool Allow(Claims claims)
    {
        var sentence = claims.Sentence;
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            for (var count = Math.Min(Lexicon.MaxWords, sentence.Tokens.Count - at); count > 0; count--)
            {
                if (
                    !sentence.IsPhrase(at, count)
                    || IsAnyTaken(sentence, at, count)
                    || Meanings(claims, at, count) is not { Count: > 0 } meanings
                    || IsCompound(claims, at, count, meanings)
                )
                {
                    continue;
                }

                if (!IsTrue(claims, at, count, meanings))
                {
                    return claims.Deny(at, count);
                }

                sentence.Take(at, count);
                break;
            }
        }

        return true;
    }

    private static bool IsAnyTaken(ReplySentence sentence, int at, int count) => Enumerable.Range(at, count).Any(sentence.IsTaken);

    /// <summary>"British comedy" may be a topic too, but it is read word by word.</summary>
    private static bool IsCompound(Claims claims, int at, int count, List<LexiconEntry> meanings)
    {
        var last = claims.Sentence.Word(at + count - 1);
        return count > 1
            && meanings.TrueForAll(m => m.Attribute?.Role == AttributeRole.Topic)
            && (
                claims.Scene.Catalog.Schema.Item.IsNoun(last)
                || claims
                    .Scene.Lexicon.Find(last, Stem.Word(last))
                    .Any(e => e is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Kind })
            );
    }

    private static List<LexiconEntry> Meanings(Claims claims, int at, int count)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var phrase = sentence.Phrase(at, count);
        if (
            count == 1
            && (
                (phrase.Length <= 2 && !sentence.Tokens[at].IsUpper)
                || (!sentence.Tokens[at].IsCapital && scene.IsSmall(phrase))
                || sentence.Tokens[at].HasDigit
                || NumberWords.Decades.ContainsKey(phrase)
            )
        )
        {
            return [];
        }

        return [.. scene.Lexicon.Find(phrase, sentence.Stems(at, count)).Where(e => e.Kind == EntryKind.Value || IsClaim(e))];
    }

    /// <summary>A phrase that states values. One that only bounds a number ("classics") is an opinion.</summary>
    private static bool IsClaim(LexiconEntry entry) =>
        entry is { Kind: EntryKind.Phrase, Phrase.Where: { } where }
        && ElementaryCondition.Of(where).TrueForAll(p => p.Kind is ConditionKind.Any or ConditionKind.All or ConditionKind.None);

    private static bool IsTrue(Claims claims, int at, int count, List<LexiconEntry> meanings)
    {
        var (sentence, scene, scope) = (claims.Sentence, claims.Scene, claims.Scopes.At(at));
        var stems = sentence
            .Stems(at, count)
            .Split(' ')
            .Where((w, i) => count == 1 || !scene.Catalog.Schema.Item.IsNoun(sentence.Word(at + i)) && !scene.Catalog.Schema.Item.IsNoun(w))
            .ToArray();
        if (IsOpen(claims, at, stems, scope))
        {
            return true;
        }

        if (sentence.IsNegated(at))
        {
            // "not a mafia film" of a crime film may be true: only the value itself contradicts.
            return !scope.Items.Any(i =>
                meanings.Exists(m =>
                    m.Kind == EntryKind.Value
                    && m.Attribute!.Role != AttributeRole.Topic
                    && m.Values.Any(v =>
                        (
                            m.Attribute.Role is not (AttributeRole.Kind or AttributeRole.Mood)
                            || TextFolding.Fold(v) == sentence.Phrase(at, count)
                        ) && i.Has(m.Attribute, v)
                    )
                )
            );
        }

        if (
            Widened(sentence, scope, meanings)
                .Holds(i =>
                    meanings.Exists(m => Has(scene, i, m, !IsSpoken(sentence, at)))
                    || (!meanings.Exists(m => m.Attribute?.Role == AttributeRole.Audience) && i.HasWords(stems))
                    || HasTellingWord(scene, i, stems, meanings)
                )
        )
        {
            return true;
        }

        return !meanings.TrueForAll(m => ValueDenials.Denies(claims, at, count, m, scope));
    }

    /// <summary>Nothing is claimed of the items: a wish, a question, a comparison, something that was said and names no item.</summary>
    private static bool IsOpen(Claims claims, int at, string[] stems, Scope scope)
    {
        var (sentence, said) = (claims.Sentence, claims.Scene.Said.HasWords(stems));
        return sentence.IsQuestion
            || sentence.IsCompared(at)
            || scope.Items.Count == 0
            || (
                said
                && (
                    !scope.IsNamed
                    || sentence.IsWish(at)
                    || (claims.Scopes.Mentions.Count == 0 && scope.Reach == Reach.All && !sentence.IsNegated(at))
                )
            )
            || (!scope.IsNamed && sentence.IsWish(at))
            || (sentence.IsCondition(at) && !IsLiking(sentence, at));
    }

    /// <summary>"if you want something X": then the item that is named has to be X. "if X is too much" claims nothing.</summary>
    private static bool IsLiking(ReplySentence sentence, int at) =>
        sentence
            .Back(at, at)
            .Any(i =>
                sentence.Word(i)
                    is "want"
                        or "fancy"
                        or "prefer"
                        or "mood"
                        or "after"
                        or "crave"
                        or "craving"
                        or "need"
                        or "like"
                        or "looking"
            )
        && !sentence.Back(at, at).Any(i => sentence.Word(i) is "too" or "less" or "rather" or "dont" or "not" or "without" or "enough");

    /// <summary>
    /// Moods and topics of several items need not be those of each, unless the sentence says so: "[1] and [2] are wry and bleak".
    /// </summary>
    private static Scope Widened(ReplySentence sentence, Scope scope, List<LexiconEntry> meanings) =>
        scope.Reach == Reach.All
        && meanings.TrueForAll(m => m.Attribute?.Role is AttributeRole.Mood or AttributeRole.Topic)
        && !sentence.Tokens.Any(t => t.Folded is "both" or "all" or "each" or "every")
            ? scope with
            {
                Reach = Reach.Any,
            }
            : scope;

    /// <summary>"detective story": the word that tells of the two stands in the facts.</summary>
    private static bool HasTellingWord(ReplyScene scene, ReplySubject item, string[] stems, List<LexiconEntry> meanings) =>
        stems.Length > 1
        && !meanings.Exists(m => m.Attribute?.Role == AttributeRole.Audience)
        && stems.Any(w =>
            scene.Rank(w) is > ValueDenials.TellingRank and < int.MaxValue
            && item.HasWords([w])
            && !scene.Lexicon.Find(w, w).Any(e => e is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Kind })
        );

    /// <summary>"in French": the language itself, not where an item is from.</summary>
    private static bool IsSpoken(ReplySentence sentence, int at) => sentence.Word(at - 1) == "in" || sentence.Word(at) == "in";

    private static bool Has(ReplyScene scene, ReplySubject item, LexiconEntry meaning, bool isOrigin)
    {
        if (meaning.Kind == EntryKind.Phrase)
        {
            return ElementaryCondition.Of(meaning.Phrase!.Where!).All(p => scene.Serving.Filters.Meets(item.Item, p));
        }

        var attribute = meaning.Attribute!;
        return meaning.Values.Any(v =>
            item.Has(attribute, v) || (isOrigin && attribute.Role == AttributeRole.Language && IsAtHome(scene, item, v))
        );
    }

    /// <summary>A "French" film may be one from France in another language.</summary>
    private static bool IsAtHome(ReplyScene scene, ReplySubject item, string language) =>
        scene.Lexicon.Homes.TryGetValue(language, out var origin)
        && scene.Catalog.Schema.WithRole(AttributeRole.Origin) is { } attribute
        && item.Has(attribute, origin);
}
