using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>Parts of an interaction matrix as matrices of their own.</summary>
internal static class MatrixSelection
{
    /// <summary>
    /// The rows of some users over the items that at least one of them likes. What nobody here likes is dropped with all that was
    /// said of it: it cannot be recommended.
    /// </summary>
    /// <returns>The matrix, and the new column of each old item (-1: not in it).</returns>
    public static (InteractionMatrix Matrix, int[] ColumnOf) Users(InteractionMatrix log, IReadOnlyList<int> users)
    {
        var liked = new bool[log.ItemCount];
        foreach (var user in users)
        {
            foreach (var item in log.Likes.Columns(user))
            {
                liked[item] = true;
            }
        }

        var (itemIds, columnOf) = Compact(log.ItemIds, liked);
        var likes = Select(log.Likes, users, columnOf, itemIds.Length, out var entries);
        var neutral = Select(log.Neutral, users, columnOf, itemIds.Length, out _);
        var dislikes = Select(log.Dislikes, users, columnOf, itemIds.Length, out _);
        var times = Array.ConvertAll(entries, e => log.Timestamps.Span[e]);
        return (
            new InteractionMatrix([.. users.Select(u => log.UserIds[u])], itemIds, likes, neutral, dislikes, times)
            {
                InteractionCount = log.InteractionCount,
                MayRepeat = log.MayRepeat,
                Facts = Select(log.Facts, [.. Enumerable.Range(0, log.Facts.RowCount)], columnOf, itemIds.Length, out _),
            },
            columnOf
        );
    }

    /// <summary>The same users without some of their likes (flags parallel to the entries), over the same items.</summary>
    public static InteractionMatrix Without(InteractionMatrix log, ReadOnlySpan<bool> removed)
    {
        var starts = new int[log.UserCount + 1];
        List<int> columns = [];
        List<float> values = [];
        List<long> times = [];
        for (var user = 0; user < log.UserCount; user++)
        {
            for (var k = log.Likes.Starts[user]; k < log.Likes.Starts[user + 1]; k++)
            {
                if (!removed[k])
                {
                    columns.Add(log.Likes.AllColumns[k]);
                    values.Add(log.Likes.AllValues[k]);
                    times.Add(log.Timestamps.Span[k]);
                }
            }

            starts[user + 1] = columns.Count;
        }

        var likes = new SparseRows(log.ItemCount, starts, [.. columns], [.. values]);
        return new InteractionMatrix([.. log.UserIds], [.. log.ItemIds], likes, log.Neutral, log.Dislikes, [.. times])
        {
            InteractionCount = log.InteractionCount,
            MayRepeat = log.MayRepeat,
            Facts = log.Facts,
        };
    }

    /// <summary>Some columns (ascending) of a matrix, renumbered from 0.</summary>
    public static SparseRows Columns(SparseRows rows, ReadOnlySpan<int> columns)
    {
        var columnOf = new int[rows.ColumnCount];
        Array.Fill(columnOf, -1);
        for (var c = 0; c < columns.Length; c++)
        {
            columnOf[columns[c]] = c;
        }

        return Select(rows, [.. Enumerable.Range(0, rows.RowCount)], columnOf, columns.Length, out _);
    }

    private static (string[] Ids, int[] ColumnOf) Compact(IReadOnlyList<string> ids, bool[] kept)
    {
        var columnOf = new int[ids.Count];
        var keptIds = new List<string>();
        for (var i = 0; i < columnOf.Length; i++)
        {
            columnOf[i] = kept[i] ? keptIds.Count : -1;
            if (kept[i])
            {
                keptIds.Add(ids[i]);
            }
        }

        return ([.. keptIds], columnOf);
    }

    private static SparseRows Select(SparseRows rows, IReadOnlyList<int> users, int[] columnOf, int columnCount, out int[] entries)
    {
        var starts = new int[users.Count + 1];
        List<int> columns = [],
            sources = [];
        List<float> values = [];
        for (var row = 0; row < users.Count; row++)
        {
            for (var k = rows.Starts[users[row]]; k < rows.Starts[users[row] + 1]; k++)
            {
                var column = columnOf[rows.AllColumns[k]];
                if (column >= 0)
                {
                    columns.Add(column);
                    values.Add(rows.AllValues[k]);
                    sources.Add(k);
                }
            }

            starts[row + 1] = columns.Count;
        }

        entries = [.. sources];
        return new SparseRows(columnCount, starts, [.. columns], [.. values]);
    }
}
