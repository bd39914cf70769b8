using System.Globalization;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>
/// What the settings leave open of the parameters, by the shape of the log: no constant suits logs of which one user in a thousand likes an
/// item and those of which one in ten does. The constants were chosen on four logs of 0.2 to 6 % density and tried on three others; see
/// the README of the benchmarks.
/// </summary>
internal static class LogDefaults
{
    /// <summary>The regularisation of iALS that <see cref="ParameterChooser"/> begins with.</summary>
    public const double IalsRegularization = 0.003;

    private const double UnobservedPerDensity = 25;
    private const double EaseRegularizationScale = 10;
    private const double LeastUnobserved = 0.01;
    private const double MostUnobserved = 1;

    /// <summary>The options with nothing left open; the original stays as it is.</summary>
    public static TrainingOptions Of(TrainingOptions options, InteractionMatrix data)
    {
        var whole = options.Copy();
        (whole.Ials, whole.Ease) = (Of(options.Ials, data), Of(options.Ease, data));
        return whole;
    }

    /// <inheritdoc cref="Of(TrainingOptions, InteractionMatrix)"/>
    public static IalsOptions Of(IalsOptions options, InteractionMatrix data) =>
        options with
        {
            UnobservedWeight = options.UnobservedWeight ?? UnobservedWeight(data),
            Regularization = options.Regularization ?? IalsRegularization,
        };

    /// <inheritdoc cref="Of(TrainingOptions, InteractionMatrix)"/>
    public static EaseOptions Of(EaseOptions options, InteractionMatrix data) =>
        options with
        {
            Regularization = options.Regularization ?? EaseRegularization(data.Likes),
        };

    /// <summary>The share of all pairs of a user and an item that are likes.</summary>
    public static double Density(InteractionMatrix data) => data.Likes.Count / Math.Max(1, (double)data.UserCount * data.ItemCount);

    /// <summary>A value to three digits: more would claim that a rule is exact.</summary>
    public static double Significant(double value) =>
        double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>
    /// So that all pairs together weigh as many times the likes as <see cref="UnobservedPerDensity"/> says: with a fixed weight the
    /// unobserved pairs of a sparse log outweigh its likes a thousandfold, and nothing but popularity is learnt.
    /// </summary>
    private static double UnobservedWeight(InteractionMatrix data) =>
        Significant(Math.Clamp(UnobservedPerDensity * Density(data), LeastUnobserved, MostUnobserved));

    /// <summary>
    /// 10 G^(1/3), where G, the likes of each user squared and summed and divided by the items, is what the rows of X'X hold on average.
    /// The best values on logs from G = 500 (goodbooks, half of it) to 8,000 (films, all ratings) lie between 60 and 150, and NDCG@100
    /// changes by 1 % over a factor of two.
    /// </summary>
    private static double EaseRegularization(SparseRows likes)
    {
        double pairs = 0;
        for (var user = 0; user < likes.RowCount; user++)
        {
            pairs += (double)likes.Length(user) * likes.Length(user);
        }

        return Significant(Math.Max(1, EaseRegularizationScale * Math.Cbrt(pairs / Math.Max(1, likes.ColumnCount))));
    }
}
