using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>How bounds were said.</summary>
internal enum RangeKind
{
    /// <summary>As a value: "1994", "the nineties", "90 minutes".</summary>
    Plain,

    /// <summary>With a word that bounds: "under two hours". A negation before it is part of that word.</summary>
    Bound,
}

/// <summary>Bounds of a number, or values of an ordered category, read from tokens.</summary>
internal sealed record RangeRead(RangeKind Kind, AttributeDefinition Attribute, double? From, double? To, int Tokens)
{
    /// <summary>For an ordered category: the values within the bounds.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>Reads years, durations, other measured numbers and bounds of ordered categories; and how many items are wanted.</summary>
internal sealed class RangeReader(Lexicon lexicon, IReadOnlyList<Token> tokens, Span?[] spans, SpanFinder finder)
{
    private readonly AttributeDefinition? _year = lexicon.Catalog.Schema.WithRole(AttributeRole.Year);
    private readonly int _newest = lexicon.Catalog.Now;
    private readonly int _oldest = lexicon.Catalog.FirstYear;

    private enum Bound
    {
        None,
        AtLeast,
        AtMost,
        Over,
        Under,
        Between,
        Around,
    }

    /// <summary>Bounds at a token, or null.</summary>
    public RangeRead? Read(int i, AttributeDefinition? cued)
    {
        var (bound, at) = BoundAt(i);
        if (at >= tokens.Count || !tokens[at].IsWord)
        {
            return null;
        }

        return (bound != Bound.None ? Audience(bound, at, i) : null) ?? Years(bound, at, i) ?? Measured(bound, at, i, cued);
    }

    /// <summary>
    /// How many items are wanted, at a token; null where the number there is no count. A count of 0 takes the tokens and says nothing
    /// ("13-year-olds").
    /// </summary>
    public NumberSpan? Count(int i)
    {
        if (NumberReader.Number(tokens, i) is not { } number || number.From != Math.Floor(number.From))
        {
            return null;
        }

        var next = i + number.Tokens;
        if (Text(next) is "year" or "years" or "yr" && Text(next + 1) is "old" or "olds")
        {
            return new NumberSpan(0, 0, number.Tokens + 2);
        }

        if (number.From is < 1 or > 1_000)
        {
            return null;
        }

        if (
            Text(next) is "or" or "to"
            && NumberReader.Number(tokens, next + 1) is { } most
            && most.From > number.From
            && most.From <= 50
            && NounFollows(next + 1 + most.Tokens)
        )
        {
            return most with { Tokens = number.Tokens + 1 + most.Tokens }; // "two or three films"
        }

        if (Text(next) == "each" || (Text(next) == "of" && Text(next + 1) == "each"))
        {
            return number;
        }

        var before = i > 0 ? Text(i - 1) : string.Empty;
        var isOne = Text(i) == "one";
        if (
            before is "top" or "best" or "just"
            || (before is "only" or "pick" or "suggest" or "recommend" or "me" or "first" or "need" or "want" && !isOne)
            || (isOne && before is "only" or "pick")
        )
        {
            return before == "first" ? null : number;
        }

        if (i > 0 && Comparative(i - 1) && (next >= tokens.Count || !tokens[next].IsWord || NounFollows(next)))
        {
            return number; // "the oldest five"
        }

        if (isOne && Text(next) is "is" && Text(next + 1) is "enough" or "plenty" or "fine")
        {
            return number;
        }

        if (before is "the" or "this" or "that" or "these" or "those" or "which" or "no" or "of" && !(before == "the" && Comparative(next)))
        {
            return null;
        }

        if (
            Text(next)
                is "more"
                    or "others"
                    or "other"
                    or "please"
                    or "suggestions"
                    or "ideas"
                    or "recommendations"
                    or "options"
                    or "titles"
                    or "of"
            || (next >= tokens.Count && i == 0)
        )
        {
            var ends = next + 2 >= tokens.Count || !tokens[next + 2].IsWord;
            return Text(next) == "of" && (isOne || !ends || Text(next + 1) is not ("them" or "those" or "these" or "your")) ? null : number;
        }

        // "one by Hitchcock": a person is announced.
        var announces = next < tokens.Count && spans[next]?.Entry(EntryKind.AttributeCue)?.Attribute?.Role == AttributeRole.People;
        return Comparative(next) || NounFollows(next) || (announces && before is "" or "and" or "," or "then" or "plus") ? number : null;
    }

