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
            var middle = Quantile(shown.Select(i => column[i]), 0.5);
            var isMore = word == "more";
            return middle is null ? Of(attribute, isMore ? "high" : "low", shown)
                : isMore ? new NumberRange(middle + Step(attribute), null)
                : new NumberRange(null, middle - Step(attribute));
        }

        var all = catalog.Available.ToArray().Select(i => column[i]);
        return
            word switch
            {
                "recent" => new NumberRange(Quantile(all, 1 - RecentShare), null),
                "old" => new NumberRange(null, Quantile(all, OldShare)),
                "long" or "high" => new NumberRange(attribute.Words?.HighFrom ?? Quantile(all, 1 - LowShare), null),
                "short" or "low" or "cheap" => new NumberRange(null, attribute.Words?.LowTo ?? Quantile(all, LowShare)),
                _ => null,
            }
                is { } range
            && (range.From ?? range.To) is not null
            ? range
            : null;
    }

    /// <summary>The value that this share of the items lies below, or null.</summary>
    public double? At(AttributeDefinition attribute, double share) =>
        catalog.Numbers(attribute.Name) is { } column ? Quantile(catalog.Available.ToArray().Select(i => column[i]), share) : null;

    private static double Step(AttributeDefinition attribute) => attribute.Max is <= 10 ? 0.1 : 1;

    private static double? Quantile(IEnumerable<double> values, double at)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        return sorted.Length == 0 ? null : sorted[(int)Math.Min(sorted.Length - 1, at * sorted.Length)];
    }
}
