using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.BuiltIn;

namespace InteRec.Planning.Llm.Replies.Guard;

/// <summary>Years and decades, amounts with a unit, counts of what the dataset counts, and how many items there are.</summary>
internal static class NumberClaims
{
    private const int FirstYear = 1500;
    private const int LastYear = 2100;
    private const double About = 0.08;
    private const double Rounding = 0.03;

    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal) { "pick", "picks", "options", "suggestions", "recommendations", "titles", "choices", "ideas", "others", "more", "entries", "candidates", "contenders" };

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
        if (Decade(token) is { } decade)
        {
            return claims.Scene.Said.HasWords([token.Stem]) && !claims.Scopes.At(at).IsNamed || IsDecade(claims, at, decade);
        }

        var number = NumberAt(claims.Sentence, at);
        if (double.IsNaN(number))
        {
            return !token.HasDigit || token.Handle > 0 || IsFact(claims, at, token.Folded) || Century(claims, at, token.Folded);
        }

        return Amount(claims, at, number) ?? Tally(claims, at, number) ?? Items(claims, at, number) ?? (double.IsNaN(token.Number) || Plain(claims, at, number, token.Folded));
    }

    private static double NumberAt(ReplySentence sentence, int at)
    {
        var token = sentence.Tokens[at];
        if (!double.IsNaN(token.Number))
        {
            return token.Number;
        }

        return token.Handle == 0 && Grammar.Numbers.TryGetValue(token.Folded, out var number) && token.Folded is not ("few" or "couple" or "pair" or "handful" or "single") ? number : double.NaN;
    }

    /// <summary>"1980s", "80s", "eighties" as their first year.</summary>
    private static int? Decade(ReplyToken token)
    {
        if (token.Folded.Length == 5 && token.Folded.EndsWith("0s", StringComparison.Ordinal) && int.TryParse(token.Folded.AsSpan(0, 4), out var year))
        {
            return year;
        }

        return Grammar.Decades.TryGetValue(token.Folded, out var two) ? two is 0 or 10 ? 2000 + two : 1900 + two : null;
    }

    private static bool IsDecade(Claims claims, int at, int decade)
    {
        var sentence = claims.Sentence;
        var (from, to) = sentence.Word(at - 1) switch
        {
            "early" => (0, 4),
            "mid" or "middle" => (3, 7),
            "late" or "later" => (5, 9),
            _ => (0, 9),
        };
        return claims.IsTrue(at, i => (YearOf(claims, i) is { } year && year >= decade + from && year <= decade + to) || i.Says(sentence.Word(at)) || i.Says($"{decade}s"));
    }

    private static int? YearOf(Claims claims, ReplySubject item) => claims.Scene.Catalog.Year(item.Item);

    private static bool Century(Claims claims, int at, string folded) => claims.Sentence.Word(at + 1) == "century" && int.TryParse(folded.AsSpan(0, Math.Max(0, folded.Length - 2)), out var century)
        && claims.IsTrue(at, i => YearOf(claims, i) is { } year && (year - 1) / 100 == century - 1);

    private static bool IsFact(Claims claims, int at, string folded) => claims.Scene.Said.Says(folded) || claims.Scopes.At(at).Items.Any(i => i.Says(folded)) || Grammar.Ordinals.ContainsKey(folded);

    /// <summary>A number with a unit: "96 minutes", "two hours", "84 %", "$1.1 billion"; null where there is none.</summary>
    private static bool? Amount(Claims claims, int at, double number)
    {
        if (Units(claims, at) is not { Count: > 0 } units)
        {
            return null;
        }

        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        var said = claims.Scene.Said.Says(sentence.Tokens[at].Folded) && (!scope.IsNamed || sentence.IsWish(at) || scope.Items.Count == 0);
        return said || (sentence.Word(at - 1) == "by" && units.Exists(u => IsDifference(claims, number * u.Factor, u))) || units.Exists(u => claims.IsTrue(at, i => Fits(sentence, at, Whole(claims, at, number, u), i.Number(u.Attribute), u)));
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
            return [.. claims.Scene.Lexicon.Find(sentence.Word(at + 4), string.Empty).Where(e => e.Kind == EntryKind.Unit).Select(e => new UnitOf(e.Attribute!, e.Factor, at + 4))];
        }

        for (var count = 2; count > 0 && units.Count == 0; count--)
        {
            if (at + count < sentence.Tokens.Count && sentence.IsPhrase(at, count + 1))
            {
                units.AddRange(claims.Scene.Lexicon.Find(sentence.Phrase(at + 1, count), string.Empty).Where(e => e.Kind == EntryKind.Unit).Select(e => new UnitOf(e.Attribute!, e.Factor, at + count)));
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
            var more = NumberAt(sentence, next);
            if (!double.IsNaN(more) && Units(claims, next).Find(u => u.Attribute == unit.Attribute) is { Attribute: not null } smaller && smaller.Factor * more < unit.Factor && !sentence.Tokens[next].IsAfterBreak)
            {
                sentence.Take(next, 1);
                return whole + (more * smaller.Factor);
            }
        }

        return whole;
    }

    /// <summary>"and a half", before the unit or behind it.</summary>
    private static bool IsAndAHalf(ReplySentence sentence, int at) => sentence.Word(at) == "and" && sentence.Word(at + 1) == "a" && sentence.Word(at + 2) == "half";

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
            _ when before.EndsWith("under", StringComparison.Ordinal) || before.EndsWith("less than", StringComparison.Ordinal) || before.EndsWith("below", StringComparison.Ordinal) || before.EndsWith("within", StringComparison.Ordinal) || before.EndsWith("up to", StringComparison.Ordinal)
                => actual <= claimed && (sentence.Word(at - 2) != "just" || actual >= claimed * (1 - (2 * About))),
            _ when before.EndsWith("over", StringComparison.Ordinal) || before.EndsWith("more than", StringComparison.Ordinal) || before.EndsWith("past", StringComparison.Ordinal) || before.EndsWith("above", StringComparison.Ordinal) || before.EndsWith("at least", StringComparison.Ordinal)
                => actual >= claimed && (sentence.Word(at - 2) is not ("just" or "little") || actual <= claimed * (1 + (2 * About))),
            _ when before.Split(' ').Any(w => w is "about" or "around" or "roughly" or "nearly" or "almost" or "some" or "close" or "approximately")
                => Math.Abs(actual - claimed) <= About * actual,
            _ => Math.Abs(actual - claimed) <= (unit.Factor > 1 ? unit.Factor >= 1e6 ? Rounding * actual : unit.Factor / 6 : 0.5),
        };
    }

    /// <summary>What the dataset counts without a unit: "three Oscars", "a metascore of 84"; null where none is spoken of.</summary>
    private static bool? Tally(Claims claims, int at, double number)
    {
        var sentence = claims.Sentence;
        for (var count = 2; count > 0; count--)
        {
            foreach (var from in sentence.Word(at - 1) is "of" or "at" or "is" ? new[] { at + 1, at + 2, at - 1 - count } : [at + 1, at + 2, at - count])
            {
                if (from >= 0 && from + count <= sentence.Tokens.Count && CountedAttribute(claims, from, count) is { } attribute && !(from < at && sentence.Tokens[at].IsAfterBreak))
                {
                    sentence.Take(from, count);
                    return claims.IsTrue(at, i => Fits(sentence, at, number, i.Number(attribute), new UnitOf(attribute, 1, at)));
                }
            }
        }

        return null;
    }

    /// <summary>The number without a unit that words name: "Oscars".</summary>
    public static AttributeDefinition? CountedAttribute(Claims claims, int at, int count) => claims.Sentence.IsPhrase(at, count)
        ? claims.Scene.Lexicon.Find(claims.Sentence.Phrase(at, count), claims.Sentence.Stems(at, count))
            .FirstOrDefault(e => e is { Kind: EntryKind.AttributeName, Attribute: { Type: AttributeType.Number, Role: AttributeRole.None, Unit: null } or { Type: AttributeType.Number, Role: AttributeRole.Quality } })?.Attribute
        : null;

    /// <summary>"these five films", "three more", "two of them": how many there are; null where items are not counted.</summary>
    private static bool? Items(Claims claims, int at, double number)
    {
        var (sentence, scene) = (claims.Sentence, claims.Scene);
        var isYear = number >= FirstYear;
        var noun = Enumerable.Range(at + 1, 4).TakeWhile(i => i < sentence.Tokens.Count && !sentence.Tokens[i].IsAfterBreak && sentence.Tokens[i].Handle == 0)
            .Any(i => scene.Catalog.Schema.Item.IsNoun(sentence.Word(i)) || scene.Catalog.Schema.Item.IsNoun(Stem.Word(sentence.Word(i))) || Counted.Contains(sentence.Word(i)));
        if (isYear || number < 2 || !(noun || sentence.Word(at - 1) is "these" or "all" or "those"))
        {
            return null;
        }

        var size = (int)number;
        return scene.Counts.Contains(size) || claims.Scopes.Mentions.Any(m => m.Items.Count == size) || claims.Scopes.Mentions.Sum(m => m.Items.Count) == size
            || claims.Scopes.At(at) is { Reach: Reach.Exactly } || scene.Said.Says(sentence.Tokens[at].Folded);
    }

    /// <summary>Any other number: a year, or one that stands in the facts or was said.</summary>
    private static bool Plain(Claims claims, int at, double number, string folded)
    {
        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        if (number is >= FirstYear and <= LastYear && number == Math.Floor(number))
        {
            return ((claims.Scene.Said.Says(folded) || claims.Scene.Said.Says(number.ToString(CultureInfo.InvariantCulture))) && (!scope.IsNamed || sentence.IsWish(at))) || claims.IsTrue(at, i => IsYear(claims, i, (int)number, sentence.Word(at - 1)) || i.Says(folded)) || IsOneOfSeveral(claims, at, (int)number) || IsBound(claims, at, (int)number);
        }

        var plain = number.ToString(CultureInfo.InvariantCulture);
        return claims.Scene.Said.Says(folded) || claims.Scene.Said.Says(plain) || claims.Scene.Counts.Contains((int)number) || claims.IsTrue(at, i => i.Says(folded) || i.Says(plain));
    }

    /// <summary>"made in 2003, 1990 and 1988": several years of a list that the sentence does not take apart.</summary>
    private static bool IsOneOfSeveral(Claims claims, int at, int year) => claims.Scopes.At(at) is { Items.Count: > 1, Reach: Reach.All } scope
        && claims.Sentence.Tokens.Count(t => t.Number is >= FirstYear and <= LastYear) > 1 && scope.Items.Any(i => YearOf(claims, i) == year);

    private static bool IsYear(Claims claims, ReplySubject item, int year, string before) => YearOf(claims, item) is { } own && before switch
    {
        "before" or "until" or "pre" => own < year,
        "after" or "since" or "post" => own >= year,
        "around" or "about" or "circa" => Math.Abs(own - year) <= 2,
        _ => own == year,
    };

    /// <summary>"from 1958 to 1963": no item lies outside, and one at the bound.</summary>
    private static bool IsBound(Claims claims, int at, int year)
    {
        var (sentence, scope) = (claims.Sentence, claims.Scopes.At(at));
        var years = scope.Items.Select(i => YearOf(claims, i)).OfType<int>().ToList();
        var isFirst = sentence.Word(at + 1) is "to" or "and" or "through" or "until" || sentence.Tokens.Count > at + 1 && sentence.Tokens[at + 1].Gap is "-" or "\u2013";
        var isLast = sentence.Word(at - 1) is "to" or "and" or "through" or "until" || sentence.Tokens[at].Gap is "-" or "\u2013";
        return years.Count > 0 && ((isFirst && years.TrueForAll(y => y >= year) && years.Contains(year)) || (isLast && years.TrueForAll(y => y <= year) && years.Contains(year)));
    }
}
