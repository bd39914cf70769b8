using System.Globalization;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Ranges in the notation of the corpus: <c>1970..1979</c>, <c>..100</c>, <c>7..</c>.</summary>
internal static class RangeText
{
    /// <summary>The range between two bounds, both included; null where both are open.</summary>
    public static string? Of(double? from, double? to) => from is null && to is null ? null : $"{Text(from)}..{Text(to)}";

    /// <summary>A number without needless digits; nothing for an open bound.</summary>
    public static string Text(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
