namespace InteRec.Evaluation.Readings;

/// <summary>How well messages were read.</summary>
internal sealed record ReadingFigures
{
    /// <summary>How many messages.</summary>
    public required int Messages { get; init; }

    /// <summary>The kind of answer that the main act wants: a list, an answer, talk, memory.</summary>
    public required Share Kind { get; init; }

    /// <summary>The main act.</summary>
    public required Share MainAct { get; init; }

    /// <summary>All acts, in any order.</summary>
    public required F1Score Acts { get; init; }

    /// <summary>Marks with the same words, slot and stance, people of all roles as one: by <see cref="MarkGroups"/>, then all.</summary>
    public required IReadOnlyList<F1Score> Marks { get; init; }

    /// <summary>Marked words alone, whatever slot and stance.</summary>
    public required F1Score Words { get; init; }

    /// <summary>The stance of what was marked with the right words and slot.</summary>
    public required Share Stances { get; init; }

    /// <summary>The role of the people marked with the right words.</summary>
    public required Share Roles { get; init; }

    /// <summary>The values of what was marked with the right words and slot and has one.</summary>
    public required Share Values { get; init; }

    /// <summary>Numbers by slot, stance and value, wherever they stand.</summary>
    public required F1Score Numbers { get; init; }

    /// <summary>The stance, or none, of the words of each candidate in its slot.</summary>
    public required Share Candidates { get; init; }

    /// <summary>The same for those that are labelled.</summary>
    public required Share MarkedCandidates { get; init; }

    /// <summary>Conditions of the open request before that hold or are gone.</summary>
    public required Share Kept { get; init; }

    /// <summary>The open request after a message, given the right one before.</summary>
    public required Share Request { get; init; }

    /// <summary>The open request after a message, of conversations read from their beginning.</summary>
    public required Share OwnRequest { get; init; }

    /// <summary>What <see cref="Request"/> would be of a reader that is always right.</summary>
    public required Share RequestOfLabels { get; init; }
}

/// <summary>Figures of a part.</summary>
/// <param name="Name">The author, the domain.</param>
/// <param name="Figures">How well its messages were read.</param>
internal sealed record PartFigures(string Name, ReadingFigures Figures);

/// <summary>How well an act was read.</summary>
/// <param name="Score">The act among all acts of the messages.</param>
/// <param name="Main">The messages whose main act it is, and how many of them were read so.</param>
/// <param name="Request">The open request after the messages whose main act it is, given the right one before.</param>
internal sealed record ActFigures(F1Score Score, Share Main, Share Request);

/// <summary>How well a slot was read.</summary>
/// <param name="Score">Marks with the same words, slot and stance.</param>
/// <param name="Stances">The stance where words and slot are right.</param>
/// <param name="Values">The value where words and slot are right.</param>
internal sealed record SlotFigures(F1Score Score, Share Stances, Share Values);

/// <summary>A kind of mistake.</summary>
/// <param name="Of">What was mistaken: <c>act</c>, <c>mark</c>, <c>condition</c>.</param>
/// <param name="Labelled">As labelled; null where nothing is.</param>
/// <param name="Read">As read; null where nothing was.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">Some of the messages, shortened, the words in question in brackets.</param>
internal sealed record Confusion(string Of, string? Labelled, string? Read, int Count, IReadOnlyList<string> Examples);

/// <summary>What reading annotated conversations gave.</summary>
internal sealed record ReadingReport
{
    /// <summary>The file or folder, and what was trained on what where a part was left out.</summary>
    public required string Name { get; init; }

    /// <summary>All messages.</summary>
    public required ReadingFigures All { get; init; }

    /// <summary>Each author.</summary>
    public required IReadOnlyList<PartFigures> Authors { get; init; }

    /// <summary>Each domain, the most messages first.</summary>
    public required IReadOnlyList<PartFigures> Domains { get; init; }

    /// <summary>The figures of readers trained on a share of the conversations only; empty where not asked for.</summary>
    public IReadOnlyList<PartFigures> Curve { get; init; } = [];

    /// <summary>Each act that is labelled or was read.</summary>
    public required IReadOnlyList<ActFigures> Acts { get; init; }

    /// <summary>Each slot that is labelled or was read.</summary>
    public required IReadOnlyList<SlotFigures> Slots { get; init; }

    /// <summary>Each stance that is labelled or was read.</summary>
    public required IReadOnlyList<F1Score> Stances { get; init; }

    /// <summary>Whether the confidence of marks means what it says.</summary>
    public required Calibration MarkConfidence { get; init; }

    /// <summary>Whether the confidence of main acts means what it says.</summary>
    public required Calibration ActConfidence { get; init; }

    /// <summary>The kinds of mistakes, most frequent first.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>Where the labels themselves disagree.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get; init; } = [];

    /// <summary>Median time of reading one message.</summary>
    public required double MedianMs { get; init; }

    /// <summary>The time that 99 of 100 messages took at most.</summary>
    public required double P99Ms { get; init; }
}
