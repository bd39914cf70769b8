using InteRec.Catalog;
using InteRec.Numerics;

namespace InteRec.Tools;

/// <summary>
/// How well known and how well liked each item is, 0 to 1, without regard to the person.
/// <para>popularity = 0.7 max(a, b) + 0.3 min(a, b), with a = ln(1 + x) / ln(1 + max x) of the attribute with the role popularity and b the
/// ranker's log-popularity brought to 0..1: known by either is known.</para>
/// <para>quality = (s q + m p) / (s + m), scaled to the range of the attribute with the role quality: q its value, s its support, m the
/// median support, p the mean value. A perfect value out of three opinions does not beat a very good one out of three hundred.</para>
/// <para>overall = 0.5 popularity + 0.5 quality; popularity alone where the catalogue has no quality.</para>
/// <para>
/// Whatever the columns hold (nothing, one value, the greatest numbers there are), every part lies within 0..1: <see cref="UnitRange"/>.
/// </para>
/// </summary>
internal sealed class ItemStanding
{
    private const double High = 0.95;
    private const float TooKnown = 0.12f;
    private readonly float[] _ranks;

    private ItemStanding(float[] popularity, float[]? quality)
    {
        Popularity = popularity;
        Quality = quality ?? popularity;
        HasQuality = quality is not null;
        HighPopularity = Quantile(popularity, High);
        _ranks = Ranks(popularity);
        HighQuality = Quantile(Quality, High);
        Overall = popularity;
        if (quality is not null)
        {
            Overall = new float[popularity.Length];
            for (var i = 0; i < Overall.Length; i++)
            {
                Overall[i] = (0.5f * popularity[i]) + (0.5f * quality[i]);
            }
        }
    }

    /// <summary>How well known.</summary>
    public float[] Popularity { get; }

    /// <summary>How well liked; the popularity where the catalogue has no quality.</summary>
    public float[] Quality { get; }

    /// <summary>False where no item has a value of the role quality.</summary>
    public bool HasQuality { get; }

    /// <summary>The popularity that one item in twenty has; beyond all where no item stands out.</summary>
    public float HighPopularity { get; }

    /// <summary>The quality that one item in twenty has; beyond all where no item stands out.</summary>
    public float HighQuality { get; }

    /// <summary>Both.</summary>
    public float[] Overall { get; }

    /// <summary>
    /// How well an item is as known as novelty v wants it, 0 to 1. Up to 0: its popularity. Above: with r the share of items that are no better
    /// known and t = 1 - 0.12 v, r / t up to t, and beyond it falling to 0 for the best known.
    /// </summary>
    public float Known(int item, double novelty)
    {
        if (novelty <= 0)
        {
            return Popularity[item];
        }

        var turn = 1 - (TooKnown * (float)novelty);
        return _ranks[item] <= turn ? _ranks[item] / turn : (1 - _ranks[item]) / (1 - turn);
    }

    /// <summary>Computes the standing of all items. <paramref name="logUses"/> is empty or has one log-popularity an item.</summary>
    public static ItemStanding Of(CatalogSnapshot catalog, ReadOnlySpan<float> logUses)
    {
        var (known, used) = (new double[catalog.Count], new double[catalog.Count]);
        for (var item = 0; item < known.Length; item++)
        {
            var value = catalog.Popularity?[item] ?? double.NaN;
            known[item] = double.IsNaN(value) ? 0 : Math.Log(1 + Math.Max(0, value));
            used[item] = logUses.IsEmpty ? 0 : Finite.Score(logUses[item]);
        }

        var ofKnown = new UnitRange(0, known.DefaultIfEmpty().Max());
        var ofUsed = new UnitRange(used.DefaultIfEmpty().Min(), used.DefaultIfEmpty().Max());
        var popularity = new float[known.Length];
        for (var item = 0; item < popularity.Length; item++)
        {
            var (a, b) = (ofKnown.Of(known[item]), ofUsed.Of(used[item]));
            (a, b) = (ofKnown.Greatest > 0 ? a : b, ofUsed.Greatest > ofUsed.Least ? b : a);
            popularity[item] = (float)((0.7 * Math.Max(a, b)) + (0.3 * Math.Min(a, b)));
        }

        return new ItemStanding(popularity, QualityOf(catalog));
    }

    /// <summary>The share of items whose value is no greater, the item itself among them; equal values have equal shares.</summary>
    private static float[] Ranks(float[] values)
    {
        var (sorted, items, ranks) = ((float[])values.Clone(), Enumerable.Range(0, values.Length).ToArray(), new float[values.Length]);
        Array.Sort(sorted, items);
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
            {
                end++;
            }

            foreach (var item in items.AsSpan(first, end - first))
            {
                ranks[item] = (float)end / sorted.Length;
            }
        }

        return ranks;
    }

    private static float Quantile(float[] values, double share)
    {
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        return sorted is [var least, ..] && sorted[(int)(share * (sorted.Length - 1))] is var high && high > least
            ? high
            : float.PositiveInfinity;
    }

    private static float[]? QualityOf(CatalogSnapshot catalog)
    {
        if (
            catalog.Schema.WithRole(AttributeRole.Quality) is not { } definition
            || catalog.Numbers(definition.Name) is not { } column
            || column.Known.Count() == 0
        )
        {
            return null;
        }

        var range = new UnitRange(column.Least, column.Greatest);
        var support = definition.Support is { } name ? catalog.Numbers(name) : null;
        var enough = support is null ? 0 : Opinions(support.Quantile(0.5));
        var prior = column.Known.ToArray().Average(item => range.Of(column[item]));
        var quality = new float[catalog.Count];
        for (var item = 0; item < quality.Length; item++)
        {
            var opinions =
                !column.Known[item] ? 0
                : support is null ? 1
                : Opinions(support[item]);
            var trust = opinions > 0 ? 1 / (1 + (enough / opinions)) : 0;
            quality[item] = (float)((trust * range.Of(column[item])) + ((1 - trust) * prior));
        }

        return quality;
    }

    private static double Opinions(double support) => double.IsNaN(support) ? 0 : Math.Max(0, support);
}
