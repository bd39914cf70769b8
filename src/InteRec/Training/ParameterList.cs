namespace InteRec.Training;

/// <summary>The parameters of a training by name, as the manifest lists them; none may be open any more.</summary>
internal static class ParameterList
{
    public static IReadOnlyDictionary<string, double> Of(TrainingOptions options) =>
        new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["ials.dimensions"] = options.Ials.Dimensions,
            ["ials.unobservedWeight"] = options.Ials.UnobservedWeight!.Value,
            ["ials.regularization"] = options.Ials.Regularization!.Value,
            ["ials.frequencyExponent"] = options.Ials.FrequencyExponent,
            ["ials.epochs"] = options.Ials.Epochs,
            ["ials.neutralWeight"] = options.Ials.NeutralWeight,
            ["ials.dislikeWeight"] = options.Ials.DislikeWeight,
            ["ials.dislikeTarget"] = options.Ials.DislikeTarget,
            ["ials.halfLifeDays"] = options.Ials.HalfLifeDays,
            ["ials.solverSteps"] = options.Ials.SolverSteps,
            ["ials.seed"] = options.Ials.Seed,
            ["ease.enabled"] = options.Ease.Enabled ? 1 : 0,
            ["ease.regularization"] = options.Ease.Regularization!.Value,
            ["ease.dropout"] = options.Ease.Dropout,
            ["ease.neutralWeight"] = options.Ease.NeutralWeight,
            ["ease.dislikeWeight"] = options.Ease.DislikeWeight,
            ["ease.factWeight"] = options.Ease.FactWeight,
            ["ease.facts"] = options.Ease.Facts,
            ["ease.keptPerItem"] = options.Ease.KeptPerItem,
            ["ease.memoryLimitMiB"] = options.Ease.MemoryLimitMiB,
            ["knn.enabled"] = options.Knn.Enabled ? 1 : 0,
            ["knn.neighbours"] = options.Knn.Neighbours,
            ["knn.shrinkage"] = options.Knn.Shrinkage,
            ["popularity.halfLifeDays"] = options.PopularityHalfLifeDays,
            ["content.ridge"] = options.ContentRidge,
        };
}
