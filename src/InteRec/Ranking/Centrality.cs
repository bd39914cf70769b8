using System.Runtime.InteropServices;
using InteRec.Catalog;

namespace InteRec.Ranking;

/// <summary>
/// How much an item is each of its values: of a film filed under horror, comedy and drama, how much is it a horror film? The share of
/// value v at place p (from 0) of item i in an attribute is
/// <para>s(v, i) = e(v, i) / (1 + g p), divided by the sum of the same over all values of i, so that they sum to 1.</para>
/// <para><b>Evidence.</b> e(v, i) = exp(0.3 l), with l = sum over the item's values u of the other kinds, moods and topics of ln(P(v | u) /
/// P(v)) / sqrt(number of u). P(v | u) = (n(u, v) + 5 P(v)) / (n(u) + 5), the item itself left out. Without such values e = 1.</para>
/// <para><b>Order.</b> g = 1 where the order of the values is found to say something, else 0: elsewhere it may be the alphabet's. Kinds,
/// moods and topics: for every two values, items that have the one first are held against those that have the other first; where the
/// evidence for the one is greater in the former (Mann-Whitney, pooled over the pairs, z of at least 4), order tells what an item mostly
/// is. A fixed order has nothing to compare, a random one no difference. Other attributes, such as people: of the pairs that stand
/// together more than once, at least 0.6 keep their order and at least 0.05 do not: a random order is kept by at most half of them, a fixed
/// one by all.</para>
/// <para>Measured on the films against the first sentence of 5,951 Wikipedia articles (does it call the film by the genre? mean AUC over 19
/// genres; the constants chosen on one half of the films, told on the other): 1/number of genres .624, with order .728, with evidence
/// .745.</para>
/// </summary>
internal sealed class Centrality
{
    private const double Strength = 0.3;
    private const double Prior = 5;
    private const double Significant = 4;
    private const double LeastMixed = 0.05;
    private const double MostMixed = 0.4;
    private const int MostCompared = 200;
    private const int MostRead = 20_000;
    private readonly Dictionary<CategoryColumn, (float[][] Shares, bool HasOrder)> _columns = [];

    /// <summary>Reads every attribute of a catalogue that may have several values.</summary>
    public Centrality(CatalogSnapshot catalog)
    {
        CategoryColumn[] all = [.. catalog.Columns.OfType<CategoryColumn>().Where(c => c.Definition.Type == AttributeType.Categories)];
        CategoryColumn[] telling =
        [
            .. catalog.Columns.OfType<CategoryColumn>().Where(IsTelling).OrderBy(c => c.Definition.Name, StringComparer.Ordinal),
        ];
        var found = new (float[][] Shares, bool HasOrder)[all.Length];
        Parallel.For(0, all.Length, i => found[i] = Read(all[i], [.. telling.Where(t => t != all[i])], catalog.Count));
        for (var i = 0; i < all.Length; i++)
        {
            _columns[all[i]] = found[i];
        }
    }

    /// <summary>The shares of a value, one an item in the order of <see cref="CategoryColumn.ItemsWith"/>; empty where an item has one value
    /// at most.</summary>
    public ReadOnlySpan<float> SharesOf(CategoryColumn column, int value) =>
        _columns.TryGetValue(column, out var known) ? known.Shares[value] : [];

    /// <summary>Whether the first value of an item is what it mostly is.</summary>
    public bool HasOrder(CategoryColumn column) => _columns.TryGetValue(column, out var known) && known.HasOrder;

    private static bool IsTelling(CategoryColumn column) =>
        column.Definition.Role is AttributeRole.Kind or AttributeRole.Mood or AttributeRole.Topic;

    private static (float[][] Shares, bool HasOrder) Read(CategoryColumn column, CategoryColumn[] others, int items)
    {
        var evidence = IsTelling(column) ? EvidenceOf(column, others, items) : null;
        var hasOrder = evidence is null ? IsKept(column, items) : AgreesWithEvidence(column, evidence);
        var shares = new float[column.Values.Count][];
        for (var value = 0; value < shares.Length; value++)
        {
            shares[value] = new float[column.CountOf(value)];
        }

        var (next, weights) = (new int[shares.Length], new double[16]);
        for (var item = 0; item < items; item++)
        {
            var ids = column.ValueIds(item);
            weights = weights.Length < ids.Length ? new double[ids.Length] : weights;
            var sum = 0d;
            for (var p = 0; p < ids.Length; p++)
            {
                weights[p] = Math.Exp(Strength * (evidence?[item][p] ?? 0)) / (hasOrder ? 1 + p : 1);
                sum += weights[p];
            }

            for (var p = 0; p < ids.Length; p++)
            {
                shares[ids[p]][next[ids[p]]++] = (float)(weights[p] / sum);
            }
        }

        return (shares, hasOrder);
    }

