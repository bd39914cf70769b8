using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Reads amounts of everything but years: lengths, prices, scores, votes, ages, counts, places, what else has a number.</summary>
internal sealed class MeasureReader(Units units, NumberNames names)
{
    private const int MostCount = 50;
    private const int OldestChild = 18;

    /// <summary>What the pieces from one on may measure.</summary>
    public IEnumerable<NumberReading> At(IReadOnlyList<NumberToken> pieces, int at) =>
        Durations(pieces, at)
            .Concat(WithUnit(pieces, at))
            .Concat(Named(pieces, at))
            .Concat(Ages(pieces, at))
            .Concat(Places(pieces, at))
            .Concat(Bare(pieces, at));

    /// <summary>"An hour and forty", "1h 50", "half an hour", "two hours and a quarter": hours, with minutes behind them.</summary>
    private IEnumerable<NumberReading> Durations(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (Hours(pieces, at) is not var (end, hours))
        {
            yield break;
        }

        foreach (var time in Times(at, end, hours * 60))
        {
            yield return time;
        }

        var rest = Amounts.Text(pieces, end) is "and" or "," ? end + 1 : end;
        if (Fraction(pieces, rest) is var (after, minutes))
        {
            foreach (var time in Times(at, after, (hours * 60) + minutes))
            {
                yield return time;
            }
        }
        else if (Amounts.At(pieces, rest) is { Value: > 0 and < 60 } more)
        {
            var (unitEnd, isOther) = units.Of(Amounts.Text(pieces, more.End)) switch
            {
                [] => (more.End, false),
                _ => (more.End + 1, UnitFamilies.Time.FactorOf(Amounts.Text(pieces, more.End)) != 1),
            };
            foreach (var time in isOther ? [] : Times(at, unitEnd, (hours * 60) + more.Value))
            {
                yield return time;
            }
        }
    }

    /// <summary>The hours that pieces begin with.</summary>
    private static (int End, double Hours)? Hours(IReadOnlyList<NumberToken> pieces, int at)
    {
        var text = Amounts.Text(pieces, at);
        if (text == "half" && Amounts.Text(pieces, at + 1) is "an" or "a" && IsHour(pieces, at + 2))
        {
            return (at + 3, 0.5);
        }

        if (text is "an" or "a" or "and" && IsHour(pieces, at + 1) && Amounts.Text(pieces, at + 1).Length > 1)
        {
            return text == "and" && at > 0 && Amounts.At(pieces, at - 1) is not null ? null : (at + 2, 1);
        }

        if (IsHour(pieces, at) && text.Length > 2 && Amounts.Text(pieces, at + 1) == "and")
        {
            return (at + 1, 1);
        }

        if (Amounts.At(pieces, at) is not { Value: < 1000 } amount)
        {
            return null;
        }

        // "two and half hours", "one-hour"
        var unit = Amounts.Text(pieces, amount.End) == "-" ? amount.End + 1 : amount.End;
        return IsHour(pieces, unit) ? (unit + 1, amount.Value) : null;
    }

    private static bool IsHour(IReadOnlyList<NumberToken> pieces, int at) => UnitFamilies.Time.FactorOf(Amounts.Text(pieces, at)) is > 1;

    /// <summary>"Half", "a half", "a quarter", "three quarters" of an hour, in minutes.</summary>
    private static (int End, double Minutes)? Fraction(IReadOnlyList<NumberToken> pieces, int at)
    {
        var (text, next) = (Amounts.Text(pieces, at), Amounts.Text(pieces, at + 1));
        return (text, next) switch
        {
            ("a", "half") => (at + 2, 30),
            ("half", _) => (at + 1, 30),
            ("½", _) => (at + 1, 30),
            ("a", "quarter") => (at + 2, 15),
            ("quarter", _) => (at + 1, 15),
            ("three", "quarter" or "quarters") => (at + 2, 45),
            _ => null,
        };
    }

    private IEnumerable<NumberReading> WithUnit(IReadOnlyList<NumberToken> pieces, int at)
    {
        var start = at;
        var isMoney = Units.IsMoney(Amounts.Text(pieces, at));
        if (Amounts.At(pieces, isMoney ? ++at : at) is not { } amount)
        {
            if (Amounts.Text(pieces, at) is "a" or "an" && Amounts.Text(pieces, at + 1) is "tenner" or "fiver")
            {
                yield return NumberReading.Point(start, at + 2, Slot.Price, Amounts.Text(pieces, at + 1) == "tenner" ? 10 : 5) with
                {
                    HasUnit = true,
                };
            }

            yield break;
        }

        foreach (var (slot, factor, attribute) in isMoney ? units.Of(Amounts.Text(pieces, start)) : [])
        {
            yield return NumberReading.Point(start, amount.End, slot, amount.Value * factor) with
            {
                HasUnit = true,
                Attribute = attribute,
            };
        }

        var unit = Amounts.Text(pieces, amount.End) == "-" ? amount.End + 1 : amount.End;
        foreach (var (slot, factor, attribute) in names.Meant(pieces, start, unit + 1, units.Of(Amounts.Text(pieces, unit))))
        {
            yield return NumberReading.Point(start, unit + 1, slot, amount.Value * factor) with
            {
                HasUnit = true,
                Factor = factor,
                Attribute = attribute,
                Counted = slot == Slot.Audience ? Counted(Amounts.Text(pieces, unit)) : null,
            };
        }

        if (Amounts.Text(pieces, amount.End) == "of" && Amounts.Text(pieces, amount.End + 1) is "us" or "them")
        {
            yield return NumberReading.Point(start, amount.End + 2, Slot.Audience, amount.Value) with
            {
                HasUnit = true,
                Counted = "people",
            };
        }

        if (Scale(pieces, amount.End) is var (end, most) && amount.Value <= most)
        {
            yield return NumberReading.Point(start, end, Slot.Score, amount.Value) with
            {
                HasUnit = true,
            };
        }
    }

