namespace InteRec.Ranking;

/// <summary>
/// How a history becomes the system of a user's vector, (V + sum_j a_j v_j v_j' + reg I) x = sum_j b_j v_j, where V is the weighted Gram
/// matrix of all items. A liked item of weight w has <c>a = LikeWeight w</c> and <c>b = TargetOffset + LikeWeight w</c>; a disliked one
/// <c>a = LikeWeight DislikeWeight |w|</c> and <c>b = a DislikeTarget</c>. <c>reg = Lambda (sum_j a_j + CountOffset)^Exponent</c>.
/// </summary>
/// <param name="Lambda">Regularisation, as normalised in training.</param>
/// <param name="CountOffset">a0 times the number of items for iALS, 0 for Spark.</param>
/// <param name="Exponent">Frequency exponent, 1 for Spark.</param>
/// <param name="DislikeWeight">
/// Weight of a dislike relative to a like. Default 1, more than in training: "not like this" in a conversation says more than two stars in
/// a log.
/// </param>
/// <param name="DislikeTarget">Score that a disliked item is pulled to.</param>
/// <param name="LikeWeight">1 for iALS, alpha for Spark.</param>
/// <param name="TargetOffset">0 for iALS, 1 for Spark.</param>
/// <param name="CountItems">Regularisation grows with the number of liked items (Spark) instead of the sum of a (iALS).</param>
internal sealed record FoldInRule(
    float Lambda,
    float CountOffset,
    float Exponent,
    float DislikeWeight = 1f,
    float DislikeTarget = -0.5f,
    float LikeWeight = 1,
    float TargetOffset = 0,
    bool CountItems = false
)
{
    /// <summary>a and b of one signed item.</summary>
    public (float Weight, float Target) Terms(float signedWeight)
    {
        if (signedWeight > 0)
        {
            var a = LikeWeight * signedWeight;
            return (a, TargetOffset + a);
        }

        var negative = LikeWeight * DislikeWeight * -signedWeight;
        return (negative, negative * DislikeTarget);
    }

    public double Regularization(ReadOnlySpan<SignedItem> history)
    {
        double count = 0;
        foreach (var (_, weight) in history)
        {
            count +=
                weight == 0 ? 0
                : !CountItems ? Terms(weight).Weight
                : weight > 0 ? 1
                : DislikeWeight;
        }

        return Lambda * Math.Pow(count + CountOffset, Exponent);
    }
}
