using System.Runtime.InteropServices;
using InteRec.Interactions;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>What a (user, item) pair with several lines in the log is.</summary>
internal enum PairRule
{
    /// <summary>
    /// Liked when any of its lines is positive, otherwise disliked when any is negative: the rule of the evaluation protocols.
    /// </summary>
    AnyPositive,

    /// <summary>What its latest line that is not neutral says: people change their minds. The rule of training runs.</summary>
    Latest,
}

/// <summary>
/// Collects a stream of interactions into an <see cref="InteractionMatrix"/>. Lines may come in any order; 24 bytes are held a line and
/// the ids once.
/// </summary>
/// <param name="rule">What a pair with several lines is.</param>
/// <param name="mayRepeat">
/// Whether what somebody took up before may be recommended to them again: then a pair weighs as <see cref="RepeatWeight"/>
/// says, and its lines are kept.
/// </param>
internal sealed class InteractionMatrixBuilder(PairRule rule = PairRule.AnyPositive, bool mayRepeat = false)
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private long _lines;

    /// <exception cref="ArgumentException">An id is empty or the weight is not finite.</exception>
    public void Add(in TrainingInteraction interaction)
    {
        if (string.IsNullOrEmpty(interaction.UserId) || string.IsNullOrEmpty(interaction.ItemId))
        {
            throw new ArgumentException("An interaction needs a user id and an item id.", nameof(interaction));
        }

        if (!float.IsFinite(interaction.Weight))
        {
            throw new ArgumentException(
                $"The weight of user {interaction.UserId} and item {interaction.ItemId} is not finite.",
                nameof(interaction)
            );
        }

        _lines++;
        _entries.Add(
            new Entry(IndexOf(_users, interaction.UserId), IndexOf(_items, interaction.ItemId), interaction.Weight, interaction.Timestamp)
        );
    }

    public InteractionMatrix Build()
    {
        var (userIds, userRank) = Rank(_users);
        var (itemIds, itemRank) = Rank(_items);
        var byUser = SortByUser(userRank, itemRank, userIds.Length);

        var likes = new RowWriter(userIds.Length);
        var neutral = new RowWriter(userIds.Length);
        var dislikes = new RowWriter(userIds.Length);
        var times = new List<long>(byUser.Length);
        var kept = new LikeLines();
        for (int start = 0, end; start < byUser.Length; start = end)
        {
            for (
                end = start + 1;
                end < byUser.Length && byUser[end].User == byUser[start].User && byUser[end].Item == byUser[start].Item;
                end++
            ) { }

            var (weight, time) = Merge(byUser.AsSpan(start, end - start));
            (
                weight > 0 ? likes
                : weight < 0 ? dislikes
                : neutral
            ).Add(byUser[start].User, byUser[start].Item, weight == 0 ? 1 : Math.Abs(weight));
            if (weight > 0)
            {
                times.Add(time);
                if (mayRepeat)
                {
                    Keep(byUser.AsSpan(start, end - start), kept);
                }
            }
        }

        return new InteractionMatrix(
            userIds,
            itemIds,
            likes.ToRows(itemIds.Length),
            neutral.ToRows(itemIds.Length),
            dislikes.ToRows(itemIds.Length),
            [.. times]
        )
        {
            InteractionCount = _lines,
            MayRepeat = mayRepeat,
            Lines = kept,
        };
    }

    /// <summary>
    /// The strongest line of the sign that counts, or with repeats what all its likes weigh, and the latest time at which that sign was
    /// given; weight 0 where every line is neutral.
    /// </summary>
    private (float Weight, long Time) Merge(ReadOnlySpan<Entry> lines)
    {
        var liked = false;
        var latest = long.MinValue;
        foreach (ref readonly var line in lines)
        {
            if (rule == PairRule.AnyPositive)
            {
                liked |= line.Weight > 0;
            }
            else if (line.Weight != 0 && (line.Time > latest || (line.Time == latest && line.Weight > 0)))
            {
                (liked, latest) = (line.Weight > 0, line.Time);
            }
        }

        var weight = 0f;
        var repeated = new RepeatWeight();
        latest = long.MinValue;
        foreach (ref readonly var line in lines)
        {
            if (line.Weight > 0 == liked)
            {
                weight = Math.Max(weight, Math.Abs(line.Weight));
                latest = Math.Max(latest, line.Time);
                repeated.Add(line.Weight);
            }
        }

        return (
            !liked ? -weight
            : mayRepeat ? repeated.Total
            : weight,
            latest
        );
    }

    private static void Keep(ReadOnlySpan<Entry> lines, LikeLines kept)
    {
        foreach (ref readonly var line in lines)
        {
            if (line.Weight > 0)
            {
                kept.Add(new LikeLine(line.Time, line.Weight));
            }
        }

        kept.EndLike();
    }

    /// <summary>A counting sort by user, then each user's lines by item: the result does not depend on the order of the log.</summary>
    private Entry[] SortByUser(int[] userRank, int[] itemRank, int userCount)
    {
        var next = new int[userCount + 1];
        var entries = CollectionsMarshal.AsSpan(_entries);
        foreach (ref var entry in entries)
        {
            next[userRank[entry.User] + 1]++;
        }

        for (var u = 0; u < userCount; u++)
        {
            next[u + 1] += next[u];
        }

        var starts = next.AsSpan().ToArray();
        var sorted = new Entry[entries.Length];
        foreach (ref var entry in entries)
        {
            var user = userRank[entry.User];
            sorted[next[user]++] = entry with { User = user, Item = itemRank[entry.Item] };
        }

        for (var u = 0; u < userCount; u++)
        {
            sorted.AsSpan(starts[u]..starts[u + 1]).Sort(static (a, b) => a.Item.CompareTo(b.Item));
        }

        return sorted;
    }

    private static int IndexOf(Dictionary<string, int> ids, string id)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, id, out var known);
        if (!known)
        {
            index = ids.Count - 1;
        }

        return index;
    }

    private static (string[] Ids, int[] RankOf) Rank(Dictionary<string, int> indexes)
    {
        var ids = indexes.Keys.ToArray();
        Array.Sort(ids, IdOrder.Instance);
        var rankOf = new int[ids.Length];
        for (var rank = 0; rank < ids.Length; rank++)
        {
            rankOf[indexes[ids[rank]]] = rank;
        }

        return (ids, rankOf);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int User, int Item, float Weight, long Time);

    private sealed class RowWriter(int rows)
    {
        private readonly int[] _starts = new int[rows + 1];
        private readonly List<int> _columns = [];
        private readonly List<float> _values = [];

        public void Add(int row, int column, float value)
        {
            _starts[row + 1]++;
            _columns.Add(column);
            _values.Add(value);
        }

        public SparseRows ToRows(int columnCount)
        {
            for (var r = 0; r < rows; r++)
            {
                _starts[r + 1] += _starts[r];
            }

            return new SparseRows(columnCount, _starts, [.. _columns], [.. _values]);
        }
    }
}
