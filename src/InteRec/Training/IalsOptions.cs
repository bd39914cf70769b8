using System.ComponentModel.DataAnnotations;

namespace InteRec.Training;

/// <summary>
/// Parameters of iALS in the parametrisation of Rendle, Krichene, Zhang and Koren, "Revisiting the Performance of iALS on Item
/// Recommendation Benchmarks" (2022). What is left open (null) is chosen for each log;
/// the other defaults were chosen on users of MovieLens other than those of the bundled films.
/// </summary>
public sealed record IalsOptions
{
    /// <summary>Length of the factor vectors. Default 128.</summary>
    [Range(1, 1024)]
    public int Dimensions { get; set; } = 128;

    /// <summary>
    /// Weight of every (user, item) pair, observed or not, relative to 1 for an observed one. Default null: by the density of the log, the
    /// share of the pairs that are likes.
    /// </summary>
    [Range(1e-6, 100)]
    public double? UnobservedWeight { get; set; }

    /// <summary>
    /// Strength of the regularisation. It is normalised so that the mean weight over all users and items is the same for every
    /// <see cref="FrequencyExponent"/>. Default null: chosen by a few trials on held-out users, 0.003 where there are too few.
    /// </summary>
    [Range(1e-9, 1e6)]
    public double? Regularization { get; set; }

    /// <summary>
    /// How regularisation grows with the number of interactions of a user or item: 1 in proportion, 0 not at all. Default 1.
    /// </summary>
    [Range(0, 2)]
    public double FrequencyExponent { get; set; } = 1;

    /// <summary>Alternations of solving all users and all items. Default 12.</summary>
    [Range(1, 1000)]
    public int Epochs { get; set; } = 12;

    /// <summary>
    /// Weight of an item that the user took up and neither liked nor disliked, relative to 1 for a like; it is pulled to 1 as a like is. 0
    /// leaves these out of the training. Default 0.3.
    /// </summary>
    [Range(0, 100)]
    public double NeutralWeight { get; set; } = 0.3;

    /// <summary>Weight of a dislike, relative to 1 for a like; 0 leaves dislikes out of the training. Default 0.3.</summary>
    [Range(0, 100)]
    public double DislikeWeight { get; set; } = 0.3;

    /// <summary>The score that a disliked pair is pulled to (a liked one is pulled to 1, all others to 0). Default 0.</summary>
    [Range(-1, 0)]
    public double DislikeTarget { get; set; }

    /// <summary>
    /// Days after which a like counts half; 0: age does not matter. What was neither liked nor disliked does not age. Needs timestamps in
    /// seconds. Default 0.
    /// </summary>
    [Range(0, 36500)]
    public double HalfLifeDays { get; set; }

    /// <summary>
    /// Conjugate-gradient steps for a user or item with many interactions; those with few are solved exactly. Default 5.
    /// </summary>
    [Range(1, 100)]
    public int SolverSteps { get; set; } = 5;

    /// <summary>Seed of the first factors. The same seed and data give bit-equal factors for any number of threads. Default 1.</summary>
    public int Seed { get; set; } = 1;
}
