using System.Globalization;
using System.Text.RegularExpressions;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Which certificates suit an age, by the numbers in their names and their order: PG-13 from 13 on, R between PG-13 and NC-17.</summary>
internal static partial class AgeOrder
{
    private const int Adult = 17;

    /// <summary>The certificates, mildest first, that somebody of that age may see.</summary>
    public static IReadOnlyList<string> Suitable(IReadOnlyList<string> order, int age) => [.. order.Where((_, i) => From(order, i) <= age)];

    private static int From(IReadOnlyList<string> order, int at) =>
        Number(order[at])
        ?? (order.Take(at).Any(c => Number(c) is not null) ? order.Skip(at).Select(Number).FirstOrDefault(n => n is not null) ?? Adult : 0);

    private static int? Number(string certificate) =>
        Digits().Match(certificate) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\d{1,2}")]
    private static partial Regex Digits();
}
