using System.Globalization;
using System.Runtime.InteropServices;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>Whether a ranker is to answer, and why.</summary>
/// <param name="Promote">True: it is to answer from now on.</param>
/// <param name="Verdict">Why, in a sentence for the operator; goes into the manifest.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PromotionDecision(bool Promote, string Verdict);

/// <summary>
/// Decides whether a new ranker takes the place of the current one: not if it measures worse on the held-out users, beyond a tolerance. One
/// that cannot be compared takes it, and so does one that is worse than a ranker that cannot answer.
/// </summary>
/// <param name="store">Where the current ranker is.</param>
/// <param name="tolerance">How much worse is still good enough, as a share of the current ranker's NDCG@100.</param>
internal sealed class PromotionRule(RankerStore store, double tolerance)
{
    /// <param name="ranker">Which of the measured rankers would answer.</param>
    /// <param name="report">What was measured; null where there were too few users.</param>
    public PromotionDecision Decide(string ranker, HoldOutReport? report)
    {
        if (store.RegistryOrEmpty().Current is not { } current || store.Problem(current, digests: true) is not null)
        {
            return new PromotionDecision(true, "Promoted: it is the first ranker that can answer.");
        }

        if (report?.Current is not { } old)
        {
            return new PromotionDecision(
                true,
                "Promoted without comparison: there are too few held-out users, or the current ranker has no hold-out twin."
            );
        }

        var measured = report.Rankers[ranker].Ndcg100;
        var isGoodEnough = measured >= (1 - tolerance) * old.Ndcg100;
        if (!isGoodEnough && Refusal(current) is { } refusal)
        {
            return new PromotionDecision(true, $"Promoted although {current} measured better, since that cannot answer. {refusal}");
        }

        var outcome = isGoodEnough ? "Promoted" : "Not promoted";
        return new PromotionDecision(
            isGoodEnough,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome}: NDCG@100 {measured:F4} on {report.Users} held-out users, "
                    + $"{current} has {old.Ndcg100:F4} (tolerance {tolerance:P0})."
            )
        );
    }

    /// <summary>Why a ranker cannot be loaded, or null.</summary>
    private string? Refusal(string rankerId)
    {
        try
        {
            store.Load(rankerId);
            return null;
        }
        catch (RankerRejectedException e)
        {
            return e.Message;
        }
    }
}
