using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// What is known of a word beside its pieces: rows of a table whose sum is added to the embedding of each of its pieces. Slots and origins
/// of the candidates that cover it, how common it is, how it is written.
/// </summary>
internal static class PieceFeatures
{
    private const int OriginKinds = 7;
    private const int Commonness = 8;
    private const int Cases = 4;

    private static readonly int OriginStart = 2 * Slots.All.Count;
    private static readonly int CommonStart = OriginStart + OriginKinds;
    private static readonly int CaseStart = CommonStart + Commonness;

    /// <summary>Rows of the table.</summary>
    public static int Count => CaseStart + Cases;

    /// <summary>The rows of each word, each row once.</summary>
    /// <param name="message">The message.</param>
    /// <param name="words">Its words.</param>
    /// <param name="spans">The candidates by first and last word.</param>
    /// <param name="rank">Rank in the vocabulary of the rarest piece of each word.</param>
    public static int[][] Of(
        string message,
        IReadOnlyList<MessageWord> words,
        IReadOnlyList<(int First, int Last, Candidate Candidate)> spans,
        ReadOnlySpan<int> rank
    )
    {
        // One bit a row: a word may lie in hundreds of candidates.
        var rows = new UInt128[words.Count];
        for (var w = 0; w < words.Count; w++)
        {
            rows[w] =
                Bit(CommonStart + Math.Clamp((int)Math.Log2(rank[w] + 1) - 7, 0, Commonness - 1))
                | Bit(CaseStart + CaseOf(message.AsSpan(words[w].Start, words[w].Length)));
        }

        foreach (var (first, last, candidate) in spans)
        {
            var (slot, origins) = (2 * (int)candidate.Slot, (UInt128)(int)candidate.Origins << OriginStart);
            rows[first] |= Bit(slot) | origins;
            for (var w = first + 1; w <= last; w++)
            {
                rows[w] |= Bit(slot + 1) | origins;
            }
        }

        return Array.ConvertAll(rows, Places);
    }

    private static UInt128 Bit(int row) => UInt128.One << row;

    private static int[] Places(UInt128 bits)
    {
        var places = new int[(int)UInt128.PopCount(bits)];
        for (var i = 0; i < places.Length; i++, bits &= bits - 1)
        {
            places[i] = (int)UInt128.TrailingZeroCount(bits);
        }

        return places;
    }

    private static int CaseOf(ReadOnlySpan<char> word) =>
        !char.IsLetter(word[0]) ? 0
        : !char.IsUpper(word[0]) ? 1
        : word.Length > 1 && !word.ContainsAnyInRange('a', 'z') ? 2
        : 3;
}
