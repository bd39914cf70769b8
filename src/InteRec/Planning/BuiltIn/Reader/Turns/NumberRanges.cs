using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Ranges as the labels write them: <c>1970..1979</c>, <c>..100</c>, <c>7..</c>, several with <c>|</c>.</summary>
internal static class NumberRanges
{
    /// <summary>The ranges of a value; empty where it is none.</summary>
    public static IReadOnlyList<NumberRange> Parse(string value)
    {
        var ranges = new List<NumberRange>();
        foreach (var part in value.Split('|'))
        {
            var dots = part.IndexOf("..", StringComparison.Ordinal);
            if (dots < 0 || !Bound(part[..dots], out var from) || !Bound(part[(dots + 2)..], out var to) || (from ?? to) is null)
            {
                return [];
            }

            ranges.Add(new NumberRange(from, to));
        }

        return ranges;
    }

    /// <summary>A range as a label.</summary>
    public static string Write(double? from, double? to) =>
        $"{from?.ToString(CultureInfo.InvariantCulture)}..{to?.ToString(CultureInfo.InvariantCulture)}";

    private static bool Bound(string text, out double? bound)
    {
        bound = null;
        if (text.Length == 0)
        {
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        bound = isNumber ? number : null;
        return isNumber;
    }
}
