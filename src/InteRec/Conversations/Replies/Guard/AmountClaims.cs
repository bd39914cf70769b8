using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>Amounts with a unit, and counts of what the dataset counts.</summary>
internal static class AmountClaims
{
    private const double About = 0.08;
    private const double Rounding = 0.03;

    /// <summary>A number with a unit: "96 minutes", "two hours", "84 %", "$1.1 billion"; null where there is none.</summary>
    public static bool? Read(Claims claims, int at, double number)
    {
        if (Units(claims, at) is not { Count: > 0 } units)
        {
            return null;
        }

        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        var said = claims.Scene.Said.Says(sentence.Tokens[at].Folded) && (!scope.IsNamed || sentence.IsWish(at) || scope.Items.Count == 0);
        return said
            || (sentence.Word(at - 1) == "by" && units.Exists(u => IsDifference(claims, number * u.Factor, u)))
            || units.Exists(u => claims.IsTrue(at, i => Fits(sentence, at, Whole(claims, at, number, u), i.Number(u.Attribute), u)));
    }

    /// <summary>"longer by eight minutes": two of the items are so far apart.</summary>
    private static bool IsDifference(Claims claims, double number, UnitOf unit)
    {
        var numbers = claims.Scene.Listed.OfType<ReplySubject>().Select(i => i.Number(unit.Attribute)).ToList();
        return numbers.Exists(a => numbers.Exists(b => Math.Abs(a - b - number) < 0.5));
    }

    private readonly record struct UnitOf(AttributeDefinition Attribute, double Factor, int At);

    private static List<UnitOf> Units(Claims claims, int at)
    {
        var (sentence, schema) = (claims.Sentence, claims.Scene.Catalog.Schema);
        var isMoney = sentence.Tokens[at].Gap.EndsWith('$');
        var end = sentence.Tokens[at].Start + sentence.Tokens[at].Text.Length;
        if (sentence.Text.AsSpan(end).TrimStart().StartsWith("%"))
        {
            return [.. schema.Attributes.Where(a => a.Unit == "percent").Select(a => new UnitOf(a, 1, at))];
        }

        var units = new List<UnitOf>();
        if (sentence.Word(at - 1) is "first" or "last" or "opening" or "final" or "every" or "few")
        {
            return units;
        }

        if (IsAndAHalf(sentence, at + 1))
        {
            return
            [
                .. claims
                    .Scene.Lexicon.Find(sentence.Word(at + 4), string.Empty)
                    .Where(e => e.Kind == EntryKind.Unit)
                    .Select(e => new UnitOf(e.Attribute!, e.Factor, at + 4)),
            ];
        }

        for (var count = 2; count > 0 && units.Count == 0; count--)
        {
            if (at + count < sentence.Tokens.Count && sentence.IsPhrase(at, count + 1))
            {
                units.AddRange(
                    claims
                        .Scene.Lexicon.Find(sentence.Phrase(at + 1, count), string.Empty)
                        .Where(e => e.Kind == EntryKind.Unit)
                        .Select(e => new UnitOf(e.Attribute!, e.Factor, at + count))
                );
            }
        }

        return isMoney && units.Count == 0 ? [.. schema.Attributes.Where(a => a.Unit == "usd").Select(a => new UnitOf(a, 1, at))] : units;
    }

    /// <summary>The whole amount: "two hours and ten minutes", "two and a half hours".</summary>
    private static double Whole(Claims claims, int at, double number, UnitOf unit)
    {
        var sentence = claims.Sentence;
        var whole = number * unit.Factor;
        if (IsAndAHalf(sentence, at + 1) || (sentence.Word(unit.At + 3) == "half" && IsAndAHalf(sentence, unit.At + 1)))
        {
            return whole + (unit.Factor / 2);
        }

        for (var next = unit.At + 1; next < Math.Min(sentence.Tokens.Count - 1, unit.At + 3); next++)
        {
            var more = NumberClaims.NumberAt(sentence, next);
            if (
                !double.IsNaN(more)
                && Units(claims, next).Find(u => u.Attribute == unit.Attribute) is { Attribute: not null } smaller
                && smaller.Factor * more < unit.Factor
                && !sentence.Tokens[next].IsAfterBreak
            )
            {
                sentence.Take(next, 1);
                return whole + (more * smaller.Factor);
            }
        }

        return whole;
    }

