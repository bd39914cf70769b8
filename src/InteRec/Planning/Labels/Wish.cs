namespace InteRec.Planning.Labels;

/// <summary>How a condition of an open request holds.</summary>
internal enum Sign
{
    /// <summary>A number, a count or an order: <c>year</c>.</summary>
    Plain,

    /// <summary>Wanted: <c>kind+</c>.</summary>
    Wanted,

    /// <summary>Excluded: <c>mood-</c>.</summary>
    Excluded,

    /// <summary>To be like: <c>item~</c>.</summary>
    Like,

    /// <summary>Not to be shown again: <c>seen</c>, always of <see cref="Slot.Item"/>.</summary>
    Seen,
}

/// <summary>One condition of an open request, in words.</summary>
/// <param name="Slot">What it is about.</param>
/// <param name="Sign">How it holds.</param>
/// <param name="Value">The words as said or as the catalogue spells them, a range, a relative word, a count, an order.</param>
internal sealed record Condition(Slot Slot, Sign Sign, string Value)
{
    /// <summary>The items of a title or a series, by id, where the catalogue knew them when it was said; otherwise null.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>The attribute of a number that the slot alone does not tell, by name; otherwise null.</summary>
    public string? Attribute { get; init; }

    /// <summary>Joined to the condition before by "or".</summary>
    public bool IsAlternative { get; init; }
}

/// <summary>One list that is asked for: all that holds of it, in words, before the catalogue makes conditions of it.</summary>
/// <param name="Conditions">Its conditions, in the order in which they were said.</param>
internal sealed record Wish(IReadOnlyList<Condition> Conditions)
{
    /// <summary>A wish without content.</summary>
    public static Wish Empty { get; } = new([]);
}

/// <summary>What the recommender did before the message.</summary>
/// <param name="List">Titles shown.</param>
/// <param name="Ask">The slot asked about, or null.</param>
/// <param name="Say">Its words in short, or null.</param>
internal sealed record BotTurn(IReadOnlyList<string> List, string? Ask, string? Say);
