using System.Globalization;

namespace InteRec.Catalog;

/// <summary>
/// What a number of an attribute may be: <c>min</c> and <c>max</c> of its declaration; else, for a year, from the first writing to ten
/// years ahead (what is announced), and for other numbers as far as a number still counts by ones. One year of 9999 would make everything
/// old.
/// </summary>
internal static class NumberBounds
{
    private const double FirstYear = -4_000;
    private const int YearsAhead = 10;
    private const double Greatest = 1e15;

    /// <summary>Why the number cannot be, or null.</summary>
    /// <param name="definition">The attribute, a number or a date.</param>
    /// <param name="number">The number; a date as yyyymmdd.</param>
    /// <param name="thisYear">The year of the clock.</param>
    public static string? Problem(AttributeDefinition definition, double number, int thisYear)
    {
        var isYear = definition.Role == AttributeRole.Year;
        var (least, most) =
            definition.Type == AttributeType.Date
                ? (Day(definition.Min, 101) ?? double.NegativeInfinity, Day(definition.Max, 1_231) ?? double.PositiveInfinity)
                : (definition.Min ?? (isYear ? FirstYear : -Greatest), definition.Max ?? (isYear ? thisYear + YearsAhead : Greatest));
        return number < least ? $"{Say(definition, number)} is below {Say(definition, least)}"
            : number > most ? $"{Say(definition, number)} is above {Say(definition, most)}"
            : null;
    }

    /// <summary>A bound of a date below 10,000 means a year, as in a filter.</summary>
    private static double? Day(double? bound, int dayOfYear) => bound is > -10_000 and < 10_000 ? (bound * 10_000) + dayOfYear : bound;

    private static string Say(AttributeDefinition definition, double number) =>
        definition.Type == AttributeType.Date && number is > 0 and < 1e8
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)number / 10_000:D4}-{(int)number / 100 % 100:D2}-{(int)number % 100:D2}")
            : number.ToString(CultureInfo.InvariantCulture);
}
