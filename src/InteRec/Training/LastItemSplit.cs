using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>
/// Weak generalisation with time: of each user with at least five likes the last one (by time, then item id) is the test target, the one
/// before it the validation target. The items are those of all likes, so a target that no training user has counts as a miss.
/// </summary>
internal sealed record LastItemSplit(
    InteractionMatrix Training,
    HeldOutUsers Test,
    InteractionMatrix TuningTraining,
    HeldOutUsers Validation
)
{
    public static LastItemSplit Create(InteractionMatrix log)
    {
        var users = Enumerable.Range(0, log.UserCount).Where(u => log.Likes.Length(u) >= HashSplit.MinimumLikes).ToList();
        var (all, _) = MatrixSelection.Users(log, users);
        var withoutLast = new bool[all.Likes.Count];
        var withoutLastTwo = new bool[all.Likes.Count];
        var last = new List<List<int>>();
        var lastButOne = new List<List<int>>();
        for (var user = 0; user < all.UserCount; user++)
        {
            var (newest, second) = LastTwo(all, user);
            withoutLast[newest] = withoutLastTwo[newest] = withoutLastTwo[second] = true;
            last.Add([all.Likes.AllColumns[newest]]);
            lastButOne.Add([all.Likes.AllColumns[second]]);
        }

        var training = MatrixSelection.Without(all, withoutLast);
        var tuning = MatrixSelection.Without(all, withoutLastTwo);
        return new LastItemSplit(
            training,
            new HeldOutUsers(all.UserIds, training.Likes, SparseRows.FromLists(last, all.ItemCount)),
            tuning,
            new HeldOutUsers(all.UserIds, tuning.Likes, SparseRows.FromLists(lastButOne, all.ItemCount))
        );
    }

    /// <summary>Entries of the latest like and the one before it. Columns are in item order, so a later entry wins a tie in time.</summary>
    private static (int Last, int LastButOne) LastTwo(InteractionMatrix log, int user)
    {
        int start = log.Likes.Starts[user],
            end = log.Likes.Starts[user + 1];
        var times = log.Timestamps.Span;
        int last = -1,
            second = -1;
        for (var k = start; k < end; k++)
        {
            if (last < 0 || times[k] >= times[last])
            {
                (last, second) = (k, last);
            }
            else if (second < 0 || times[k] >= times[second])
            {
                second = k;
            }
        }

        return (last, second);
    }
}
