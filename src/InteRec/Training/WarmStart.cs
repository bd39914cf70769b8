using System.Globalization;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// The factors in use as the beginning of a training. What is measured begins with the hold-out twin, which never saw the test users, so
/// that its figures stay honest.
/// </summary>
/// <param name="RankerId">The ranker in use.</param>
/// <param name="HoldOut">Item factors of its twin.</param>
/// <param name="Everybody">Its item factors.</param>
internal sealed record WarmStart(string RankerId, StartFactors HoldOut, StartFactors Everybody)
{
    /// <summary>The factors of the current ranker, or why it cannot be begun with them.</summary>
    /// <param name="store">Where the current ranker is.</param>
    /// <param name="dimensions">The length of the factors that the training is to have.</param>
    /// <param name="buckets">The buckets of users that the training is measured on.</param>
    /// <param name="deletions">
    /// How often users were deleted until now: factors that learnt from somebody who is gone are not begun with.
    /// </param>
    public static (WarmStart? Start, string? Reason) Open(RankerStore store, int dimensions, IReadOnlyList<int> buckets, long deletions)
    {
        try
        {
            if (store.ReadRegistry().Current is not { } current)
            {
                return (null, "there is no ranker yet");
            }

            var manifest = store.ReadManifest(current);
            if (manifest.Deletions != deletions)
            {
                return (null, $"users were deleted since {current} read the log");
            }

            if (manifest.HoldOut is { } heldOut && buckets.Except(heldOut.Buckets).Any())
            {
                return (null, $"the hold-out twin of {current} has seen users that this training is measured on");
            }

            if (
                Factors(store.LoadHoldOut(current)) is not var (holdOut, twinDimensions)
                || Factors(store.Load(current)) is not var (everybody, ownDimensions)
            )
            {
                return (null, $"{current} has no matrix factorisation, or no hold-out twin of it");
            }

            return twinDimensions == dimensions && ownDimensions == dimensions
                ? (new WarmStart(current, holdOut, everybody), null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"{current} has {ownDimensions} dimensions, not {dimensions}"));
        }
        catch (RankerRejectedException e)
        {
            return (null, e.Message);
        }
    }

    private static (StartFactors Factors, int Dimensions)? Factors(TrainedRanker? ranker) =>
        ranker?.Ials is { } ials ? (new StartFactors(ranker.ItemIds, ials.Items), ials.Items.Dimensions) : null;
}
