namespace InteRec.Catalog;

/// <summary>A value of an attribute and how many items of a set have it.</summary>
internal sealed record FacetCount(string Value, int Count);

/// <summary>A range of a number, bounds included, and how many items of a set lie in it.</summary>
internal sealed record RangeCount(double From, double To, int Count);

/// <summary>Counts what a set of items is made of.</summary>
internal static class Facets
{
    /// <summary>The values of the items, most frequent first, ties in order of the vocabulary.</summary>
    public static List<FacetCount> Count(CategoryColumn column, ReadOnlySpan<int> items, int limit = int.MaxValue)
    {
        var counts = new Dictionary<int, int>();
        foreach (var item in items)
        {
            foreach (var value in column.ValueIds(item))
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
            }
        }

        var sorted = counts.ToArray();
        Array.Sort(sorted, (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.Key.CompareTo(b.Key));
        var facets = new List<FacetCount>(Math.Min(limit, sorted.Length));
        for (var i = 0; i < sorted.Length && i < limit; i++)
        {
            facets.Add(new FacetCount(column.Values[sorted[i].Key], sorted[i].Value));
        }

        return facets;
    }

    /// <summary>
    /// The numbers of the items in ranges of equal, round width (10 for a year: decades), ascending; empty ranges are left out.
    /// </summary>
    public static List<RangeCount> Ranges(NumberColumn column, ReadOnlySpan<int> items, int about = 6)
    {
        var (least, greatest) = Bounds(column, items);
        if (double.IsNaN(least))
        {
            return [];
        }

        var isYear = column.Definition.Role == AttributeRole.Year;
        var isDate = column.Definition.Type == AttributeType.Date;
        var width =
            isYear ? 10
            : isDate ? 100_000
            : RoundWidth((greatest - least) / about);
        var counts = new SortedDictionary<long, int>();
        foreach (var item in items)
        {
            if (!double.IsNaN(column[item]))
            {
                var bucket = (long)Math.Floor(column[item] / width);
                counts[bucket] = counts.GetValueOrDefault(bucket) + 1;
            }
        }

        var step = isYear || isDate || width >= 1 ? 1 : width / 1_000;
        return counts.Select(c => new RangeCount(c.Key * width, ((c.Key + 1) * width) - step, c.Value)).ToList();
    }

    /// <summary>The least and the greatest number of the items; NaN where none has one.</summary>
    public static (double Least, double Greatest) Bounds(NumberColumn column, ReadOnlySpan<int> items)
    {
        double least = double.NaN,
            greatest = double.NaN;
        foreach (var item in items)
        {
            var number = column[item];
            least = number < least || double.IsNaN(least) ? number : least;
            greatest = number > greatest || double.IsNaN(greatest) ? number : greatest;
        }

        return (least, greatest);
    }

    /// <summary>The next of 1, 2, 5, 10, 20, 50 ... (or 0.1, 0.2 ...) that is not below the width.</summary>
    private static double RoundWidth(double width)
    {
        if (width <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (factor * power >= width)
            {
                return factor * power;
            }
        }

        return 10 * power;
    }
}
