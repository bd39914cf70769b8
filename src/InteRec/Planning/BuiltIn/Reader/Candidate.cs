using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader;

/// <summary>Where a candidate comes from. Several may hold.</summary>
[Flags]
internal enum Origins
{
    None = 0,

    /// <summary>A value, phrase or name of the catalogue or of dataset.json, word for word.</summary>
    Known = 1,

    /// <summary>Part of a name: a surname, a title without its beginning.</summary>
    Part = 2,

    /// <summary>Somebody or something in play: shown, asked about, their leads and directors.</summary>
    InPlay = 4,

    /// <summary>Read through a misspelling.</summary>
    Misspelt = 8,

    /// <summary>A reading of the number grammar.</summary>
    Number = 16,

    /// <summary>The word for an item or an attribute: "film", "director".</summary>
    Name = 32,

    /// <summary>Digits that mean nothing to a catalogue: clock times, addresses.</summary>
    Noise = 64,
}

/// <summary>Words that may mean something to the catalogue, before anybody decides whether they do.</summary>
/// <param name="Start">First character in the message.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Slot">What they would be about.</param>
/// <param name="Origins">Where it comes from.</param>
internal sealed record Candidate(int Start, int Length, Slot Slot, Origins Origins)
{
    /// <summary>The range of a number, the count, the order, the attribute asked for; otherwise null. As <see cref="Mark.Value"/>.</summary>
    public string? Value { get; init; }

    /// <summary>
    /// The attribute of a number whose unit or name was said, by name; <see cref="NoAttribute"/> where nothing is measured so, otherwise
    /// null.
    /// </summary>
    public string? Attribute { get; init; }

    /// <summary>What the words mean to the catalogue; null where they stand for themselves.</summary>
    public LexiconEntry? Entry { get; init; }

    /// <summary>Item indexes that a title, part of one or a series may mean, best known first.</summary>
    public IReadOnlyList<int> Items { get; init; } = [];

    /// <summary>What a misspelling was read as; null where there is none.</summary>
    public string? ReadAs { get; init; }

    /// <summary>How likely this reading is by itself, 0 to 1: of a misspelling, of a part of a name.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>The <see cref="Attribute"/> of a number in a unit that no attribute is measured in.</summary>
    public const string NoAttribute = "";

    /// <summary>Character after the last.</summary>
    public int End => Start + Length;
}