    private bool Comparative(int i) =>
        i < tokens.Count && spans[i]?.Entry(EntryKind.NumberWord) is { Comparing: Comparing.Most or Comparing.Least };

    private bool NounFollows(int i)
    {
        for (var k = i; k < tokens.Count && k < i + 4 && tokens[k].IsWord; )
        {
            if (finder.IsItemNoun(tokens[k]))
            {
                return true;
            }

            if (spans[k] is not { } span)
            {
                return false;
            }

            if (
                span.Entries.Any(e =>
                    e.Attribute?.Role == AttributeRole.Kind || e.Kind == EntryKind.Phrase || e.Attribute is { Type: AttributeType.Number }
                )
            )
            {
                return true;
            }

            if (
                span.IsOnlyCue
                && !(
                    span.Is(Cue.Good)
                    || span.Is(Cue.Best)
                    || span.Is(Cue.Recent)
                    || span.Is(Cue.Old)
                    || span.Is(Cue.Popular)
                    || span.Is(Cue.Underrated)
                )
            )
            {
                return false;
            }

            k = span.To;
        }

        return false;
    }

    private (Bound Bound, int At) BoundAt(int i)
    {
        var (bound, at) = (Bound.None, i);
        if (spans[i] is { } span)
        {
            bound = span switch
            {
                _ when span.Is(Cue.Between) => Bound.Between,
                _ when Text(i) == "from" && span.To == i + 1 => Bound.None,
                _ when span.Is(Cue.AtMost) => Bound.AtMost,
                _ when span.Is(Cue.AtLeast) => Bound.AtLeast,
                _ when span.Is(Cue.Under) => Bound.Under,
                _ when span.Is(Cue.Over) => Bound.Over,
                _ when span.Is(Cue.Around) => Bound.Around,
                _ => Bound.None,
            };
            at = bound == Bound.None ? i : span.To;
        }

        while (
            at < tokens.Count
            && (bound != Bound.None || at == i)
            && Text(at) is "the" or "year" or "rated" or "just"
            && NumberReader.Years(tokens, at, _newest, _oldest) is null
        )
        {
            if (bound == Bound.None && !(Text(at) is "the" or "year"))
            {
                break;
            }

            at++;
        }

        return (bound, at);
    }

    private RangeRead? Years(Bound bound, int at, int start)
    {
        if (_year is null || NumberReader.Years(tokens, at, _newest, _oldest) is not { } years || UnitAt(at + years.Tokens) is not null)
        {
            return null;
        }

        var end = at + years.Tokens;
        if (
            Join(end) is var other and > 0
            && NumberReader.Years(tokens, other, _newest, _oldest) is { } second
            && (bound is Bound.Between or Bound.None or Bound.AtLeast)
            && (Text(end) != "or" || (second.From <= years.UpTo + 1 && years.From <= second.UpTo + 1))
        )
        {
            end = other + second.Tokens;
            years = new NumberSpan(Math.Min(years.From, second.From), Math.Max(years.UpTo, second.UpTo), 0);
            bound = Bound.None;
        }

        (bound, end) = BoundAfter(bound, end);
        var (from, to) = bound switch
        {
            Bound.Over => (years.UpTo + 1, double.PositiveInfinity),
            Bound.AtLeast => (years.From, double.PositiveInfinity),
            Bound.Under => (double.NegativeInfinity, years.From - 1),
            Bound.AtMost => (double.NegativeInfinity, years.UpTo),
            Bound.Around => (years.From - 2, years.UpTo + 2),
            _ => (years.From, years.UpTo),
        };
        return new RangeRead(bound == Bound.None ? RangeKind.Plain : RangeKind.Bound, _year, Finite(from), Finite(to), end - start);
    }

