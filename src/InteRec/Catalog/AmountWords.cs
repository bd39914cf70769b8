using System.Globalization;

namespace InteRec.Catalog;

/// <summary>Says numbers with their units as people do: "106 minutes", "95 %", "$2.85 billion".</summary>
internal static class AmountWords
{
    private const string Percent = "percent";
    private const string Dollars = "usd";

    /// <summary>The number with its unit: "106 minutes".</summary>
    public static string Say(AttributeDefinition? attribute, double number) =>
        attribute?.Unit switch
        {
            _ when attribute?.Role == AttributeRole.Year => Plain(number),
            Dollars when number >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"${number / 1e9:0.##} billion"),
            Dollars when number >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"${number / 1e6:0.#} million"),
            Dollars => string.Create(CultureInfo.InvariantCulture, $"${number:#,0}"),
            Percent => string.Create(CultureInfo.InvariantCulture, $"{number:0.#} %"),
            { } unit => $"{Grouped(number)} {unit}",
            null => Grouped(number),
        };

    /// <summary>The number as a reason: what has no telling unit of its own is named.</summary>
    public static string SayNamed(AttributeDefinition attribute, double number) =>
        attribute.Unit is null or Percent or Dollars ? $"{attribute.DisplayName} {Say(attribute, number)}" : Say(attribute, number);

    /// <summary>A long time also in hours: "106 minutes (1 h 46)".</summary>
    public static string SayLong(AttributeDefinition attribute, double number) =>
        attribute.Unit == "minutes" && number >= 60
            ? string.Create(CultureInfo.InvariantCulture, $"{Say(attribute, number)} ({(int)number / 60} h {number % 60:0})")
            : Say(attribute, number);

    private static string Grouped(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);
}