    /// <summary>"SPF 50", "RAM of at least 16", "size: 400": a number behind the name of an attribute.</summary>
    private IEnumerable<NumberReading> Named(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (Amounts.At(pieces, at) is not var (end, value))
        {
            yield break;
        }

        foreach (var attribute in names.Before(pieces, at))
        {
            var reading = NumberReading.Point(at, end, CandidateSlots.Of(attribute), value) with
            {
                HasUnit = true,
                Attribute = attribute.Name,
            };
            yield return reading;
            if (names.Around(pieces, reading) is { Start: var start } && start < at)
            {
                yield return reading with
                {
                    Start = start,
                }; // What compares may stand before the name: "at least SPF 50".
            }
        }
    }

    /// <summary>How the corpus calls those who play, and everybody else.</summary>
    private static string Counted(string unit) => unit.StartsWith("player", StringComparison.Ordinal) ? "players" : "people";

    /// <summary>"Out of 10", "/10".</summary>
    private static (int End, double Most)? Scale(IReadOnlyList<NumberToken> pieces, int at)
    {
        var from =
            Amounts.Text(pieces, at) == "/" ? at + 1
            : Amounts.Text(pieces, at) == "out" && Amounts.Text(pieces, at + 1) == "of" ? at + 2
            : 0;
        return from > 0 && Amounts.At(pieces, from) is { Value: 4 or 5 or 10 or 100 } most ? (most.End, most.Value) : null;
    }

    /// <summary>"6 year old", "ages 7", "5yo".</summary>
    private static IEnumerable<NumberReading> Ages(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (Amounts.Text(pieces, at) is "age" or "aged" or "ages" && Amounts.At(pieces, at + 1) is { Value: > 0 and < 100 } aged)
        {
            yield return Age(at, aged.End, aged.Value);
        }

        if (Amounts.At(pieces, at) is not { Value: > 0 and < 100 } amount)
        {
            yield break;
        }

        var unit = Amounts.Text(pieces, amount.End) == "-" ? amount.End + 1 : amount.End;
        if (Amounts.Text(pieces, unit) is "year" or "years" or "yr" or "yrs" or "month" or "months")
        {
            yield return Age(at, unit + 1, amount.Value);
            var old = Amounts.Text(pieces, unit + 1) == "-" ? unit + 2 : unit + 1;
            if (Amounts.Text(pieces, old) is "old" or "olds")
            {
                yield return Age(at, old + 1, amount.Value);
            }
        }
        else if (Amounts.Text(pieces, unit) is "yo" or "y" or "yos")
        {
            yield return Age(at, unit + 1, amount.Value);
        }
    }

    private static IEnumerable<NumberReading> Places(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (OrdinalWords.Of(pieces[at].Text) is { } place)
        {
            yield return NumberReading.Point(at, at + 1, Slot.Ref, place) with
            {
                Weight = 0.5f,
            };
        }
        else if (
            pieces[at].IsInteger
            && pieces[at].Number < MostCount
            && Amounts.Text(pieces, at + 1) is "st" or "nd" or "rd" or "th"
            && pieces[at + 1].IsJoined
        )
        {
            yield return NumberReading.Point(at, at + 2, Slot.Ref, pieces[at].Number!.Value) with
            {
                Weight = 0.5f,
            };
        }
    }

    /// <summary>A number alone may be anything that its size allows.</summary>
    private static IEnumerable<NumberReading> Bare(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (Amounts.At(pieces, at) is not var (end, value))
        {
            yield break;
        }

        if (value is >= 1 and <= MostCount && value == Math.Floor(value))
        {
            yield return NumberReading.Point(at, end, Slot.Count, value) with
            {
                Weight = 0.6f,
            };
            yield return NumberReading.Point(at, end, Slot.Ref, value) with
            {
                Weight = 0.2f,
            };
        }

        if (value is >= 1 and <= OldestChild && value == Math.Floor(value))
        {
            yield return NumberReading.Point(at, end, Slot.Audience, value) with
            {
                Weight = 0.3f,
            };
        }

        if (value is > 0 and < 2000)
        {
            yield return NumberReading.Point(at, end, Slot.Length, value) with
            {
                Weight = 0.3f,
            };
            yield return NumberReading.Point(at, end, Slot.Price, value) with
            {
                Weight = 0.2f,
            };
        }

        if (value is > 0 and <= 12)
        {
            yield return NumberReading.Point(at, end, Slot.Length, value * 60) with
            {
                Weight = 0.1f,
                Factor = 60,
            };
        }

        if (value is > 0 and <= 100)
        {
            yield return NumberReading.Point(at, end, Slot.Score, value) with
            {
                Weight = 0.2f,
            };
        }

        if (value >= 100)
        {
            yield return NumberReading.Point(at, end, Slot.Votes, value) with
            {
                Weight = 0.1f,
            };
        }
    }

    private IEnumerable<NumberReading> Times(int start, int end, double minutes) =>
        units.Times.Select(time =>
            NumberReading.Point(start, end, time.Slot, Math.Round(minutes * time.Minute, 3)) with
            {
                HasUnit = true,
                Factor = time.Minute,
                Attribute = time.Attribute,
            }
        );

    private static NumberReading Age(int start, int end, double years) =>
        NumberReading.Point(start, end, Slot.Audience, years) with
        {
            HasUnit = true,
        };
}
