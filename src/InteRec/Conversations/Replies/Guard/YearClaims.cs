namespace InteRec.Conversations.Replies.Guard;

/// <summary>Years, decades and centuries.</summary>
internal static class YearClaims
{
    /// <summary>The first number that is taken for a year.</summary>
    public const int FirstYear = 1500;

    private const int LastYear = 2100;

    /// <summary>"1980s", "80s", "eighties" as their first year.</summary>
    public static int? Decade(ReplyToken token)
    {
        if (
            token.Folded.Length == 5
            && token.Folded.EndsWith("0s", StringComparison.Ordinal)
            && int.TryParse(token.Folded.AsSpan(0, 4), out var year)
        )
        {
            return year;
        }

        return NumberWords.Decades.TryGetValue(token.Folded, out var two)
            ? two is 0 or 10
                ? 2000 + two
                : 1900 + two
            : null;
    }

    /// <summary>Whether the decade that is named, or the early, middle or late part of it, is that of the items.</summary>
    public static bool IsDecade(Claims claims, int at, int decade)
    {
        var sentence = claims.Sentence;
        var (from, to) = sentence.Word(at - 1) switch
        {
            "early" => (0, 4),
            "mid" or "middle" => (3, 7),
            "late" or "later" => (5, 9),
            _ => (0, 9),
        };
        return claims.IsTrue(
            at,
            i =>
                (YearOf(claims, i) is { } year && year >= decade + from && year <= decade + to)
                || i.Says(sentence.Word(at))
                || i.Says($"{decade}s")
        );
    }

    private static int? YearOf(Claims claims, ReplySubject item) => claims.Scene.Catalog.Year(item.Item);

    /// <summary>"19th century": whether the items are of it.</summary>
    public static bool IsCentury(Claims claims, int at, string folded) =>
        claims.Sentence.Word(at + 1) == "century"
        && int.TryParse(folded.AsSpan(0, Math.Max(0, folded.Length - 2)), out var century)
        && claims.IsTrue(at, i => YearOf(claims, i) is { } year && (year - 1) / 100 == century - 1);

    /// <summary>Whether a number is one that stands for a year.</summary>
    public static bool IsYear(double number) => number is >= FirstYear and <= LastYear && number == Math.Floor(number);

    /// <summary>Whether a year is that of the items, or one of several, or the first or last of them.</summary>
    public static bool IsTrue(Claims claims, int at, int year, string folded) =>
        claims.IsTrue(at, i => IsOf(claims, i, year, claims.Sentence.Word(at - 1)) || i.Says(folded))
        || IsOneOfSeveral(claims, at, year)
        || IsBound(claims, at, year);

    /// <summary>"made in 2003, 1990 and 1988": several years of a list that the sentence does not take apart.</summary>
    private static bool IsOneOfSeveral(Claims claims, int at, int year) =>
        claims.Scopes.At(at) is { Items.Count: > 1, Reach: Reach.All } scope
        && claims.Sentence.Tokens.Count(t => t.Number is >= FirstYear and <= LastYear) > 1
        && scope.Items.Any(i => YearOf(claims, i) == year);

    private static bool IsOf(Claims claims, ReplySubject item, int year, string before) =>
        YearOf(claims, item) is { } own
        && before switch
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
        var isFirst =
            sentence.Word(at + 1) is "to" or "and" or "through" or "until"
            || sentence.Tokens.Count > at + 1 && sentence.Tokens[at + 1].Gap is "-" or "\u2013";
        var isLast = sentence.Word(at - 1) is "to" or "and" or "through" or "until" || sentence.Tokens[at].Gap is "-" or "\u2013";
        return years.Count > 0
            && (
                (isFirst && years.TrueForAll(y => y >= year) && years.Contains(year))
                || (isLast && years.TrueForAll(y => y <= year) && years.Contains(year))
            );
    }
}
