using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Joins two numbers of the same slot: from one to the other, or either.</summary>
internal static class NumberSpans
{
    /// <summary>"1990-95", "between 90 and 100 minutes", "70s to 80s".</summary>
    public static List<NumberReading> Of(IReadOnlyList<NumberToken> pieces, List<NumberReading> plain)
    {
        var starting = plain.ToLookup(reading => reading.Start);
        var spans = new List<NumberReading>();
        foreach (var first in plain.Where(r => r.Slot is not Slot.Ref))
        {
            var connector = Amounts.Text(pieces, first.End);
            var isBetween = first.Start > 0 && Amounts.Text(pieces, first.Start - 1) == "between";
            if (
                !(
                    connector is "-" or "to" or "till" or "until" or "through" or "thru" or "bis"
                    || (connector is "and" && isBetween)
                    || (connector == "." && Amounts.Text(pieces, first.End + 1) == ".")
                )
            )
            {
                continue;
            }

            var second = connector == "." ? first.End + 2 : first.End + 1;
            var start = isBetween || Amounts.Text(pieces, first.Start - 1) == "from" ? first.Start - 1 : first.Start;
            foreach (
                var span in starting[second]
                    .Concat(ShortYear(pieces, first, second))
                    .Select(last => Joined(first, last))
                    .OfType<NumberReading>()
            )
            {
                spans.Add(span);
                if (start < first.Start)
                {
                    spans.Add(span with { Start = start });
                }
            }
        }

        return spans;
    }

    /// <summary>"The 70s or 80s", "1990, 1995 or 2000".</summary>
    public static List<NumberReading> Unions(IReadOnlyList<NumberToken> pieces, List<NumberReading> readings)
    {
        var starting = readings.Where(IsOfUnion).ToLookup(reading => reading.Start);
        var unions = new List<NumberReading>();
        foreach (var first in readings.Where(IsOfUnion))
        {
            var second = first.End;
            while (
                Amounts.Text(pieces, second) is "or" or "and" or "," or "/" or "&" or "the" or "from" or "nor" or "not"
                && second < first.End + 3
            )
            {
                second++;
            }

            if (second > first.End)
            {
                unions.AddRange(starting[second].Where(last => AreOne(first, last)).Select(last => Union(first, last)));
            }
        }

        return unions;
    }

    private static bool IsOfUnion(NumberReading reading) =>
        reading.Word is null
        && (reading.Slot == Slot.Year || (reading.IsBare && (reading.Slot is Slot.Count or Slot.Audience || IsOfProperty(reading))));

    /// <summary>A property with its unit, or a number before it that may be one.</summary>
    private static bool IsOfProperty(NumberReading reading) => reading.Slot == (reading.HasUnit ? Slot.Topic : Slot.Price);

    /// <summary>Two ranges as one where they touch.</summary>
    private static NumberReading Union(NumberReading first, NumberReading last)
    {
        if (last.Slot == Slot.Topic)
        {
            return last with { Start = first.Start, IsBare = false, Others = [first.Range] };
        }

        if (first.Slot != Slot.Year)
        {
            // "Two or three" are up to three, and what suits children of 6 and 9 suits the youngest.
            var value = first.Slot == Slot.Count ? Max(first.Range.To, last.Range.To) : Min(first.Range.From, last.Range.From);
            return last with { Start = first.Start, Range = new NumberRange(value, value) };
        }

        var touches = first.Range.To >= last.Range.From - 1 && first.Range.From <= last.Range.To + 1;
        return first with
        {
            End = last.End,
            IsBare = false,
            Others = touches ? [] : [first.Range],
            Range = touches ? new NumberRange(Min(first.Range.From, last.Range.From), Max(first.Range.To, last.Range.To)) : last.Range,
        };
    }

    private static double? Min(double? a, double? b) => a is null || b is null ? null : Math.Min(a.Value, b.Value);

    private static double? Max(double? a, double? b) => a is null || b is null ? null : Math.Max(a.Value, b.Value);

    /// <summary>The year that two digits behind another year say: "1990-95", "67 to 76".</summary>
    private static IEnumerable<NumberReading> ShortYear(IReadOnlyList<NumberToken> pieces, NumberReading first, int at)
    {
        if (
            first.Slot == Slot.Year
            && first.Range.From is < 10_000 and var year
            && at < pieces.Count
            && pieces[at] is { IsInteger: true, Text.Length: 2 } two
        )
        {
            var century = Math.Floor(year / 100) * 100;
            var to = century + two.Number!.Value;
            yield return NumberReading.Point(at, at + 1, Slot.Year, to < year ? to + 100 : to) with
            {
                HasUnit = true,
            };
        }
    }

    /// <summary>"300 to 500 ml": what is measured the second may say for both.</summary>
    private static bool AreOne(NumberReading first, NumberReading last) =>
        first.Slot == last.Slot || (last.Slot == Slot.Topic && first is { IsBare: true, HasUnit: false, Slot: Slot.Price });

    private static NumberReading? Joined(NumberReading first, NumberReading last)
    {
        if (!AreOne(first, last) || first.Range.From is not { } from || last.Range.To is not { } to)
        {
            return null;
        }

        // "90 to 110 minutes", "one to two hours": what the unit behind the second is counts for the first.
        if (!first.HasUnit && last.HasUnit)
        {
            from *= last.Factor / first.Factor;
        }

        return from < to
            ? last with
            {
                Start = first.Start,
                Range = new NumberRange(from, to),
                IsBare = false,
                HasUnit = first.HasUnit || last.HasUnit,
                Weight = Math.Min(1, 2 * Math.Max(first.Weight, last.Weight)),
            }
            : null;
    }
}
