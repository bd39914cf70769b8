using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// Claims that set items against each other: "the longest of them", "newer than [2]", "the highest rated", "the same director", and how
/// much of a number an item has ("a long one", "well reviewed", "Oscar-winning").
/// </summary>
internal static class OrderClaims
{
    private const int LongestWord = 4;
    private const double Middle = 0.5;

    /// <summary>True when every comparison may stand.</summary>
    public static bool Allow(Claims claims)
    {
        var sentence = claims.Sentence;
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            for (var count = Math.Min(LongestWord, sentence.Tokens.Count - at); count > 0; count--)
            {
                if (
                    !sentence.IsPhrase(at, count)
                    || Enumerable.Range(at, count).Any(sentence.IsTaken)
                    || Read(claims, at, count) is not { } isTrue
                )
                {
                    continue;
                }

                if (!isTrue)
                {
                    return claims.Deny(at, count);
                }

                sentence.Take(at, count);
                break;
            }
        }

        return true;
    }

    private static bool? Read(Claims claims, int at, int count)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var phrase = sentence.Phrase(at, count);
        foreach (var entry in scene.Lexicon.Find(phrase, sentence.Stems(at, count)))
        {
            if (Read(claims, at, count, entry) is { } isTrue)
            {
                return isTrue;
            }
        }

        if (scene.PraiseOf(phrase) is { } praise && Read(claims, at, praise) is { } isSo)
        {
            return isSo;
        }

        return count == 1 && phrase is "same" or "share" or "shares" or "common" ? Shared(claims, at) : Counted(claims, at, count);
    }

    private static bool? Read(Claims claims, int at, int count, LexiconEntry entry) =>
        entry switch
        {
            { Kind: EntryKind.NumberWord, Comparing: Comparing.Most } => Extreme(claims, at, entry.Attribute!, greatest: true),
            { Kind: EntryKind.NumberWord, Comparing: Comparing.Least } => Extreme(claims, at, entry.Attribute!, greatest: false),
            { Kind: EntryKind.NumberWord, Comparing: Comparing.More } => Against(claims, at, count, entry.Attribute!, more: true),
            { Kind: EntryKind.NumberWord, Comparing: Comparing.Less } => Against(claims, at, count, entry.Attribute!, more: false),
            { Kind: EntryKind.NumberWord, Comparing: Comparing.High or Comparing.Low } => Amount(claims, at, count, entry),
            _ => null,
        };

    private static bool? Read(Claims claims, int at, Praise praise) =>
        Role(claims, praise == Praise.Popular ? AttributeRole.Popularity : AttributeRole.Quality) is not { } attribute ? null
        : praise == Praise.Good ? Above(claims, at, attribute)
        : Extreme(claims, at, attribute, greatest: praise != Praise.Worst);

    private static AttributeDefinition? Role(Claims claims, AttributeRole role) => claims.Scene.Catalog.Schema.WithRole(role);

    /// <summary>The greatest or the least of the items of the reply, or of the whole catalogue where the sentence says so.</summary>
    private static bool? Extreme(Claims claims, int at, AttributeDefinition attribute, bool greatest)
    {
        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        if (
            claims.Scene.Catalog.Numbers(attribute.Name) is not { } column
            || sentence.IsQuestion
            || sentence.IsCondition(at)
            || scope.Items.Count == 0
        )
        {
            return null;
        }

        if (!scope.IsNamed || (claims.Scopes.Mentions.Count == 0 && scope.Items.Count > 1))
        {
            // "From the newest to the oldest": nothing is said of one of them.
            return true;
        }

        if (Enumerable.Range(Math.Max(0, at - 4), Math.Min(4, at)).Any(i => sentence.Word(i) == "one" && sentence.Word(i + 1) == "of"))
        {
            return claims.IsTrue(
                at,
                i => column.Known[i.Item] && (greatest ? column[i.Item] >= column.Quantile(0.9) : column[i.Item] <= column.Quantile(0.1))
            );
        }

        if (
            sentence
                .Tokens.Skip(at)
                .Any(t => t.Folded is "ever" or "time" or "history" or "catalogue" or "catalog" or "decade" or "century" or "world")
        )
        {
            return claims.IsTrue(at, i => column[i.Item] == (greatest ? column.Greatest : column.Least));
        }

        var known = claims
            .Scene.Listed.OfType<ReplySubject>()
            .Concat(scope.Items)
            .Select(i => column[i.Item])
            .Where(n => !double.IsNaN(n))
            .ToList();
        var pair = claims
            .Scopes.Mentions.SelectMany(m => m.Items)
            .Distinct()
            .Select(i => column[i.Item])
            .Where(n => !double.IsNaN(n))
            .ToList();
        return known.Count > 0
            && claims.IsTrue(
                at,
                i =>
                    IsExtreme(column[i.Item], known, greatest)
                    || (
                        pair.Count > 1 && sentence.Tokens.Any(t => t.Folded is "two" or "pair") && IsExtreme(column[i.Item], pair, greatest)
                    )
            );
    }

    private static bool IsExtreme(double own, List<double> numbers, bool greatest) => own == (greatest ? numbers.Max() : numbers.Min());

    /// <summary>"newer than [2]", "the longer of the two"; null where nothing is compared with.</summary>
    private static bool? Against(Claims claims, int at, int count, AttributeDefinition attribute, bool more)
    {
        var (sentence, scopes) = (claims.Sentence, claims.Scopes);
        if (claims.Scene.Catalog.Numbers(attribute.Name) is null || scopes.Mentions.Count == 0 || sentence.IsQuestion)
        {
            return null;
        }

        var own = scopes.Mentions.LastOrDefault(m => m.To < at) ?? scopes.Mentions[0];
        if (sentence.Word(at + count) == "than" && scopes.Mentions.FirstOrDefault(m => m.From > at && m != own) is { } other)
        {
            return own.Items.All(a =>
                    other.Items.All(b => more ? a.Number(attribute) > b.Number(attribute) : a.Number(attribute) < b.Number(attribute))
                ) != sentence.IsNegated(at);
        }

        var isPair =
            claims.Scene.Listed.Count == 2
            && sentence.Word(at - 1) is "is" or "was" or "slightly" or "bit" or "little" or "much"
            && (at + count >= sentence.Tokens.Count || sentence.Tokens[at + count].IsAfterBreak);
        return isPair || (sentence.Word(at - 1) == "the" && sentence.Word(at + count) is "of" or "one" or "film" or "")
            ? Extreme(claims, at, attribute, more)
            : null;
    }

    /// <summary>"a long film": by the bound that the dataset gives; null where the word may mean anything.</summary>
    private static bool? Amount(Claims claims, int at, int count, LexiconEntry entry)
    {
        var (sentence, words) = (claims.Sentence, entry.Attribute!.Words!);
        var isHigh = entry.Comparing == Comparing.High;
        if (
            (isHigh ? words.HighFrom : words.LowTo) is not { } bound
            || !claims.Scopes.At(at).IsNamed
            || !claims.Scene.Catalog.Schema.Item.IsNoun(sentence.Word(at + count))
            || sentence.IsCondition(at)
            || sentence.IsQuestion
        )
        {
            return null;
        }

        return claims.IsTrue(at, i => isHigh ? i.Number(entry.Attribute) >= bound : i.Number(entry.Attribute) <= bound);
    }

    /// <summary>"well reviewed": better than half of the catalogue.</summary>
    private static bool? Above(Claims claims, int at, AttributeDefinition quality)
    {
        if (
            claims.Scene.Catalog.Numbers(quality.Name) is not { } column
            || claims.Sentence.IsQuestion
            || claims.Sentence.IsCondition(at)
            || claims.Sentence.IsWish(at)
        )
        {
            return null;
        }

        return claims.IsTrue(at, i => column.Known[i.Item] && column[i.Item] >= column.Quantile(Middle));
    }

    /// <summary>
    /// "Oscar-winning", "no Oscars": what is counted is there at all. Only wins are counted, so a nomination is never known.
    /// </summary>
    private static bool? Counted(Claims claims, int at, int count)
    {
        var sentence = claims.Sentence;
        // With a number before it the count itself is looked at.
        if (
            sentence.IsQuestion
            || NumberWords.Numbers.ContainsKey(sentence.Word(at - 1))
            || (at > 0 && sentence.Tokens[at - 1].HasDigit)
            || Tallied(claims, at, count) is not { } attribute
        )
        {
            return null;
        }

        if (sentence.Tokens.Skip(at).Take(5).Any(t => t.Folded.StartsWith("nomin", StringComparison.Ordinal)))
        {
            return claims.Scene.Said.Says("nominated") && !claims.Scopes.At(at).IsNamed;
        }

        var scope = claims.Scopes.At(at);
        return (!scope.IsNamed && (sentence.IsWish(at) || claims.Scene.Said.HasWords([sentence.Tokens[at].Stem])))
            || claims.IsTrue(at, i => i.Number(attribute) > 0);
    }

    /// <summary>The attribute of a count by its name or, where that has several words, by the last: "award" of "academy award".</summary>
    private static AttributeDefinition? Tallied(Claims claims, int at, int count) =>
        AmountClaims.CountedAttribute(claims, at, count) is { Role: AttributeRole.None } named && IsTally(named) ? named
        : count > 1 ? null
        : claims.Scene.Catalog.Schema.Attributes.FirstOrDefault(a =>
            a is { Type: AttributeType.Number, Role: AttributeRole.None, Unit: null }
            && IsTally(a)
            && a.Synonyms.Any(s => s.EndsWith(" " + claims.Sentence.Tokens[at].Stem, StringComparison.Ordinal))
        );

    /// <summary>A count is asked about with "how many".</summary>
    private static bool IsTally(AttributeDefinition attribute) =>
        attribute.Questions.Any(q => q.StartsWith("how many", StringComparison.Ordinal));

    /// <summary>"the same director", "share a decade": the items have a value in common.</summary>
    private static bool? Shared(Claims claims, int at)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var items =
            claims.Scopes.Mentions.Count > 0 ? [.. claims.Scopes.Mentions.SelectMany(m => m.Items).Distinct()] : claims.Scopes.At(at).Items;
        for (var next = at + 1; next < Math.Min(at + 4, sentence.Tokens.Count) && !sentence.Tokens[next].IsAfterBreak; next++)
        {
            if (sentence.Word(next) is "decade")
            {
                return items.Select(i => scene.Catalog.Year(i.Item) / 10).Distinct().Count() == 1;
            }

            if (
                scene
                    .Lexicon.Find(sentence.Word(next), sentence.Stems(next, 1))
                    .FirstOrDefault(e => e.Kind == EntryKind.AttributeName)
                    ?.Attribute
                    is { } attribute
                && items.Count > 1
            )
            {
                return scene.Catalog.Column(attribute.Name) is { } column
                    && items.Select(i => column.Texts(i.Item)).Aggregate((a, b) => [.. a.Intersect(b, StringComparer.Ordinal)]).Count > 0;
            }
        }

        return null;
    }
}
