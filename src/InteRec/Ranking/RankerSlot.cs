namespace InteRec.Ranking;

/// <summary>
/// Where serving code finds the ranker. A turn reads <see cref="Current"/> once and keeps what it got, so a swap never mixes two rankers
/// within a turn.
/// </summary>
internal sealed class RankerSlot
{
    private volatile BoundRanker? _current;

    /// <summary>The bound ranker in service; null before the first training.</summary>
    public BoundRanker? Current => _current;

    /// <summary>Puts a ranker into service; whoever holds the old one goes on with it.</summary>
    /// <returns>The one before.</returns>
    public BoundRanker? Swap(BoundRanker? next) => Interlocked.Exchange(ref _current, next);
}
