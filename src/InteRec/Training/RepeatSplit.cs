using InteRec.Interactions;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>
/// Histories and targets of held-out users where people come back to the same items. Each user's time is cut where the last fifth of
/// their items was taken up for the last time: the targets are what came after the cut, the history what had begun by then. An item may be
/// both: it was taken up again.
/// </summary>
internal static class RepeatSplit
{
    private const int TargetShare = 5;

    /// <param name="log">A log that keeps its lines.</param>
    /// <param name="users">The users to hold out.</param>
    /// <param name="columnOf">The training item of each item of the log, -1: none.</param>
    /// <param name="itemCount">Training items.</param>
    public static HeldOutUsers HoldOut(InteractionMatrix log, List<int> users, int[] columnOf, int itemCount)
    {
        var ids = new List<string>();
        var starts = new List<int> { 0 };
        var columns = new List<int>();
        var values = new List<float>();
        var targets = new List<List<int>>();
        foreach (var user in users)
        {
            var cut = Cut(log.TimesOf(user));
            var target = new List<int>();
            var first = columns.Count;
            for (var k = log.Likes.Starts[user]; k < log.Likes.Starts[user + 1]; k++)
            {
                var column = columnOf[log.Likes.AllColumns[k]];
                if (column < 0)
                {
                    continue;
                }

                // The weight of the whole pair would tell of lines after the cut.
                if (Before(cut, log.Lines[k]) is > 0 and var weight)
                {
                    columns.Add(column);
                    values.Add(weight);
                }

                if (log.Timestamps.Span[k] > cut)
                {
                    target.Add(column);
                }
            }

            if (columns.Count > first && target.Count > 0)
            {
                ids.Add(log.UserIds[user]);
                starts.Add(columns.Count);
                targets.Add(target);
            }
            else
            {
                columns.RemoveRange(first, columns.Count - first);
                values.RemoveRange(first, values.Count - first);
            }
        }

        var history = new SparseRows(itemCount, [.. starts], [.. columns], [.. values]);
        return new HeldOutUsers(ids, history, SparseRows.FromLists(targets, itemCount)) { MayRepeat = true };
    }

    private static float Before(long cut, ReadOnlySpan<LikeLine> lines)
    {
        var weight = new RepeatWeight();
        foreach (var line in lines)
        {
            weight.Add(line.Time <= cut ? line.Weight : 0);
        }

        return weight.Total;
    }

    /// <summary>The time after which the last fifth of the items, at least one, was taken up for the last time.</summary>
    private static long Cut(ReadOnlySpan<long> times)
    {
        var sorted = times.ToArray();
        Array.Sort(sorted);
        return sorted[Math.Max(0, sorted.Length - 1 - Math.Max(1, sorted.Length / TargetShare))];
    }
}
