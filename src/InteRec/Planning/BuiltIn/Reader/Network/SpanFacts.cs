using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>What is known of a span: rows of a table, summed. The slots and origins of candidates with exactly these words.</summary>
internal static class SpanFacts
{
    // Each slot has a row for "there is a candidate" and one for each origin.
    private const int RowsOfSlot = 8;

    /// <summary>Buckets of the number of words: 1 to 6 each their own, 7 to 9, 10 to 12, to 20, more.</summary>
    public const int Widths = 10;

    /// <summary>Rows of the table for slots.</summary>
    public static int OfSpan => Slots.All.Count * RowsOfSlot;

    /// <summary>Rows of the table for outcomes: those for slots, and the slot that the span has.</summary>
    public static int OfOutcome => OfSpan + Slots.All.Count;

    public static int Width(int words) =>
        words switch
        {
            <= 6 => words - 1,
            <= 9 => 6,
            <= 12 => 7,
            <= 20 => 8,
            _ => 9,
        };

    /// <summary>The row for "this is its slot".</summary>
    public static int HasSlot(Slot slot) => OfSpan + (int)slot;

    /// <summary>The rows of a candidate.</summary>
    public static IEnumerable<int> Of(Candidate candidate)
    {
        var start = (int)candidate.Slot * RowsOfSlot;
        yield return start;
        for (var bit = 0; bit < RowsOfSlot - 1; bit++)
        {
            if (((int)candidate.Origins >> bit & 1) != 0)
            {
                yield return start + 1 + bit;
            }
        }
    }
}
