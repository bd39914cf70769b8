namespace InteRec.Interactions;

/// <summary>A past interaction of the user as the rankers see it.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Weight">Above 0 positive, below 0 negative.</param>
/// <param name="At">When.</param>
public sealed record HistoryEntry(string ItemId, float Weight, DateTimeOffset At)
{
    /// <summary>Whether the item may be recommended again all the same (it was used, not judged, and the setting <c>InteRec:Interactions:Repeat</c> is on).</summary>
    public bool MayRepeat { get; init; }
}
