using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What "recent", "short" or "shorter" is in numbers: by the catalogue, or by what was shown.</summary>
internal sealed class RelativeNumbers(CatalogSnapshot catalog)
{
    private const double RecentShare = 0.15;
    private const double OldShare = 0.25;
    private const double LowShare = 0.25;

    /// <summary>The range of a word, or null where the attribute has no values to tell by.</summary>
    /// <param name="attribute">The number.</param>
    /// <param name="word"><c>recent</c>, <c>old</c>, <c>short</c>, <c>long</c>, <c>high</c>, <c>low</c>, <c>cheap</c>, <c>more</c> or <c>less</c>.</param>
    /// <param name="shown">Item indexes that the person compares with.</param>
    public NumberRange? Of(AttributeDefinition attribute, string word, IReadOnlyList<int> shown)
    {
        if (catalog.Numbers(attribute.Name) is not { } column)
        {
            return null;
        }

        if (word is "more" or "less")
        {
            var middle = Middle(shown.Select(i => column[i]));
            var isMore = word == "more";
            return middle is null ? Of(attribute, isMore ? "high" : "low", shown)
                : isMore ? new NumberRange(middle + Step(attribute), null)
                : new NumberRange(null, middle - Step(attribute));
        }

        return word switch
        {
            "recent" => Above(column, 1 - RecentShare),
            "old" => Below(column, OldShare),
            "long" or "high" => attribute.Words?.HighFrom is { } from ? new NumberRange(from) : Above(column, 1 - LowShare),
            "short" or "low" or "cheap" => attribute.Words?.LowTo is { } to ? new NumberRange(null, to) : Below(column, LowShare),
            _ => null,
        };
    }

    /// <summary>From the value on below which this share of the items lies; null where no item has one.</summary>
    public NumberRange? Above(AttributeDefinition attribute, double share) =>
        catalog.Numbers(attribute.Name) is { } column ? Above(column, share) : null;

    private static NumberRange? Above(NumberColumn column, double share) =>
        double.IsNaN(column.Greatest) ? null : new NumberRange(column.Quantile(share));

    private static NumberRange? Below(NumberColumn column, double share) =>
        double.IsNaN(column.Greatest) ? null : new NumberRange(null, column.Quantile(share));

    private static double Step(AttributeDefinition attribute) => attribute.Max is <= 10 ? 0.1 : 1;

    private static double? Middle(IEnumerable<double> values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        return sorted.Length == 0 ? null : sorted[sorted.Length / 2];
    }
}
