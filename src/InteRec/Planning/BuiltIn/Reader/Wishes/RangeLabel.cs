using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>A range of numbers as annotations write it: <c>1970..1979</c>, <c>..100</c>, <c>7..</c>. Both ends are in it.</summary>
/// <param name="From">Least; negative infinity where it is open.</param>
/// <param name="To">Greatest; positive infinity where it is open.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct RangeLabel(double From, double To)
{
    /// <summary>A range that is open at both ends.</summary>
    public const string Everything = Dots;

    private const string Dots = "..";

    /// <summary>The ranges of a value, several with <c>|</c>; null where it is something else, such as a relative word.</summary>
    public static IReadOnlyList<RangeLabel>? Parse(string value)
    {
        var spans = new List<RangeLabel>();
        foreach (var part in value.Split('|'))
        {
            var dots = part.IndexOf(Dots, StringComparison.Ordinal);
            if (
                dots < 0
                || !TryEnd(part.AsSpan(0, dots), double.NegativeInfinity, out var from)
                || !TryEnd(part.AsSpan(dots + Dots.Length), double.PositiveInfinity, out var to)
            )
            {
                return null;
            }

            spans.Add(new RangeLabel(from, to));
        }

        return spans;
    }

    /// <summary>The same as the catalogue has ranges; empty where the value is something else, or is open at both ends.</summary>
    public static IReadOnlyList<NumberRange> Ranges(string value) =>
        Parse(value) is { } spans && spans.All(s => (s.Least ?? s.Most) is not null)
            ? [.. spans.Select(s => new NumberRange(s.Least, s.Most))]
            : [];

    /// <summary>A range of the catalogue as annotations write it.</summary>
    public static string Write(NumberRange range) =>
        new RangeLabel(range.From ?? double.NegativeInfinity, range.To ?? double.PositiveInfinity).ToString();

    /// <summary>As annotations write them, joined where they overlap or follow each other by one, in order.</summary>
    public static string Join(IEnumerable<RangeLabel> spans)
    {
        var joined = new List<RangeLabel>();
        foreach (var span in spans.Where(span => span.From <= span.To).OrderBy(span => span.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To + 1)
            {
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, span.To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return string.Join('|', joined);
    }

    /// <summary>What is left without another; its ends are whole numbers.</summary>
    public IEnumerable<RangeLabel> Without(RangeLabel other) =>
        other.To < From || other.From > To
            ? [this]
            : new[] { this with { To = other.From - 1 }, this with { From = other.To + 1 } }.Where(span => span.From <= span.To);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Least}{Dots}{Most}");

    private double? Least => double.IsFinite(From) ? From : null;

    private double? Most => double.IsFinite(To) ? To : null;

    private static bool TryEnd(ReadOnlySpan<char> text, double open, out double end)
    {
        end = open;
        return text.IsEmpty
            || double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out end);
    }
}
