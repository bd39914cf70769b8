using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>
/// The interaction log as training uses it: users x items, what was liked apart from what was disliked and what was neither. A (user, item)
/// pair is in at most one of the three. Users and items are in <see cref="IdOrder"/>, so the same log in any order gives the same matrix.
/// </summary>
internal sealed class InteractionMatrix
{
    private string? _fingerprint;

    public InteractionMatrix(
        string[] userIds,
        string[] itemIds,
        SparseRows likes,
        SparseRows neutral,
        SparseRows dislikes,
        long[] timestamps
    )
    {
        if (
            likes.RowCount != userIds.Length
            || likes.ColumnCount != itemIds.Length
            || timestamps.Length != likes.Count
            || neutral.RowCount != userIds.Length
            || neutral.ColumnCount != itemIds.Length
            || dislikes.RowCount != userIds.Length
            || dislikes.ColumnCount != itemIds.Length
        )
        {
            throw new ArgumentException("The parts of the matrix have different shapes.", nameof(likes));
        }

        UserIds = userIds;
        ItemIds = itemIds;
        Likes = likes;
        Neutral = neutral;
        Dislikes = dislikes;
        Timestamps = timestamps;
        Facts = SparseRows.Empty(0, itemIds.Length);
    }

    public IReadOnlyList<string> UserIds { get; }

    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>Positive evidence, values above 0.</summary>
    public SparseRows Likes { get; }

    /// <summary>
    /// What the user took up and neither liked nor disliked; every value is 1. It is no like, but it says what goes together with what.
    /// </summary>
    public SparseRows Neutral { get; }

    /// <summary>Negative evidence, values above 0: how strong the dislike is.</summary>
    public SparseRows Dislikes { get; }

    /// <summary>
    /// What the items have in common besides who likes them: a row a fact (a genre, a person), a column an item. No rows where nothing is
    /// known.
    /// </summary>
    public SparseRows Facts { get; init; }

    /// <summary>When each like happened, parallel to the entries of <see cref="Likes"/>.</summary>
    public ReadOnlyMemory<long> Timestamps { get; }

    /// <summary>
    /// The lines of the log behind each like, parallel to the entries of <see cref="Likes"/>; empty where nobody is recommended again what
    /// they took up before, and in parts of a log.
    /// </summary>
    public LikeLines Lines { get; init; } = new();

    /// <summary>Whether what somebody took up before may be recommended to them again.</summary>
    public bool MayRepeat { get; init; }

    public int UserCount => UserIds.Count;

    public int ItemCount => ItemIds.Count;

    /// <summary>Lines of the log that the matrix was made of, used or not.</summary>
    public long InteractionCount { get; init; }

    /// <summary>SHA-256 (hex) over ids, entries, weights and times: equal for equal logs in any order of lines.</summary>
    public string Fingerprint => _fingerprint ??= ComputeFingerprint();

    /// <summary>The same log with what is known of its items.</summary>
    public InteractionMatrix With(ItemFacts? facts) =>
        facts is null
            ? this
            : new InteractionMatrix([.. UserIds], [.. ItemIds], Likes, Neutral, Dislikes, Timestamps.ToArray())
            {
                InteractionCount = InteractionCount,
                MayRepeat = MayRepeat,
                Lines = Lines,
                Facts = facts.Over(ItemIds),
            };

    /// <summary>When the likes of a user happened, parallel to <c>Likes.Columns(user)</c>.</summary>
    public ReadOnlySpan<long> TimesOf(int user) => Timestamps.Span[Likes.Starts[user]..Likes.Starts[user + 1]];

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var ids in new[] { UserIds, ItemIds })
        {
            foreach (var id in ids)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(id));
                hash.AppendData("\n"u8);
            }

            hash.AppendData("\0"u8);
        }

        foreach (var rows in new[] { Likes, Neutral, Dislikes })
        {
            hash.AppendData(MemoryMarshal.AsBytes(rows.Starts));
            hash.AppendData(MemoryMarshal.AsBytes(rows.AllColumns));
            hash.AppendData(MemoryMarshal.AsBytes(rows.AllValues));
        }

        hash.AppendData(MemoryMarshal.AsBytes(Timestamps.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
