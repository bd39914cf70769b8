using System.Globalization;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>Every number of a sentence: years, amounts, how many items there are, or what stands in the facts.</summary>
internal static class NumberClaims
{
    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal)
    {
        "pick",
        "picks",
        "options",
        "suggestions",
        "recommendations",
        "titles",
        "choices",
        "ideas",
        "others",
        "more",
        "entries",
        "candidates",
        "contenders",
    };

    /// <summary>True when every number may stand.</summary>
    public static bool Allow(Claims claims)
    {
        for (var at = 0; at < claims.Sentence.Tokens.Count; at++)
        {
            if (!claims.Sentence.IsTaken(at) && !Allows(claims, at))
            {
                return claims.Deny(at);
            }
        }

        return true;
    }

    private static bool Allows(Claims claims, int at)
    {
        var token = claims.Sentence.Tokens[at];
        if (YearClaims.Decade(token) is { } decade)
        {
            return claims.Scene.Said.HasWords([token.Stem]) && !claims.Scopes.At(at).IsNamed || YearClaims.IsDecade(claims, at, decade);
        }

        var number = NumberAt(claims.Sentence, at);
        if (double.IsNaN(number))
        {
            return !token.HasDigit
                || token.Handle > 0
                || IsFact(claims, at, token.Folded)
                || YearClaims.IsCentury(claims, at, token.Folded);
        }

        return AmountClaims.Read(claims, at, number)
            ?? AmountClaims.Tally(claims, at, number)
            ?? Items(claims, at, number)
            ?? (double.IsNaN(token.Number) || Plain(claims, at, number, token.Folded));
    }

    /// <summary>The number that a token says in digits or in a word; NaN: none.</summary>
    public static double NumberAt(ReplySentence sentence, int at)
    {
        var token = sentence.Tokens[at];
        if (!double.IsNaN(token.Number))
        {
            return token.Number;
        }

        return
            token.Handle == 0
            && NumberWords.Numbers.TryGetValue(token.Folded, out var number)
            && token.Folded is not ("few" or "couple" or "pair" or "handful" or "single")
            ? number
            : double.NaN;
    }

    private static bool IsFact(Claims claims, int at, string folded) =>
        claims.Scene.Said.Says(folded) || claims.Scopes.At(at).Items.Any(i => i.Says(folded)) || NumberWords.Ordinals.Contains(folded);

    /// <summary>"these five films", "three more", "two of them": how many there are; null where items are not counted.</summary>
    private static bool? Items(Claims claims, int at, double number)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var noun = Enumerable
            .Range(at + 1, 4)
            .TakeWhile(i => i < sentence.Tokens.Count && !sentence.Tokens[i].IsAfterBreak && sentence.Tokens[i].Handle == 0)
            .Any(i =>
                scene.Catalog.Schema.Item.IsNoun(sentence.Word(i))
                || scene.Catalog.Schema.Item.IsNoun(Stem.Word(sentence.Word(i)))
                || Counted.Contains(sentence.Word(i))
            );
        if (number is < 2 or >= YearClaims.FirstYear || !(noun || sentence.Word(at - 1) is "these" or "all" or "those"))
        {
            return null;
        }

        var size = (int)number;
        return scene.Counts.Contains(size)
            || claims.Scopes.Mentions.Any(m => m.Items.Count == size)
            || claims.Scopes.Mentions.Sum(m => m.Items.Count) == size
            || claims.Scopes.At(at) is { Reach: Reach.Exactly }
            || scene.Said.Says(sentence.Tokens[at].Folded);
    }

    /// <summary>Any other number: a year, or one that stands in the facts or was said.</summary>
    private static bool Plain(Claims claims, int at, double number, string folded)
    {
        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        var isSaid = claims.Scene.Said.Says(folded) || claims.Scene.Said.Says(number.ToString(CultureInfo.InvariantCulture));
        if (YearClaims.IsYear(number))
        {
            return (isSaid && (!scope.IsNamed || sentence.IsWish(at))) || YearClaims.IsTrue(claims, at, (int)number, folded);
        }

        return isSaid
            || claims.Scene.Counts.Contains((int)number)
            || claims.IsTrue(at, i => i.Says(folded) || i.Says(number.ToString(CultureInfo.InvariantCulture)));
    }
}
