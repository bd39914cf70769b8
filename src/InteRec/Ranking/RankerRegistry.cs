namespace InteRec.Ranking;

/// <summary>Which ranker is promoted, as <c>current.json</c> holds it.</summary>
/// <param name="Current">Id of the ranker in service; null before the first promotion.</param>
/// <param name="Before">Ids to roll back to, latest first; at most two.</param>
/// <param name="History">The latest promotions and roll-backs, newest first; at most 50.</param>
internal sealed record RankerRegistry(string? Current, IReadOnlyList<string> Before, IReadOnlyList<RegistryEntry> History)
{
    /// <summary>Before the first promotion.</summary>
    public static readonly RankerRegistry Empty = new(null, [], []);
}

/// <summary>One change of the ranker in service.</summary>
/// <param name="RankerId">What came into service.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record RegistryEntry(string RankerId, DateTimeOffset At, string Reason);
