namespace InteRec.Ranking;

/// <summary>
/// A link of the cold-start chain over one catalogue: it scores by one kind of evidence, and takes its own scores apart. Immutable, and
/// used from many threads at once.
/// </summary>
internal interface IChainLink
{
    /// <summary>The evidence.</summary>
    RankerLink Kind { get; }

    /// <summary>The ranker that an answer names when this link leads; null: the one that was asked for.</summary>
    string? Ranker { get; }

    /// <summary>Who answers for what this link knows nothing of; null for the last, which leaves nothing.</summary>
    IChainLink? Next { get; }

    /// <summary>Scores items, on the scale of <see cref="BoundRanker"/>.</summary>
    /// <param name="history">What speaks for and against them.</param>
    /// <param name="items">Catalogue items.</param>
    /// <param name="scores">One place for each of <paramref name="items"/>; NaN says that nobody has scored it yet.</param>
    /// <param name="leads">
    /// True for the first link that the history says anything to: it writes every place, NaN where it leaves the item to the next. The
    /// others write only where there is NaN, and only if they know something of the item.
    /// </param>
    /// <returns>How many items it scored; null where it leads and the history says nothing to it, and then nothing is written.</returns>
    int? Score(in BoundHistory history, ReadOnlySpan<int> items, Span<float> scores, bool leads);

    /// <summary>The exact share of each past item in the scores that this link gave.</summary>
    /// <param name="history">As it was scored by.</param>
    /// <param name="items">Items that this link scored.</param>
    /// <param name="shares">A row an item, a column an item of the history; zeros before.</param>
    void Attribute(in BoundHistory history, ReadOnlySpan<int> items, Span<float> shares);
}
