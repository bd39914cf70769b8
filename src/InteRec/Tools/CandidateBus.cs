using System.Collections.Immutable;

namespace InteRec.Tools;

/// <summary>What one step put on the bus.</summary>
/// <param name="List">The list of the plan, from 0.</param>
/// <param name="Trace">What the step did.</param>
/// <param name="Candidates">What it gave.</param>
internal sealed record BusEntry(int List, TraceEntry Trace, CandidateSet Candidates);

/// <summary>
/// The candidate sets of one turn with the trace of which tool took what and gave what. A value: putting something on it gives the next
/// bus, so nothing that a later step does can change what an earlier one saw.
/// </summary>
internal sealed record CandidateBus
{
    /// <summary>A bus on which nothing is yet.</summary>
    public static CandidateBus Empty { get; } = new();

    /// <summary>All entries, in the order of the steps.</summary>
    public ImmutableList<BusEntry> Entries { get; private init; } = [];

    /// <summary>The trace of the turn.</summary>
    public IReadOnlyList<TraceEntry> Trace => Entries.ConvertAll(e => e.Trace);

    /// <summary>The bus with one more entry.</summary>
    public CandidateBus With(BusEntry entry) => new() { Entries = Entries.Add(entry) };

    /// <summary>What the last step of a list gave, or null before its first.</summary>
    public CandidateSet? Last(int list) => Entries.FindLast(e => e.List == list)?.Candidates;
}