    private RangeRead? Measured(Bound bound, int at, int start, AttributeDefinition? cued)
    {
        if (Amount(at) is not { } amount)
        {
            return bound is Bound.None or Bound.Around ? null : Unitless(bound, at, start, cued);
        }

        var (value, attribute, end) = amount;
        double low = value,
            high = value;
        if (Join(end) is var other and > 0 && Amount(other) is { } second && second.Attribute == attribute)
        {
            (high, end, bound) = (second.Value, second.End, Bound.Between);
        }

        (bound, end) = BoundAfter(bound, end);
        var slack = Math.Max(5, value * 0.1);
        (double From, double To) ends = bound switch
        {
            Bound.Over or Bound.AtLeast => (value, double.PositiveInfinity),
            Bound.Under or Bound.AtMost => (double.NegativeInfinity, value),
            Bound.Between => (low, high),
            _ => (value - slack, value + slack),
        };
        return new RangeRead(
            bound == Bound.None ? RangeKind.Plain : RangeKind.Bound,
            attribute,
            Finite(ends.From),
            Finite(ends.To),
            end - start
        );
    }

    /// <summary>A bound with a number but no unit: the attribute said before it, or one whose usual values it falls among.</summary>
    private RangeRead? Unitless(Bound bound, int at, int start, AttributeDefinition? cued)
    {
        if (NumberReader.Number(tokens, at) is not { } number || number.From < 3)
        {
            return null;
        }

        var attribute =
            cued is { Type: AttributeType.Number } ? cued
            : NamedAfter(at + number.Tokens) is { } named ? named
            : lexicon.Catalog.Schema.Attributes.FirstOrDefault(a =>
                a.Units.Count > 0
                && lexicon.Catalog.Numbers(a.Name) is { } column
                && number.From >= column.Quantile(0.02)
                && number.From <= column.Quantile(0.98)
            );
        if (attribute is null || (spans[at + number.Tokens - 1 < spans.Length ? at : 0]?.Entry(EntryKind.ItemNoun) is not null))
        {
            return null;
        }

        var end = at + number.Tokens;
        (bound, end) = BoundAfter(bound, end);
        return bound is Bound.Over or Bound.AtLeast
            ? new RangeRead(RangeKind.Bound, attribute, number.From, null, end - start)
            : new RangeRead(RangeKind.Bound, attribute, null, number.From, end - start);
    }

    /// <summary>The number that is named behind it: "above 90 on rotten tomatoes".</summary>
    private AttributeDefinition? NamedAfter(int i)
    {
        var at = Text(i) is "percent" or "points" or "or" ? i + 1 : i;
        return Text(at) is "on" or "for" or "in" or "at" && at + 1 < tokens.Count && tokens[at + 1].IsWord
            ? spans[at + 1]
                ?.Entries.FirstOrDefault(e => e is { Kind: EntryKind.AttributeName, Attribute.Type: AttributeType.Number })
                ?.Attribute
            : null;
    }

    /// <summary>"nothing above PG-13": the values of the order up to it.</summary>
    private RangeRead? Audience(Bound bound, int at, int start)
    {
        if (spans[at]?.Entries.FirstOrDefault(e => e.Kind == EntryKind.Value && e.Attribute!.Order.Count > 0) is not { } entry)
        {
            return null;
        }

        var order = entry.Attribute!.Order;
        var place = order.ToList().FindIndex(v => v == entry.Values[0]);
        if (place < 0)
        {
            return null;
        }

        var values = bound switch
        {
            Bound.AtMost => order.Take(place + 1),
            Bound.Under => order.Take(place),
            Bound.AtLeast => order.Skip(place),
            Bound.Over => order.Skip(place + 1),
            _ => [entry.Values[0]],
        };
        return new RangeRead(RangeKind.Bound, entry.Attribute, null, null, spans[at]!.To - start) { Values = [.. values] };
    }

