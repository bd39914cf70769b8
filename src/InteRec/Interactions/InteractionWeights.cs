using InteRec.Catalog;
using Microsoft.Extensions.Options;

namespace InteRec.Interactions;

/// <summary>
/// What an interaction says about taste: above 0 for, below 0 against, 0 neither. A rating counts by the dataset's thresholds, not by its
/// height: 3.5 and 5 stars say the same "for", which measures better for top-N lists than graded weights.
/// </summary>
internal sealed class InteractionWeights(DatasetSchema schema, IOptions<InteractionOptions> options)
{
    private readonly InteractionOptions _options = options.Value;
    private readonly InteractionColumns _columns = schema.InteractionColumns;

    /// <summary>The signed weight of an interaction.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="weight">The rating of a rating; of a like or dislike a factor; of the others how much or how often.</param>
    public float Signed(InteractionKind kind, float weight) =>
        kind switch
        {
            InteractionKind.Rating => weight >= _columns.Positive ? _options.RatingWeight
            : weight <= _columns.Negative ? -_options.RatingWeight
            : 0,
            InteractionKind.Like => _options.LikeWeight * weight,
            InteractionKind.Dislike => -_options.LikeWeight * weight,
            InteractionKind.Purchase => _options.PurchaseWeight * Amount(weight),
            InteractionKind.Click => _options.ClickWeight * Amount(weight),
            InteractionKind.View => _options.ViewWeight * Amount(weight),
            _ => 0,
        };

    /// <summary>
    /// Purchases and plays are counted, and the hundredth says less than the second: log2(1 + n), which is 1 for once (the confidence of
    /// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", 2008, in its logarithmic form).
    /// </summary>
    private static float Amount(float weight) => MathF.Log2(1 + weight);

    /// <summary>
    /// Whether training can use an interaction whose signed weight is 0: a rating that is neither positive nor negative is neutral,
    /// anything else with the weight 0 is switched off.
    /// </summary>
    public bool IsEvidence(InteractionKind kind, float signed) =>
        signed != 0 || (kind == InteractionKind.Rating && _options.RatingWeight > 0);

    /// <summary>True for what a person said about an item; false for what they merely did, which never overrules a judgement.</summary>
    public static bool IsJudgement(InteractionKind kind) =>
        kind is InteractionKind.Rating or InteractionKind.Like or InteractionKind.Dislike;
}
