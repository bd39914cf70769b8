using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>What a phrase may mean: a candidate that has no place in a message yet.</summary>
/// <param name="Slot">What it is about.</param>
/// <param name="Origins">Where it comes from.</param>
internal sealed record Sense(Slot Slot, Origins Origins)
{
    /// <summary>See <see cref="Candidate.Value"/>.</summary>
    public string? Value { get; init; }

    /// <summary>See <see cref="Candidate.Attribute"/>.</summary>
    public string? Attribute { get; init; }

    /// <summary>See <see cref="Candidate.Entry"/>.</summary>
    public LexiconEntry? Entry { get; init; }

    /// <summary>See <see cref="Candidate.Items"/>.</summary>
    public IReadOnlyList<int> Items { get; init; } = [];

    /// <summary>See <see cref="Candidate.Weight"/>.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>The candidate of words.</summary>
    public Candidate At(int start, int length) =>
        new(start, length, Slot, Origins)
        {
            Value = Value,
            Attribute = Attribute,
            Entry = Entry,
            Items = Items,
            Weight = Weight,
        };
}
