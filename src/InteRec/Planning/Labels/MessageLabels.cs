namespace InteRec.Planning.Labels;

/// <summary>What a message says, as labels.</summary>
internal sealed record MessageLabels
{
    /// <summary>What it does, the main act first; never empty.</summary>
    public required IReadOnlyList<Act> Acts { get; init; }

    /// <summary>The marked words in order; none overlaps another.</summary>
    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>
    /// Whether each condition of the open request before still holds: the conditions of all its wishes, one after another. Those of a
    /// message that asks for something new all do not.
    /// </summary>
    public required IReadOnlyList<bool> Kept { get; init; }

    /// <summary>How sure the reader is of the main act, 0 to 1.</summary>
    public float ActConfidence { get; init; } = 1;

    /// <summary>The character after the last that was read, of a message too long for the reader; null: it was read to its end.</summary>
    public int? ReadTo { get; init; }
}
