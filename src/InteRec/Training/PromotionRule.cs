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
/// Decides whether a new ranker takes the place of the current one, by the paired difference over the held-out users: not if it is worse
/// beyond a tolerance. One that cannot be compared, or on too few users, takes it, and so does one that is worse than a ranker that cannot
/// answer.
/// </summary>
/// <param name="store">Where the current ranker is.</param>
/// <param name="tolerance">How much worse is still good enough, as a share of the current ranker's NDCG@100.</param>
internal sealed class PromotionRule(RankerStore store, double tolerance)
{
    /// <param name="report">What was measured; null where there were too few users.</param>
    public PromotionDecision Decide(HoldOutReport? report)
    {
        if (store.RegistryOrEmpty().Current is not { } current || store.Problem(current, digests: true) is not null)
        {
            return new PromotionDecision(true, "Promoted: it is the first ranker that can answer.");
        }

        if (report is not { Current: { } old, Difference: { } difference })
        {
            return new PromotionDecision(
                true,
                "Promoted without comparison: too few held-out users are new to both, or the current ranker has no hold-out twin."
            );
        }

        var whole = Math.Max(old.Ndcg100, double.Epsilon);
        var (gain, width) = (difference.Mean / whole, difference.HalfWidth / whole);
        var isGoodEnough = gain >= -tolerance;
        if (!isGoodEnough && Refusal(current) is { } refusal)
        {
            return new PromotionDecision(true, $"Promoted although {current} measured better, since that cannot answer. {refusal}");
        }

        return new PromotionDecision(
            isGoodEnough,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(isGoodEnough ? "Promoted" : "Not promoted")}: {Outcome(gain, width)}, {100 * gain:+0.0;-0.0;0.0} % ± {100 * width:F1} % "
                    + $"of the NDCG@100 of {current} ({old.Ndcg100:F4}) on {difference.Users} held-out users (tolerance {tolerance:P0})."
            )
        );
    }

    /// <summary>
    /// What the 95 % interval of the gain says. Where it lies on both sides of what is tolerated the mean decides, and it is said that it
    /// is a guess.
    /// </summary>
    private string Outcome(double gain, double width) =>
        gain - width > 0 ? "better"
        : gain + width < -tolerance ? "worse"
        : gain - width >= -tolerance ? "not worse"
        : gain >= -tolerance ? "not worse as far as too few users tell"
        : "worse as far as too few users tell";

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
