using InteRec.Catalog;
using InteRec.Ranking;

namespace InteRec.Serving;

/// <summary>
/// Lets another ranker answer, if it can: one that knows none of the catalogue's items would be refused by whoever serves.
/// </summary>
internal sealed class RankerPromotion(RankerStore rankers, ItemStore items)
{
    /// <exception cref="RankerRejectedException">It cannot be used; the current one stays.</exception>
    public async Task<RankerRegistry> PromoteAsync(string rankerId, CancellationToken cancellationToken)
    {
        var known = await items.IdsAsync(cancellationToken);
        return await Task.Run(
            () => rankers.Promote(rankerId, refuse: trained => Problem(trained, known.Contains, known.Count)),
            cancellationToken
        );
    }

    /// <exception cref="RankerRejectedException">There is none before, or it cannot be used; the current one stays.</exception>
    public async Task<RankerRegistry> RollBackAsync(CancellationToken cancellationToken)
    {
        var known = await items.IdsAsync(cancellationToken);
        return await Task.Run(() => rankers.RollBack(trained => Problem(trained, known.Contains, known.Count)), cancellationToken);
    }

    /// <summary>Why a ranker is of no use for a catalogue, or null.</summary>
    public static string? Problem(TrainedRanker trained, Func<string, bool> isKnown, int items) =>
        items > 0 && !trained.ItemIds.Any(isKnown) ? "the catalogue has none of its items" : null;
}
