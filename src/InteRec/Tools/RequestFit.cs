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
    /// <summary>The fit of each item, 0 to 1; null where no values of an attribute with several are asked for.</summary>
    public static float[]? Of(
        ServingState serving,
        IReadOnlyList<ElementaryCondition> asked,
        ReadOnlySpan<int> items,
        CancellationToken cancellationToken
    )
    {
        float[]? fit = null;
        float[]? shares = null;
        var attributes = ValuesOf(serving.Catalog, asked);
        foreach (var (column, values) in attributes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fit ??= new float[items.Length];
            shares ??= new float[serving.Catalog.Count];
            Array.Clear(shares);
            foreach (var value in values)
            {
                var having = column.ItemsWith(value);
                var own = serving.Centrality.SharesOf(column, value);
                for (var i = 0; i < having.Length; i++)
                {
                    shares[having[i]] += own[i];
                }
            }

            Add(fit, items, shares, attributes.Count);
        }

        return fit;
    }

    private static void Add(float[] fit, ReadOnlySpan<int> items, float[] shares, int attributes)
    {
        var (sum, count) = (0f, 0);
        foreach (var item in items)
        {
            sum += shares[item];
            count += shares[item] > 0 ? 1 : 0;
        }

        var mean = count == 0 ? 1 : sum / count;
        for (var i = 0; i < fit.Length; i++)
        {
            var share = shares[items[i]];
            fit[i] += share / (share + mean) / attributes;
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
