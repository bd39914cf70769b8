namespace InteRec.Training;

/// <summary>The parameters of a training by name, as the manifest lists them.</summary>
internal static class ParameterList
{
    public static IReadOnlyDictionary<string, double> Of(TrainingOptions options) => new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["ials.dimensions"] = options.Ials.Dimensions,
        ["ials.unobservedWeight"] = options.Ials.UnobservedWeight,
        ["ials.regularization"] = options.Ials.Regularization,
        ["ials.frequencyExponent"] = options.Ials.FrequencyExponent,
        ["ials.epochs"] = options.Ials.Epochs,
        ["ials.dislikeWeight"] = options.Ials.DislikeWeight,
        ["ials.dislikeTarget"] = options.Ials.DislikeTarget,
        ["ials.halfLifeDays"] = options.Ials.HalfLifeDays,
        ["ials.solverSteps"] = options.Ials.SolverSteps,
        ["ials.seed"] = options.Ials.Seed,
        ["popularity.halfLifeDays"] = options.PopularityHalfLifeDays,
        ["content.ridge"] = options.ContentRidge,
    };
}
