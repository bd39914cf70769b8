using InteRec.Numerics;
using InteRec.Training;

namespace InteRec.Evaluation;

/// <summary>Coverage, novelty, diversity and popularity of the lists that a ranker made, over one or more splits.</summary>
internal sealed class ListStatistics
{
    private double _coverage,
        _novelty,
        _diversity,
        _popularity;
    private int _splits,
        _lists,
        _items;

    public double Coverage => _coverage / Math.Max(1, _splits);

    public double Novelty => _novelty / Math.Max(1, _items);

    public double Diversity => _diversity / Math.Max(1, _lists);

    public double Popularity => _popularity / Math.Max(1, _items);

    /// <param name="users">The lists.</param>
    /// <param name="training">The training matrix they were made with.</param>
    /// <param name="byItem">Its transpose.</param>
    public void Add(UserMetrics[] users, InteractionMatrix training, SparseRows byItem)
    {
        var shown = new HashSet<int>();
        foreach (var user in users)
        {
            foreach (var item in user.Top)
            {
                shown.Add(item);
                var likes = byItem.Length(item);
                _popularity += likes;
                _novelty += -Math.Log2(Math.Max(1, likes) / (double)training.UserCount);
                _items++;
            }

            if (user.Top.Length > 1)
            {
                _diversity += 1 - MeanCosine(user.Top, byItem);
                _lists++;
            }
        }

        _coverage += (double)shown.Count / training.ItemCount;
        _splits++;
    }

    private static double MeanCosine(int[] items, SparseRows byItem)
    {
        double sum = 0;
        for (var a = 0; a < items.Length; a++)
        {
            for (var b = a + 1; b < items.Length; b++)
            {
                ReadOnlySpan<int> x = byItem.Columns(items[a]),
                    y = byItem.Columns(items[b]);
                sum += x.Length == 0 || y.Length == 0 ? 0 : Common(x, y) / Math.Sqrt((double)x.Length * y.Length);
            }
        }

        return sum / (items.Length * (items.Length - 1) / 2.0);
    }

    private static int Common(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        int i = 0,
            j = 0,
            common = 0;
        while (i < x.Length && j < y.Length)
        {
            common += x[i] == y[j] ? 1 : 0;
            (i, j) =
                x[i] < y[j] ? (i + 1, j)
                : x[i] > y[j] ? (i, j + 1)
                : (i + 1, j + 1);
        }

        return common;
    }
}
