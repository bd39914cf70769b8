using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>One way out: drop these conditions, and so many items meet the rest.</summary>
internal sealed record RelaxationOption(IReadOnlyList<ElementaryCondition> Dropped, int Count);

/// <summary>
/// Finds the smallest sets of hard conditions whose dropping leaves enough. Each item fails a certain set of conditions; dropping a set D
/// leaves exactly the items whose failures lie within D. So one pass over the items gives a histogram of failures, and the sets are
/// tried by size, all of one size before any of the next: the first size that works is proven to be the smallest.
/// </summary>
internal static class Relaxation
{
    private const int MostConditions = 20;
    private const int MostDropped = 4;

    /// <summary>
    /// The smallest sets to drop, the one that leaves most first; none where no set of up to four conditions leaves enough.
    /// </summary>
    /// <param name="serving">Catalogue and filters.</param>
    /// <param name="start">The items that the list may hold before its conditions: guarantees and exclusions are never relaxed.</param>
    /// <param name="conditions">The hard conditions.</param>
    /// <param name="enough">How many items must be left, at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<RelaxationOption> Find(
        ServingState serving,
        Bitmap start,
        IReadOnlyList<ElementaryCondition> conditions,
        int enough,
        CancellationToken cancellationToken
    )
    {
        var considered = conditions.Count <= MostConditions ? conditions : [.. conditions.Take(MostConditions)];
        var fixedPart = start.Copy();
        foreach (var rest in conditions.Skip(MostConditions))
        {
            serving.Filters.Apply(fixedPart, rest);
        }

        var failures = Histogram(serving, fixedPart, considered, cancellationToken);
        for (var size = 1; size <= Math.Min(MostDropped, considered.Count); size++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var options = OfSize(failures, considered, size, enough);
            if (options.Count > 0)
            {
                return [.. options.OrderByDescending(o => o.Count)];
            }
        }

        return [];
    }

    /// <summary>How many items fail which conditions; bit i of a mask is condition i.</summary>
    private static Dictionary<uint, int> Histogram(
        ServingState serving,
        Bitmap start,
        IReadOnlyList<ElementaryCondition> conditions,
        CancellationToken cancellationToken
    )
    {
        var items = start.ToArray();
        var masks = new uint[items.Length];
        for (var c = 0; c < conditions.Count; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var meeting = serving.Filters.Meeting(conditions[c]);
            for (var i = 0; i < items.Length; i++)
            {
                masks[i] |= meeting[items[i]] ? 0u : 1u << c;
            }
        }

        var histogram = new Dictionary<uint, int>();
        foreach (var mask in masks)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(histogram, mask, out _)++;
        }

        return histogram;
    }

    private static List<RelaxationOption> OfSize(
        Dictionary<uint, int> failures,
        IReadOnlyList<ElementaryCondition> conditions,
        int size,
        int enough
    )
    {
        var options = new List<RelaxationOption>();
        var end = 1u << conditions.Count;
        for (var set = (1u << size) - 1; set < end; set = NextOfSameSize(set))
        {
            var left = 0;
            foreach (var (mask, count) in failures)
            {
                left += (mask & ~set) == 0 ? count : 0;
            }

            if (left >= enough)
            {
                options.Add(new RelaxationOption([.. conditions.Where((_, c) => (set >> c & 1) != 0)], left));
            }
        }

        return options;
    }

    /// <summary>The next greater number with as many bits set.</summary>
    private static uint NextOfSameSize(uint set)
    {
        var lowest = set & (uint)-(int)set;
        var ripple = set + lowest;
        return ripple == 0 ? uint.MaxValue : ripple | (((set ^ ripple) >> 2) / lowest);
    }
}
