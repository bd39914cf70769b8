using InteRec.Catalog;

namespace InteRec.Serving;

/// <summary>
/// How well known and how well liked each item is, 0 to 1, without regard to the person.
/// <para>popularity = 0.7 max(a, b) + 0.3 min(a, b), with a = ln(1 + x) / ln(1 + max x) of the attribute with the role popularity and b the
/// ranker's log-popularity brought to 0..1: known by either is known.</para>
/// <para>quality = (s q + m p) / (s + m), scaled to the range of the attribute with the role quality: q its value, s its support, m the
/// median support, p the mean value. A perfect value out of three opinions does not beat a very good one out of three hundred.</para>
/// <para>overall = 0.5 popularity + 0.5 quality; popularity alone where the catalogue has no quality.</para>
/// </summary>
internal sealed class ItemStanding
{
    private const double High = 0.95;

    private ItemStanding(float[] popularity, float[]? quality)
    {
        Popularity = popularity;
        Quality = quality ?? popularity;
        HasQuality = quality is not null;
        HighPopularity = Quantile(popularity, High);
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

    /// <summary>False where the catalogue has no attribute with the role quality.</summary>
    public bool HasQuality { get; }

    /// <summary>The popularity that one item in twenty has.</summary>
    public float HighPopularity { get; }

    /// <summary>The quality that one item in twenty has.</summary>
    public float HighQuality { get; }

    /// <summary>Both.</summary>
    public float[] Overall { get; }

    /// <summary>Computes the standing of all items. <paramref name="logUses"/> is empty or has one log-popularity an item.</summary>
    public static ItemStanding Of(CatalogSnapshot catalog, ReadOnlySpan<float> logUses)
    {
        var known = new float[catalog.Count];
        var (mostKnown, leastUsed, mostUsed) = (0f, float.PositiveInfinity, float.NegativeInfinity);
        for (var item = 0; item < known.Length; item++)
        {
            var value = catalog.Popularity?[item] ?? double.NaN;
            known[item] = double.IsNaN(value) ? 0 : MathF.Log(1 + MathF.Max(0, (float)value));
            mostKnown = MathF.Max(mostKnown, known[item]);
            if (!logUses.IsEmpty)
            {
                (leastUsed, mostUsed) = (MathF.Min(leastUsed, logUses[item]), MathF.Max(mostUsed, logUses[item]));
            }
        }

        for (var item = 0; item < known.Length; item++)
        {
            var a = mostKnown > 0 ? known[item] / mostKnown : 0;
            var b = mostUsed > leastUsed ? (logUses[item] - leastUsed) / (mostUsed - leastUsed) : a;
            a = mostKnown > 0 ? a : b;
            known[item] = (0.7f * MathF.Max(a, b)) + (0.3f * MathF.Min(a, b));
        }

        return new ItemStanding(known, QualityOf(catalog));
    }

    private static float Quantile(float[] values, double share)
    {
        if (values.Length == 0)
        {
            return float.PositiveInfinity;
        }

        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private static float[]? QualityOf(CatalogSnapshot catalog)
    {
        if (catalog.Schema.WithRole(AttributeRole.Quality) is not { } definition || catalog.Numbers(definition.Name) is not { } column)
        {
            return null;
        }

        var support = definition.Support is { } name ? catalog.Numbers(name) : null;
        var enough = support is null ? 0 : support.Quantile(0.5);
        var (prior, count) = (0.0, 0);
        for (var item = 0; item < catalog.Count; item++)
        {
            if (column.Known[item])
            {
                prior += column[item];
                count++;
            }
        }

        prior = count > 0 ? prior / count : 0;
        var quality = new float[catalog.Count];
        var width = Math.Max(column.Greatest - column.Least, double.Epsilon);
        for (var item = 0; item < quality.Length; item++)
        {
            var opinions = support is null ? 1 : double.IsNaN(support[item]) ? 0 : support[item];
            var value = !column.Known[item] || opinions + enough <= 0 ? prior : ((opinions * column[item]) + (enough * prior)) / (opinions + enough);
            quality[item] = (float)((value - column.Least) / width);
        }

        return quality;
    }
}
