namespace InteRec.Conversations.Replies.Guard;

/// <summary>Items named together in a sentence: "[1], [2] and [3]".</summary>
/// <param name="From">The first token.</param>
/// <param name="To">The last token.</param>
/// <param name="Items">The items.</param>
/// <param name="IsEither">Joined by "or": what is said holds of one at least.</param>
/// <param name="IsReference">Only compared with: "like [2]".</param>
internal sealed record Mention(int From, int To, IReadOnlyList<ReplySubject> Items, bool IsEither, bool IsReference);

/// <summary>
/// Finds the items that a sentence names: by handle, by a title that the conversation knows, by place ("the second one").
/// </summary>
internal static class MentionFinder
{
    private const int LongestTitle = 10;

    private static readonly Dictionary<string, int> Places = new(StringComparer.Ordinal)
    {
        ["first"] = 0,
        ["second"] = 1,
        ["third"] = 2,
        ["fourth"] = 3,
        ["fifth"] = 4,
        ["sixth"] = 5,
        ["last"] = -1,
        ["former"] = 0,
        ["latter"] = -1,
    };

    /// <summary>The mentions in their order.</summary>
    public static List<Mention> Find(ReplySentence sentence, ReplyScene scene, IReadOnlyList<ReplySubject> focus)
    {
        var mentions = new List<Mention>();
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            if (
                (
                    One(sentence, scene, at, mentions.LastOrDefault(m => m.Items.Count > 1)?.Items ?? focus)
                    ?? Others(sentence, scene, at, mentions)
                )
                is not { } found
            )
            {
                continue;
            }

            if (mentions.Count > 0 && Join(sentence, mentions[^1], at) is { } isEither)
            {
                var last = mentions[^1];
                mentions[^1] = new Mention(
                    last.From,
                    found.To,
                    [.. last.Items, .. found.Items],
                    last.IsEither || isEither,
                    last.IsReference
                );
            }
            else
            {
                mentions.Add(found with { IsReference = sentence.IsReference(at) });
            }

            at = found.To;
        }

        return mentions;
    }

    private static Mention? One(ReplySentence sentence, ReplyScene scene, int at, IReadOnlyList<ReplySubject> among)
    {
        var token = sentence.Tokens[at];
        if (token.Handle > 0)
        {
            sentence.Take(at, 1);
            return token.Handle <= scene.Listed.Count && scene.Listed[token.Handle - 1] is { } item
                ? new Mention(at, at, [item], false, false)
                : null;
        }

        return Place(sentence, scene, at, among) ?? Title(sentence, scene, at);
    }

    /// <summary>"the others": what the sentence has not named yet.</summary>
    private static Mention? Others(ReplySentence sentence, ReplyScene scene, int at, List<Mention> mentions)
    {
        if (sentence.Word(at) is not ("others" or "rest") || sentence.Word(at - 1) != "the" || mentions.Count == 0)
        {
            return null;
        }

        List<ReplySubject> others = [.. scene.Listed.OfType<ReplySubject>().Except(mentions.SelectMany(m => m.Items))];
        return others.Count > 0 ? new Mention(at, at, others, false, false) : null;
    }

    /// <summary>"the second one", "the last is": of those just named, or of the list.</summary>
    private static Mention? Place(ReplySentence sentence, ReplyScene scene, int at, IReadOnlyList<ReplySubject> among)
    {
        if (
            !Places.TryGetValue(sentence.Word(at), out var place)
            || sentence.Word(at - 1) != "the"
            || !(
                IsPlaceAlone(sentence, scene, at)
                || Enumerable.Range(1, Math.Max(0, at - 1)).Any(i => Places.ContainsKey(sentence.Word(i)) && sentence.Word(i - 1) == "the")
            )
        )
        {
            return null;
        }

        var items = among.Count > 1 ? among : [.. scene.Listed.OfType<ReplySubject>()];
        place = place < 0 ? items.Count + place : place;
        return place >= 0 && place < items.Count ? new Mention(at, at, [items[place]], false, false) : null;
    }

    private static bool IsPlaceAlone(ReplySentence sentence, ReplyScene scene, int at) =>
        at + 1 >= sentence.Tokens.Count
        || sentence.Tokens[at + 1].IsAfterBreak
        || sentence.Word(at + 1) is "one" or "is" or "was" or "has" or "stars" or "comes" or "being" or "pick" or "choice"
        || scene.Catalog.Schema.Item.IsNoun(sentence.Word(at + 1));

    /// <summary>A title that the conversation knows, in capitals or in full length.</summary>
    private static Mention? Title(ReplySentence sentence, ReplyScene scene, int at)
    {
        for (var count = Math.Min(LongestTitle, sentence.Tokens.Count - at); count > 0; count--)
        {
            if (!sentence.IsPhrase(at, count) || (count < 2 && !sentence.Tokens[at].IsCapital))
            {
                continue;
            }

            var phrase = sentence.Phrase(at, count);
            if (scene.Known.FirstOrDefault(k => k.Titles.Contains(phrase)) is { } known && (count > 1 || at > 0 || !scene.IsPlain(phrase)))
            {
                sentence.Take(at, count);
                return new Mention(at, at + count - 1, [known], false, false);
            }
        }

        return null;
    }

    /// <summary>False where a mention goes on with "and" or a comma, true with "or", null where it does not.</summary>
    private static bool? Join(ReplySentence sentence, Mention last, int at)
    {
        var between = Enumerable.Range(last.To + 1, at - last.To - 1).Select(sentence.Word).ToList();
        return
            between.TrueForAll(w => w is "and" or "or" or "both" or "then" or "plus" or "also" or "as" or "well")
            && (between.Count > 0 || sentence.Tokens[at].Gap.AsSpan().IndexOfAny(",&/+") >= 0)
            ? between.Contains("or")
            : null;
    }
}
