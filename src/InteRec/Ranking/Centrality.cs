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
    private const int MostTelling = 64;
    private const int MostPlaces = 16;
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
        var evidence = new float[column.Values.Count][];
        for (var value = 0; value < evidence.Length; value++)
        {
            evidence[value] = new float[column.CountOf(value)];
        }

        if (IsTelling(column))
        {
            ReadEvidence(column, others, items, evidence);
        }

        var pairs = new Pairs(column, evidence, items);
        var hasOrder = IsTelling(column) ? AgreesWithEvidence(pairs) : IsKept(pairs);
        ToShares(column, hasOrder, items, evidence);
        return (evidence, hasOrder);
    }

    /// <summary>From l of every value of every item to its share, in place.</summary>
    private static void ToShares(CategoryColumn column, bool hasOrder, int items, float[][] evidence)
    {
        var (next, weights) = (new int[evidence.Length], new double[16]);
        for (var item = 0; item < items; item++)
        {
            var ids = column.ValueIds(item);
            weights = weights.Length < ids.Length ? new double[ids.Length] : weights;
            var sum = 0d;
            for (var p = 0; p < ids.Length; p++)
            {
                weights[p] = Math.Exp(Strength * evidence[ids[p]][next[ids[p]]]) / (hasOrder ? 1 + p : 1);
                sum += weights[p];
            }

            for (var p = 0; p < ids.Length; p++)
            {
                evidence[ids[p]][next[ids[p]]++] = (float)(weights[p] / sum);
            }
        }
    }

    /// <summary>
    /// l of every value of every item. It depends on the value and what stands beside it alone, so that each is counted once, over the
    /// value's items.
    /// </summary>
    private static void ReadEvidence(CategoryColumn column, CategoryColumn[] others, int items, float[][] evidence)
    {
        var told = 0;
        for (var item = 0; item < items; item++)
        {
            told += Array.Exists(others, o => o.Known[item]) ? 1 : 0;
        }

        var together = Array.ConvertAll(others, o => new int[o.Values.Count]);
        var lifts = Array.ConvertAll(others, o => new double[o.Values.Count]);
        var counts = new int[items];
        for (var value = 0; value < evidence.Length; value++)
        {
            var having = column.ItemsWith(value);
            var prior = 0;
            foreach (var item in having)
            {
                prior += Array.Exists(others, o => o.Known[item]) ? 1 : 0;
            }

            var share = (Math.Max(0, prior - 1) + 0.5) / Math.Max(1, told);
            for (var o = 0; o < others.Length; o++)
            {
                Lift(having, others[o], together[o], lifts[o], share, evidence[value], counts);
            }

            for (var i = 0; i < having.Length; i++)
            {
                evidence[value][i] /= counts[having[i]] == 0 ? 1 : MathF.Sqrt(counts[having[i]]);
                counts[having[i]] = 0;
            }
        }
    }

    /// <summary>Adds ln(P(v | u) / P(v)) of every u of another attribute for the items of one v, and counts them.</summary>
    private static void Lift(
        ReadOnlySpan<int> having,
        CategoryColumn other,
        int[] together,
        double[] lifts,
        double share,
        float[] evidence,
        int[] counts
    )
    {
        foreach (var item in having)
        {
            foreach (var u in Telling(other, item))
            {
                together[u]++;
            }
        }

        for (var i = 0; i < having.Length; i++)
        {
            var telling = Telling(other, having[i]);
            var sum = 0d;
            foreach (var u in telling)
            {
                if (together[u] > 0)
                {
                    // The item itself left out. Below 0: known.
                    lifts[u] = Math.Log((together[u] - 1 + (Prior * share)) / (other.CountOf(u) - 1 + Prior) / share);
                    together[u] = -1;
                }

                sum += lifts[u];
            }

            evidence[i] += (float)sum;
            counts[having[i]] += telling.Length;
        }

        foreach (var item in having)
        {
            foreach (var u in Telling(other, item))
            {
                together[u] = 0;
            }
        }
    }

    private static ReadOnlySpan<int> Telling(CategoryColumn column, int item)
    {
        var values = column.ValueIds(item);
        return values[..Math.Min(MostTelling, values.Length)];
    }

    /// <summary>Whether most pairs of values keep an order, and not all: neither at random nor by a fixed rule.</summary>
    private static bool IsKept(Pairs pairs)
    {
        var (mixed, all) = (0, 0);
        while (pairs.Next(out var first, out var second))
        {
            mixed += first.Length > 0 && second.Length > 0 ? 1 : 0;
            all += first.Length + second.Length > 1 ? 1 : 0;
        }

        return mixed >= LeastMixed * all && mixed <= MostMixed * all && all > 0;
    }

    /// <summary>Whether there is more evidence for the first of two values where it is first than where it is second.</summary>
    private static bool AgreesWithEvidence(Pairs pairs)
    {
        var (sum, variance) = (0d, 0d);
        while (pairs.Next(out var first, out var second))
        {
            if (first.Length == 0 || second.Length == 0)
            {
                continue;
            }

            var a = first[..Math.Min(MostCompared, first.Length)];
            var b = second[..Math.Min(MostCompared, second.Length)];
            var (all, weight) = ((double)a.Length * b.Length, (double)Math.Min(a.Length, b.Length));
            sum += weight * ((Wins(a, b) / all) - 0.5);
            variance += weight * weight * (a.Length + b.Length + 1) / (12 * all);
        }

        return variance > 0 && sum / Math.Sqrt(variance) >= Significant;
    }

    /// <summary>How often one of a is greater than one of b, an equal one as half. Sorts both.</summary>
    private static double Wins(Span<float> a, Span<float> b)
    {
        a.Sort();
        b.Sort();
        var (wins, below, upTo) = (0d, 0, 0);
        foreach (var x in a)
        {
            while (below < b.Length && b[below] < x)
            {
                below++;
            }

            upTo = Math.Max(upTo, below);
            while (upTo < b.Length && b[upTo] == x)
            {
                upTo++;
            }

            wins += 0.5 * (below + upTo);
        }

        return wins;
    }

    /// <summary>
    /// Every two of the first 16 values of the items, of up to 20,000 evenly spaced ones: what is read is bounded, however large the
    /// catalogue or an item is. Sorted by the two values, so that those of a pair lie beside each other.
    /// </summary>
    private sealed class Pairs
    {
        private const int SlotBits = 21;
        private const int Slots = 1 << SlotBits;
        private readonly ulong[] _keys; // the lesser value, the greater value, and 1 where the greater one is first
        private readonly float[] _more; // how much more evidence there is for the lesser value
        private int _next;

        public Pairs(CategoryColumn column, float[][] evidence, int items)
        {
            // Most pairs stand together once, which tells nothing: only those whose slot is met again are kept and sorted.
            var (met, keys, more) = (new byte[Slots], new List<ulong>(), new List<float>());
            Span<float> own = stackalloc float[MostPlaces];
            for (var round = 0; round < 2; round++)
            {
                for (var item = 0; item < items; item += 1 + (items / MostRead))
                {
                    var ids = column.ValueIds(item);
                    ids = ids[..Math.Min(MostPlaces, ids.Length)];
                    for (var q = 0; q < ids.Length; q++)
                    {
                        own[q] = round == 0 ? 0 : evidence[ids[q]][column.ItemsWith(ids[q]).BinarySearch(item)];
                        for (var p = 0; p < q; p++)
                        {
                            var pair = ((ulong)Math.Min(ids[p], ids[q]) << 32) | ((ulong)Math.Max(ids[p], ids[q]) << 1);
                            ref var times = ref met[(pair * 0x9E37_79B9_7F4A_7C15) >> (64 - SlotBits)];
                            if (round == 0)
                            {
                                times = (byte)Math.Min(2, times + 1);
                            }
                            else if (times > 1)
                            {
                                keys.Add(ids[p] < ids[q] ? pair : pair | 1);
                                more.Add(ids[p] < ids[q] ? own[p] - own[q] : own[q] - own[p]);
                            }
                        }
                    }
                }
            }

            (_keys, _more) = ([.. keys], [.. more]);
            Array.Sort(_keys, _more);
        }

        /// <summary>The next pair: how much more evidence there is for one value, where it is first and where the other is.</summary>
        public bool Next(out Span<float> first, out Span<float> second)
        {
            var start = _next;
            var middle = start;
            first = second = default;
            if (start == _keys.Length)
            {
                return false;
            }

            for (var pair = _keys[start] >> 1; _next < _keys.Length && _keys[_next] >> 1 == pair; _next++)
            {
                middle += (_keys[_next] & 1) == 0 ? 1 : 0;
            }

            first = _more.AsSpan(start..middle);
            second = _more.AsSpan(middle.._next);
            return true;
        }
    }
}
