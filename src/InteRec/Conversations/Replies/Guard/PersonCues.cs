using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>Reads from the words around a name what part is claimed: "directed by X", "X stars", "director X".</summary>
internal static class PersonCues
{
    private const int LongestCue = 4;
    private const double TellingShare = 1.0 / 3;

    /// <summary>The attributes that the words around a name claim; none where they leave it open.</summary>
    public static IReadOnlyList<AttributeDefinition> Claimed(ReplySentence sentence, Lexicon lexicon, int at, int count) =>
        Behind(sentence, lexicon, at + count) is { Count: > 0 } behind ? behind : Before(sentence, lexicon, at);

    private static List<AttributeDefinition> Behind(ReplySentence sentence, Lexicon lexicon, int at)
    {
        while (sentence.Word(at) == "and" && at + 1 < sentence.Tokens.Count && sentence.Tokens[at + 1].IsCapital)
        {
            at++;
            while (at < sentence.Tokens.Count && sentence.Tokens[at].IsCapital && sentence.Tokens[at].IsJoined)
            {
                at++;
            }
        }

        for (var count = Math.Min(LongestCue, sentence.Tokens.Count - at); count > 0; count--)
        {
            if (
                !sentence.Tokens[at].IsAfterBreak
                && sentence.IsPhrase(at, count)
                && sentence.Word(at + count) != "by"
                && Of(lexicon.Find(sentence.Phrase(at, count), string.Empty), EntryKind.AttributeVerb) is { Count: > 0 } found
            )
            {
                // "X makes up for it": who makes something, makes an item.
                return found.Exists(IsMaker) && !HasObject(sentence, at + count) ? [] : found;
            }
        }

        return [];
    }

    private static bool IsMaker(AttributeDefinition attribute) =>
        attribute.Cues.Contains("by")
        || attribute.Cues.Any(c => c.EndsWith(" by", StringComparison.Ordinal)) && !attribute.Cues.Contains("with");

    private static bool HasObject(ReplySentence sentence, int at) =>
        Enumerable
            .Range(at, 2)
            .TakeWhile(i => i < sentence.Tokens.Count && !sentence.Tokens[i].IsAfterBreak)
            .Any(i =>
                sentence.Tokens[i].Handle > 0
                || sentence.Word(i) is "it" or "both" or "this" or "them" or "these" or "all" or "one" or "that"
            );

    private static List<AttributeDefinition> Before(ReplySentence sentence, Lexicon lexicon, int at)
    {
        var end = at;
        while (
            end > 0
            && !sentence.Tokens[end].IsAfterBreak
            && (
                sentence.Tokens[end - 1].IsCapital && end - 1 > 0
                || sentence.Word(end - 1) is "and" or "the" or "a" or "an" or "young" or "great" or "late" or "both"
            )
        )
        {
            end--;
        }

        if (end == 0 || sentence.Tokens[end].IsAfterBreak)
        {
            return [];
        }

        for (var count = Math.Min(LongestCue, end); count > 0; count--)
        {
            var from = end - count;
            if (!sentence.IsPhrase(from, count))
            {
                continue;
            }

            var entries = lexicon.Find(sentence.Phrase(from, count), sentence.Stems(from, count));
            if (Of(entries, EntryKind.AttributeCue, EntryKind.AttributeName) is { Count: > 0 } found)
            {
                return count > 1 || found.Count == 1 && entries.Any(e => e.Kind == EntryKind.AttributeName) ? found
                    : IsOfItem(sentence, lexicon, from) ? Telling(lexicon, sentence.Word(from))
                    : [];
            }
        }

        return [];
    }

    /// <summary>"[1] by X", "is by X", "a film by X" - not "a performance by X", of which one word does not tell whose it is.</summary>
    private static bool IsOfItem(ReplySentence sentence, Lexicon lexicon, int at) =>
        sentence.Word(at) != "by"
        || at == 0
        || (
            !sentence.Tokens[at].IsAfterBreak
            && (
                sentence.Tokens[at - 1].Handle > 0
                || sentence.Word(at - 1)
                    is "is"
                        or "are"
                        or "was"
                        or "were"
                        or "both"
                        or "all"
                        or "one"
                        or "ones"
                        or "two"
                        or "three"
                        or "made"
                || lexicon.Catalog.Schema.Item.IsNoun(sentence.Word(at - 1))
                || lexicon
                    .Find(sentence.Word(at - 1), sentence.Stems(at - 1, 1))
                    .Any(e => e is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Kind })
            )
        );

    /// <summary>A single word claims the attributes of which it is a usual cue, or the end of many: "by", but not "with".</summary>
    private static List<AttributeDefinition> Telling(Lexicon lexicon, string word)
    {
        if (word is "with" or "in" or "from" or "has" or "having")
        {
            return [];
        }

        var end = " " + word;
        return
        [
            .. lexicon.Catalog.Schema.Attributes.Where(a =>
                a.Role == AttributeRole.People
                && a.Cues.Count > 0
                && (
                    a.Cues.Contains(word)
                    || a.Verbs.Contains(word)
                    || a.Cues.Count(c => c.EndsWith(end, StringComparison.Ordinal)) >= TellingShare * a.Cues.Count
                )
            ),
        ];
    }

    private static List<AttributeDefinition> Of(IReadOnlyList<LexiconEntry> entries, params ReadOnlySpan<EntryKind> kinds)
    {
        var found = new List<AttributeDefinition>();
        foreach (var entry in entries)
        {
            if (kinds.Contains(entry.Kind) && entry.Attribute is { Role: AttributeRole.People } attribute && !found.Contains(attribute))
            {
                found.Add(attribute);
            }
        }

        return found;
    }
}
