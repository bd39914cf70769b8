using System.Buffers;
using InteRec.Catalog;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// How much an item is what was asked for, beyond having it. In every attribute with values asked for, x is the sum of the shares
/// (<see cref="Centrality"/>) of those that the item has, and its fit x / (x + m), with m the mean of x over the items that have any: 0
/// where it has none, 0.5 where it is as much of it as usual, towards 1 where it is nothing else. Several attributes count their mean.
/// </summary>
internal static class RequestFit
{
    /// <summary>What looking an item up among those of a value costs, in steps of going through them.</summary>
    private const int LookUp = 8;

    /// <summary>The fit of each item, 0 to 1; null where no values of an attribute with several are asked for.</summary>
    public static float[]? Of(
        ServingState serving,
        IReadOnlyList<ElementaryCondition> asked,
        ReadOnlySpan<int> items,
        CancellationToken cancellationToken
    )
    {
        var attributes = ValuesOf(serving.Catalog, asked);
        if (attributes.Count == 0)
        {
            return null;
        }

        var fit = new float[items.Length];
        var shares = ArrayPool<float>.Shared.Rent(items.Length);
        foreach (var (column, values) in attributes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Sum(serving.Centrality, column, values, items, shares.AsSpan(0, items.Length));
            Add(fit, shares, attributes.Count);
        }

        ArrayPool<float>.Shared.Return(shares);
        return fit;
    }

    /// <summary>
    /// The summed shares of the values, by place of <paramref name="items"/>. Few items are looked up among those of a value, of many all of
    /// the value's are gone through: the cost follows the smaller of the two.
    /// </summary>
    private static void Sum(Centrality centrality, CategoryColumn column, List<int> values, ReadOnlySpan<int> items, Span<float> shares)
    {
        shares.Clear();
        if ((long)items.Length * values.Count * LookUp < column.Known.Length)
        {
            foreach (var value in values)
            {
                var having = column.ItemsWith(value);
                var own = centrality.SharesOf(column, value);
                for (var i = 0; i < items.Length; i++)
                {
                    shares[i] += having.BinarySearch(items[i]) is >= 0 and var place ? own[place] : 0;
                }
            }

            return;
        }

        var all = ArrayPool<float>.Shared.Rent(column.Known.Length);
        all.AsSpan(0, column.Known.Length).Clear();
        foreach (var value in values)
        {
            var having = column.ItemsWith(value);
            var own = centrality.SharesOf(column, value);
            for (var i = 0; i < having.Length; i++)
            {
                all[having[i]] += own[i];
            }
        }

        for (var i = 0; i < items.Length; i++)
        {
            shares[i] = all[items[i]];
        }

        ArrayPool<float>.Shared.Return(all);
    }

    private static void Add(float[] fit, float[] shares, int attributes)
    {
        var (sum, count) = (0f, 0);
        for (var i = 0; i < fit.Length; i++)
        {
            sum += shares[i];
            count += shares[i] > 0 ? 1 : 0;
        }

        var mean = count == 0 ? 1 : sum / count;
        for (var i = 0; i < fit.Length; i++)
        {
            fit[i] += shares[i] / (shares[i] + mean) / attributes;
        }
    }

    /// <summary>The values asked for by attribute, each once.</summary>
    private static List<(CategoryColumn Column, List<int> Values)> ValuesOf(
        CatalogSnapshot catalog,
        IReadOnlyList<ElementaryCondition> asked
    )
    {
        var attributes = new List<(CategoryColumn Column, List<int> Values)>();
        foreach (var part in asked.SelectMany(a => a.Leaves))
        {
            if (
                part.Kind is not (ConditionKind.Any or ConditionKind.All)
                || catalog.Categories(part.Attribute) is not { Definition.Type: AttributeType.Categories } column
            )
            {
                continue;
            }

            var place = attributes.FindIndex(a => a.Column == column);
            var values = place < 0 ? [] : attributes[place].Values;
            values.AddRange(part.Values.Select(column.ValueId).Where(v => v >= 0).Except(values));
            if (place < 0 && values.Count > 0)
            {
                attributes.Add((column, values));
            }
        }

        return attributes;
    }
}
