using System.Security.Cryptography;
using System.Text;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>Users to measure on: what the ranker may see of each (history) and what it should find (targets), by training item.</summary>
internal sealed record HeldOutUsers(IReadOnlyList<string> UserIds, SparseRows History, SparseRows Targets)
{
    public int Count => UserIds.Count;

    /// <summary>Whether the items of the history may be in the lists too, because they may be targets again.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Targets that are in the history too.</summary>
    public int Repeats
    {
        get
        {
            var repeats = 0;
            for (var user = 0; user < Count; user++)
            {
                foreach (var item in Targets.Columns(user))
                {
                    repeats += History.Columns(user).Contains(item) ? 1 : 0;
                }
            }

            return repeats;
        }
    }

    /// <summary>Keeps the items of the history out of a list, unless they may be recommended again.</summary>
    public void Exclude(int user, Span<float> scores)
    {
        if (MayRepeat)
        {
            return;
        }

        foreach (var item in History.Columns(user))
        {
            scores[item] = float.NegativeInfinity;
        }
    }

    public static HeldOutUsers None(int itemCount) => new([], SparseRows.Empty(0, itemCount), SparseRows.Empty(0, itemCount));
}

/// <summary>The golden digest of a split: SHA-256 over the lines <c>user:item</c> in byte order, each ended by one LF.</summary>
internal static class SplitDigest
{
    public static string Of(SparseRows rows, IReadOnlyList<string> userIds, IReadOnlyList<string> itemIds)
    {
        var lines = new List<string>(rows.Count);
        for (var row = 0; row < rows.RowCount; row++)
        {
            foreach (var item in rows.Columns(row))
            {
                lines.Add($"{userIds[row]}:{itemIds[item]}");
            }
        }

        return Of(lines);
    }

    public static string Of(IEnumerable<string> lines)
    {
        var encoded = lines.Select(Encoding.UTF8.GetBytes).ToArray();
        Array.Sort(encoded, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in encoded)
        {
            hash.AppendData(line);
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
