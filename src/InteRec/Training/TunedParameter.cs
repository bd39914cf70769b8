namespace InteRec.Training;

/// <summary>A parameter that tuning searches.</summary>
/// <param name="Name">Its name in the manifest; what stands before the dot is the ranker it belongs to.</param>
/// <param name="Values">What it may be, ascending. Coarse: the validation users are too few to tell finer steps apart.</param>
/// <param name="Set">Puts a value into the options.</param>
internal sealed record TunedParameter(string Name, double[] Values, Action<TrainingOptions, double> Set)
{
    /// <summary>Whether the settings leave it open, so that it is chosen for the log.</summary>
    public Func<TrainingOptions, bool> IsOpen { get; init; } = _ => false;

    /// <summary>The few parameters that matter, in an order that never changes: a journal is read by it.</summary>
    public static IReadOnlyList<TunedParameter> All { get; } =
    [
        new("ials.unobservedWeight", [0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.36, 0.6], (o, v) => o.Ials.UnobservedWeight = v)
        {
            IsOpen = o => o.Ials.UnobservedWeight is null,
        },
        new("ials.regularization", [0.0005, 0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.02], (o, v) => o.Ials.Regularization = v)
        {
            IsOpen = o => o.Ials.Regularization is null,
        },
        new("ials.dimensions", [32, 64, 96, 128, 192], (o, v) => o.Ials.Dimensions = (int)v),
        new("ease.regularization", [20, 50, 100, 150, 250, 400, 700, 1200], (o, v) => o.Ease.Regularization = v)
        {
            IsOpen = o => o.Ease.Regularization is null,
        },
        new("ease.dropout", [0, 0.1, 0.2, 0.3, 0.5], (o, v) => o.Ease.Dropout = v),
        new("ials.neutralWeight", [0, 0.1, 0.3, 0.6], (o, v) => o.Ials.NeutralWeight = v),
        new("ease.neutralWeight", [0, 0.3, 0.5, 0.7, 1], (o, v) => o.Ease.NeutralWeight = v),
        new("ease.dislikeWeight", [0, 0.25, 0.5, 0.75], (o, v) => o.Ease.DislikeWeight = v),
        new("ease.factWeight", [0, 0.5, 1, 1.5], (o, v) => o.Ease.FactWeight = v),
    ];

    /// <summary>The setting that holds it.</summary>
    public string Setting =>
        "InteRec:Training:" + string.Join(':', Name.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>Those of one ranker.</summary>
    public static IReadOnlyList<TunedParameter> Of(string ranker) =>
        [.. All.Where(p => p.Name.StartsWith(ranker + ".", StringComparison.Ordinal))];

    /// <summary>The options with some parameters changed; the original stays as it is.</summary>
    public static TrainingOptions Apply(TrainingOptions options, IReadOnlyDictionary<string, double> values)
    {
        var changed = options.Copy();
        foreach (var parameter in All)
        {
            if (values.TryGetValue(parameter.Name, out var value))
            {
                parameter.Set(changed, value);
            }
        }

        return changed;
    }
}
