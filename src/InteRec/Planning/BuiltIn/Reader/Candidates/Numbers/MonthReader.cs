using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>
/// Reads months and days, as the numbers yyyymmdd that dates are kept as, where a dataset has a date: "since March 2021", "on 5 June 2020",
/// "in the last six months".
/// </summary>
/// <param name="catalog">Whose clock tells which March is meant.</param>
internal sealed class MonthReader(CatalogSnapshot catalog)
{
    private const int LastDay = 31;

    private static readonly string[] Months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    private readonly bool _hasDates = HasDates(catalog.Schema);

    /// <summary>The names of the months, so that misspellings of them can be read; none where there are no dates.</summary>
    public static IEnumerable<string> Vocabulary(DatasetSchema schema) =>
        HasDates(schema) ? Months.Concat(Months.Select(Short)).Concat(["sept", "month", "months", "week", "weeks"]) : [];

    /// <summary>What the pieces from one on may say of months.</summary>
    public IEnumerable<NumberReading> At(IReadOnlyList<NumberToken> pieces, int at) =>
        _hasDates ? Dated(pieces, at).Concat(Alone(pieces, at)).Concat(Last(pieces, at)) : [];

    private static bool HasDates(DatasetSchema schema) =>
        schema.Attributes.Any(a => a.Type == AttributeType.Date && CandidateSlots.Of(a) == Slot.Year);

    private static string Short(string month) => month[..3];

    /// <summary>The month of a word, from 1; 0 where it is none.</summary>
    private static int MonthOf(string word) =>
        word == "sept" ? 9 : 1 + Array.FindIndex(Months, month => month == word || (word.Length == 3 && Short(month) == word));

    /// <summary>"March 2021", "5 March 2021", "March 5th, 2021".</summary>
    private static IEnumerable<NumberReading> Dated(IReadOnlyList<NumberToken> pieces, int at)
    {
        var (next, day) = DayAt(pieces, at);
        next = day is not null && Amounts.Text(pieces, next) == "of" ? next + 1 : next;
        if (MonthOf(Amounts.Text(pieces, next)) is not (> 0 and var month))
        {
            yield break;
        }

        next++;
        if (day is null)
        {
            (next, day) = DayAt(pieces, next);
        }

        next = Amounts.Text(pieces, next) is "," or "of" ? next + 1 : next;
        if (next < pieces.Count && pieces[next] is { IsInteger: true, Text.Length: 4 } year)
        {
            yield return Between(at, next + 1, Day(year.Number!.Value, month, day ?? 1), Day(year.Number.Value, month, day ?? LastDay));
        }
    }

    /// <summary>A day of a month in digits, with the piece behind it.</summary>
    private static (int Next, int? Day) DayAt(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (at >= pieces.Count || pieces[at] is not { IsInteger: true, Number: >= 1 and <= LastDay } day)
        {
            return (at, null);
        }

        return (Amounts.Text(pieces, at + 1) is "st" or "nd" or "rd" or "th" ? at + 2 : at + 1, (int)day.Number.Value);
    }

    /// <summary>"Since March": the last one. Without a word before it that says so, most months are something else.</summary>
    private IEnumerable<NumberReading> Alone(IReadOnlyList<NumberToken> pieces, int at)
    {
        var month = MonthOf(pieces[at].Text);
        if (
            month > 0
            && pieces[at].Text.Length > 3
            && Amounts.Text(pieces, at - 1) is "since" or "after" or "before" or "in" or "from" or "until" or "last"
            && !(at + 1 < pieces.Count && pieces[at + 1].IsInteger)
        )
        {
            var now = catalog.Date;
            var year = month > now.Month ? now.Year - 1 : now.Year;
            yield return Between(at, at + 1, Day(year, month, 1), Day(year, month, LastDay)) with
            {
                Weight = 0.6f,
            };
        }
    }

    /// <summary>"Last month", "this month", "the past six months", "the last two weeks".</summary>
    private IEnumerable<NumberReading> Last(IReadOnlyList<NumberToken> pieces, int at)
    {
        var word = pieces[at].Text;
        if (word is not ("last" or "past" or "this"))
        {
            yield break;
        }

        var now = catalog.Date;
        if (word == "this" || Amounts.At(pieces, at + 1) is null)
        {
            if (Amounts.Text(pieces, at + 1) == "month")
            {
                var month = word == "this" ? now : now.AddMonths(-1);
                yield return Between(at, at + 2, Day(month.Year, month.Month, 1), Day(month.Year, month.Month, LastDay));
            }
        }
        else if (Amounts.At(pieces, at + 1) is { Value: > 0 and < 1000 } amount)
        {
            DateOnly? from = Amounts.Text(pieces, amount.End) switch
            {
                "month" or "months" => now.AddMonths(-(int)amount.Value),
                "week" or "weeks" => now.AddDays(-7 * (int)amount.Value),
                _ => null,
            };
            if (from is { } first)
            {
                yield return Between(at, amount.End + 1, Day(first.Year, first.Month, first.Day), null);
            }
        }
    }

    private static double Day(double year, int month, int day) => (year * 10_000) + (month * 100) + day;

    private static NumberReading Between(int start, int end, double from, double? to) =>
        new(start, end, Slot.Year) { Range = new NumberRange(from, to), HasUnit = true };
}