    /// <summary>A number with its unit, parts added up: "1 hour 40 minutes", "an hour and a half", "2h30".</summary>
    private (double Value, AttributeDefinition Attribute, int End)? Amount(int at)
    {
        var lone = Text(at) is "a" or "an" && UnitAt(at + 1) is not null;
        var number =
            lone ? new NumberSpan(1, 1, 1)
            : at < tokens.Count && tokens[at].IsWord ? NumberReader.Number(tokens, at)
            : null;
        if (number is not { } first)
        {
            return null;
        }

        if (UnitAt(at + first.Tokens) is not { } unit)
        {
            // "between 90 and 100 minutes": the unit is said once.
            return
                Join(at + first.Tokens) is var other and > 0
                && NumberReader.Number(tokens, other) is { } last
                && UnitAt(other + last.Tokens) is { } shared
                && first.From < last.From
                ? (first.From * shared.Factor, shared.Attribute!, at + first.Tokens)
                : null;
        }

        var end = at + first.Tokens + 1;
        if (Text(end) is "times" or "people" or "reasons")
        {
            return null; // "a million times"
        }

        var value = first.From * unit.Factor;
        if (Text(end) == "and" && Text(end + 1) == "a" && Text(end + 2) == "half")
        {
            return (value + (unit.Factor / 2), unit.Attribute!, end + 3);
        }

        var rest = Text(end) == "and" ? end + 1 : end;
        if (rest < tokens.Count && tokens[rest].IsWord && unit.Factor > 1 && NumberReader.Number(tokens, rest) is { } second)
        {
            if (UnitAt(rest + second.Tokens) is { } smaller && smaller.Attribute == unit.Attribute && smaller.Factor < unit.Factor)
            {
                return (value + (second.From * smaller.Factor), unit.Attribute!, rest + second.Tokens + 1);
            }

            if (rest == end && tokens[end].IsJoined && second.From < 60)
            {
                return (value + second.From, unit.Attribute!, end + 1);
            }
        }

        return (value, unit.Attribute!, end);
    }

    private LexiconEntry? UnitAt(int i) => i < tokens.Count ? spans[i]?.Entry(EntryKind.Unit) : null;

    /// <summary>The token after a word that joins two ends of a range, or 0.</summary>
    private int Join(int i)
    {
        var joins = Text(i) is "to" or "or" or "through" or "till" or "until" || Text(i) == "and";
        var next = Text(i + 1) is "the" or "early" or "late" && Text(i + 1) == "the" ? i + 2 : i + 1;
        return joins && next < tokens.Count && tokens[next].IsWord ? next : 0;
    }

    private (Bound Bound, int End) BoundAfter(Bound bound, int end)
    {
        var at = end < tokens.Count && tokens[end].Kind == TokenKind.Pause ? end + 1 : end;
        if (at < tokens.Count && spans[at] is { } span)
        {
            if (
                span.To < tokens.Count
                && Text(at) == "and"
                && (NumberReader.Number(tokens, span.To) is not null || NumberReader.Years(tokens, span.To, _newest, _oldest) is not null)
            )
            {
                return (bound, end); // "under two hours and after 1990": the next bound begins.
            }

            if (span.Is(Cue.OrLess))
            {
                return (Bound.AtMost, span.To);
            }

            if (span.Is(Cue.OrMore) && !(Text(at) is "plus" or "min" && span.To < tokens.Count && tokens[span.To].IsWord && at != end))
            {
                return (Bound.AtLeast, span.To);
            }
        }

        return (bound, end);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private string Text(int i) => i >= 0 && i < tokens.Count && tokens[i].IsWord ? tokens[i].Text : string.Empty;
}
