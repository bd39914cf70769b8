namespace InteRec.Planning.Labels;

/// <summary>How what is marked is meant.</summary>
internal enum Stance
{
    /// <summary>Wanted; of numbers, counts, orders and ages: they hold.</summary>
    Want,

    /// <summary>Things like it are wanted.</summary>
    Like,

    /// <summary>Liked, as history.</summary>
    Liked,

    /// <summary>Disliked, as history.</summary>
    Disliked,

    /// <summary>Not now.</summary>
    Not,

    /// <summary>Not for good.</summary>
    Never,

    /// <summary>More of it than what was shown.</summary>
    More,

    /// <summary>Less of it.</summary>
    Less,

    /// <summary>Seen, read, owned already.</summary>
    Seen,

    /// <summary>Asked about.</summary>
    Ask,

    /// <summary>Given up.</summary>
    Drop,

    /// <summary>Looked for by name, or chosen.</summary>
    Find,
}

/// <summary>Marked words of a message.</summary>
/// <param name="Start">First character in the message.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Slot">What they are about.</param>
/// <param name="Stance">
/// How that is meant. Of a <see cref="Slot.Ref"/>, what becomes of the items pointed to: like, not, seen, find (chosen) or ask (nothing).
/// </param>
internal sealed record Mark(int Start, int Length, Slot Slot, Stance Stance)
{
    /// <summary>
    /// What the stance does not say, in the words of the corpus: a range (<c>1970..1979</c>, <c>..100</c>, several with <c>|</c>) or a
    /// relative word (<c>recent</c>), a count, an order, a place (<c>2</c>), an age, the slot asked for or dropped; otherwise null. A range
    /// that is not wanted has <see cref="Stance.Not"/> (<c>!</c> in the corpus).
    /// </summary>
    public string? Value { get; init; }

    /// <summary>A list of its own begins with it, in a message that asks for several.</summary>
    public bool BeginsList { get; init; }

    /// <summary>How sure the reader is of slot and stance, 0 to 1.</summary>
    public float Confidence { get; init; } = 1;

    /// <summary>Character after the last.</summary>
    public int End => Start + Length;

    /// <summary>The words.</summary>
    public string Text(string message) => message.Substring(Start, Length);
}
