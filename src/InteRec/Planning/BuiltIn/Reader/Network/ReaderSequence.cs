using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Words of a message that may be marked.</summary>
/// <param name="First">Number of the first word.</param>
/// <param name="Last">Number of the last word.</param>
/// <param name="Facts">Rows of <see cref="SpanFacts"/>.</param>
internal sealed record ReaderSpan(int First, int Last, int[] Facts)
{
    /// <summary>The row of the number of words.</summary>
    public int Width => SpanFacts.Width(Last - First + 1);
}

/// <summary>What the network reads: what the recommender did and the conditions that hold, in short, and then the message.</summary>
internal sealed class ReaderSequence
{
    /// <summary>Ids of the pieces.</summary>
    public required int[] Pieces { get; init; }

    /// <summary>The message's first piece; what is before it is context.</summary>
    public required int MessageStart { get; init; }

    /// <summary>Rows of <see cref="PieceFeatures"/> of each piece.</summary>
    public required int[][] Features { get; init; }

    /// <summary>The words of the message, as far as it is read.</summary>
    public required IReadOnlyList<MessageWord> Words { get; init; }

    /// <summary>The character after the last word, where the message goes on; null: all of it is read.</summary>
    public required int? ReadTo { get; init; }

    /// <summary>The place of each word's first piece.</summary>
    public required int[] FirstPieces { get; init; }

    /// <summary>The place of each word's last piece.</summary>
    public required int[] LastPieces { get; init; }

    /// <summary>The places of the conditions; they are the last ones of the open request.</summary>
    public required int[] Conditions { get; init; }

    /// <summary>How many conditions of the open request come before those.</summary>
    public required int SkippedConditions { get; init; }

    public required IReadOnlyList<ReaderSpan> Spans { get; init; }
}
