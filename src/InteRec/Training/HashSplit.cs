using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>
/// Strong generalisation: the users of a test bucket and of a validation bucket are not in the training matrix at all; each is scored by
/// fold-in from the part of their likes that is not a target. Buckets are <c>crc32(userId) % 10</c>, targets
/// <c>crc32(userId + ":" + itemId) % 5 == 0</c>, so that any program can make the same split. Where people may be recommended
/// again what they took up before, <see cref="RepeatSplit"/> says what the targets are.
/// </summary>
internal sealed record HashSplit(InteractionMatrix Training, HeldOutUsers Validation, HeldOutUsers Test)
{
    public const int Buckets = 10;

    /// <summary>Users with fewer likes are left out of all parts.</summary>
    public const int MinimumLikes = 5;

    private const int TargetShare = 5;

    /// <summary>The buckets that the test users are of.</summary>
    public IReadOnlyList<int> TestBuckets { get; init; } = [];

    /// <summary>The bucket of a user, 0 to 9: the same in every run.</summary>
    public static int BucketOf(string userId) => (int)(Crc32.Hash(userId) % Buckets);

    /// <inheritdoc cref="Create(InteractionMatrix, IReadOnlyList{int}, int)"/>
    public static HashSplit Create(InteractionMatrix log, int testBucket = 0, int validationBucket = 1) =>
        Create(log, [testBucket], validationBucket);

    /// <param name="log">All likes; dislikes of training users go with them into the training matrix.</param>
    /// <param name="testBuckets">Of 0 to 9. Default 0. -1: no test users.</param>
    /// <param name="validationBucket">0-9, other than the test buckets. Default 1. -1: no validation users.</param>
    public static HashSplit Create(InteractionMatrix log, IReadOnlyList<int> testBuckets, int validationBucket)
    {
        var trainingUsers = new List<int>();
        var validationUsers = new List<int>();
        var testUsers = new List<int>();
        for (var user = 0; user < log.UserCount; user++)
        {
            if (log.Likes.Length(user) >= MinimumLikes)
            {
                var bucket = BucketOf(log.UserIds[user]);
                (
                    testBuckets.Contains(bucket) ? testUsers
                    : bucket == validationBucket ? validationUsers
                    : trainingUsers
                ).Add(user);
            }
        }

        var (training, columnOf) = MatrixSelection.Users(log, trainingUsers);
        return new HashSplit(
            training,
            HoldOut(log, validationUsers, columnOf, training.ItemCount),
            HoldOut(log, testUsers, columnOf, training.ItemCount)
        )
        {
            TestBuckets = testBuckets,
        };
    }

    private static HeldOutUsers HoldOut(InteractionMatrix log, List<int> users, int[] columnOf, int itemCount)
    {
        if (log.MayRepeat)
        {
            return RepeatSplit.HoldOut(log, users, columnOf, itemCount);
        }

        var ids = new List<string>();
        var histories = new List<List<int>>();
        var targets = new List<List<int>>();
        foreach (var user in users)
        {
            List<int> history = [],
                target = [];
            foreach (var item in log.Likes.Columns(user))
            {
                if (columnOf[item] >= 0)
                {
                    (Crc32.Hash(log.UserIds[user] + ":" + log.ItemIds[item]) % TargetShare == 0 ? target : history).Add(columnOf[item]);
                }
            }

            if (history.Count > 0 && target.Count > 0)
            {
                ids.Add(log.UserIds[user]);
                histories.Add(history);
                targets.Add(target);
            }
        }

        return new HeldOutUsers(ids, SparseRows.FromLists(histories, itemCount), SparseRows.FromLists(targets, itemCount));
    }
}