    /// <summary>l of every value of every item.</summary>
    private static double[][] EvidenceOf(CategoryColumn column, CategoryColumn[] others, int items)
    {
        var together = Array.ConvertAll(others, _ => new Dictionary<(int, int), int>());
        var prior = new double[column.Values.Count];
        var told = 0;
        for (var item = 0; item < items; item++)
        {
            if (!Array.Exists(others, o => o.Known[item]))
            {
                continue;
            }

            told++;
            foreach (var value in column.ValueIds(item))
            {
                prior[value]++;
                for (var o = 0; o < others.Length; o++)
                {
                    foreach (var other in others[o].ValueIds(item))
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(together[o], (other, value), out _)++;
                    }
                }
            }
        }

        var evidence = new double[items][];
        for (var item = 0; item < items; item++)
        {
            var ids = column.ValueIds(item);
            evidence[item] = new double[ids.Length];
            for (var p = 0; p < ids.Length; p++)
            {
                evidence[item][p] = Lift(item, ids[p]);
            }
        }

        return evidence;

        double Lift(int item, int value)
        {
            var (sum, count, share) = (0d, 0, (Math.Max(0, prior[value] - 1) + 0.5) / Math.Max(1, told));
            for (var o = 0; o < others.Length; o++)
            {
                foreach (var other in others[o].ValueIds(item))
                {
                    var both = together[o][(other, value)] - 1;
                    sum += Math.Log((both + (Prior * share)) / (others[o].CountOf(other) - 1 + Prior) / share);
                    count++;
                }
            }

            return count == 0 ? 0 : sum / Math.Sqrt(count);
        }
    }

    /// <summary>Whether most pairs of values keep an order, and not all: neither at random nor by a fixed rule.</summary>
    private static bool IsKept(CategoryColumn column, int items)
    {
        var pairs = new Dictionary<(int, int), (int First, int Second)>();
        foreach (var (item, p, q) in Pairs(column, items))
        {
            var (one, other) = (column.ValueIds(item)[p], column.ValueIds(item)[q]);
            ref var pair = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, (Math.Min(one, other), Math.Max(one, other)), out _);
            pair = one < other ? (pair.First + 1, pair.Second) : (pair.First, pair.Second + 1);
        }

        var mixed = pairs.Values.Count(p => p.First > 0 && p.Second > 0);
        var all = pairs.Values.Count(p => p.First + p.Second > 1);
        return mixed >= LeastMixed * all && mixed <= MostMixed * all && all > 0;
    }

    /// <summary>Whether there is more evidence for the first of two values where it is first than where it is second.</summary>
    private static bool AgreesWithEvidence(CategoryColumn column, double[][] evidence)
    {
        var pairs = new Dictionary<(int, int), (List<double> First, List<double> Second)>();
        foreach (var (item, p, q) in Pairs(column, evidence.Length))
        {
            var (one, other) = (column.ValueIds(item)[p], column.ValueIds(item)[q]);
            ref var pair = ref CollectionsMarshal.GetValueRefOrAddDefault(
                pairs,
                (Math.Min(one, other), Math.Max(one, other)),
                out var known
            );
            pair = known ? pair : ([], []);
            var more = evidence[item][p] - evidence[item][q];
            (one < other ? pair.First : pair.Second).Add(one < other ? more : -more);
        }

        var (sum, variance) = (0d, 0d);
        foreach (var (first, second) in pairs.Values.Where(p => p.First.Count > 0 && p.Second.Count > 0))
        {
            var (a, b) = (first.Take(MostCompared).ToArray(), second.Take(MostCompared).ToArray());
            var (all, weight) = ((double)a.Length * b.Length, (double)Math.Min(a.Length, b.Length));
            var wins = a.Sum(x =>
                b.Sum(y =>
                    x > y ? 1
                    : x == y ? 0.5
                    : 0
                )
            );
            sum += weight * ((wins / all) - 0.5);
            variance += weight * weight * (a.Length + b.Length + 1) / (12 * all);
        }

        return variance > 0 && sum / Math.Sqrt(variance) >= Significant;
    }

    /// <summary>Every two places of the items, of evenly spaced ones where there are many.</summary>
    private static IEnumerable<(int Item, int First, int Second)> Pairs(CategoryColumn column, int items)
    {
        for (var item = 0; item < items; item += 1 + (items / MostRead))
        {
            var count = column.ValueIds(item).Length;
            for (var p = 0; p < count; p++)
            {
                for (var q = p + 1; q < count; q++)
                {
                    yield return (item, p, q);
                }
            }
        }
    }
}