    /// <summary>"and a half", before the unit or behind it.</summary>
    private static bool IsAndAHalf(ReplySentence sentence, int at) =>
        sentence.Word(at) == "and" && sentence.Word(at + 1) == "a" && sentence.Word(at + 2) == "half";

    private static bool Fits(ReplySentence sentence, int at, double claimed, double actual, UnitOf unit)
    {
        if (double.IsNaN(actual))
        {
            return false;
        }

        var before = $"{sentence.Word(at - 2)} {sentence.Word(at - 1)}";
        return before switch
        {
            _ when sentence.Word(at - 1) == "than" && sentence.Word(at - 2) is "shorter" or "fewer" => actual <= claimed,
            _ when sentence.Word(at - 1) == "than" && sentence.Word(at - 2) is "longer" or "greater" => actual >= claimed,
            _ when before.EndsWith("under", StringComparison.Ordinal)
                    || before.EndsWith("less than", StringComparison.Ordinal)
                    || before.EndsWith("below", StringComparison.Ordinal)
                    || before.EndsWith("within", StringComparison.Ordinal)
                    || before.EndsWith("up to", StringComparison.Ordinal) => actual <= claimed
                && (sentence.Word(at - 2) != "just" || actual >= claimed * (1 - (2 * About))),
            _ when before.EndsWith("over", StringComparison.Ordinal)
                    || before.EndsWith("more than", StringComparison.Ordinal)
                    || before.EndsWith("past", StringComparison.Ordinal)
                    || before.EndsWith("above", StringComparison.Ordinal)
                    || before.EndsWith("at least", StringComparison.Ordinal) => actual >= claimed
                && (sentence.Word(at - 2) is not ("just" or "little") || actual <= claimed * (1 + (2 * About))),
            _ when before
                    .Split(' ')
                    .Any(w => w is "about" or "around" or "roughly" or "nearly" or "almost" or "some" or "close" or "approximately") =>
                Math.Abs(actual - claimed) <= About * actual,
            _ => Math.Abs(actual - claimed)
                <= (
                    unit.Factor > 1
                        ? unit.Factor >= 1e6
                            ? Rounding * actual
                            : unit.Factor / 6
                        : 0.5
                ),
        };
    }

    /// <summary>What the dataset counts without a unit: "three Oscars", "a metascore of 84"; null where none is spoken of.</summary>
    public static bool? Tally(Claims claims, int at, double number)
    {
        var sentence = claims.Sentence;
        for (var count = 2; count > 0; count--)
        {
            foreach (
                var from in sentence.Word(at - 1) is "of" or "at" or "is"
                    ? new[] { at + 1, at + 2, at - 1 - count }
                    : [at + 1, at + 2, at - count]
            )
            {
                if (
                    from >= 0
                    && from + count <= sentence.Tokens.Count
                    && CountedAttribute(claims, from, count) is { } attribute
                    && !(from < at && sentence.Tokens[at].IsAfterBreak)
                )
                {
                    sentence.Take(from, count);
                    return claims.IsTrue(at, i => Fits(sentence, at, number, i.Number(attribute), new UnitOf(attribute, 1, at)));
                }
            }
        }

        return null;
    }

    /// <summary>The number without a unit that words name: "Oscars".</summary>
    public static AttributeDefinition? CountedAttribute(Claims claims, int at, int count) =>
        claims.Sentence.IsPhrase(at, count)
            ? claims
                .Scene.Lexicon.Find(claims.Sentence.Phrase(at, count), claims.Sentence.Stems(at, count))
                .FirstOrDefault(e =>
                    e
                        is {
                            Kind: EntryKind.AttributeName,
                            Attribute: { Type: AttributeType.Number, Role: AttributeRole.None, Unit: null }
                                or { Type: AttributeType.Number, Role: AttributeRole.Quality }
                        }
                )
                ?.Attribute
            : null;
}
