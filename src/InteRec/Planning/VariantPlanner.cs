namespace InteRec.Planning;

/// <summary>Plans as the variant of the turn does, where that has a planner of its own.</summary>
/// <param name="standard">The planner of everybody else.</param>
/// <param name="variants">Planners by the name of their variant.</param>
internal sealed class VariantPlanner(IPlanner standard, IReadOnlyDictionary<string, IPlanner> variants) : IPlanner
{
    public string Name => standard.Name;

    public Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken) =>
        (input.Variant is { } name ? variants.GetValueOrDefault(name, standard) : standard).PlanAsync(input, cancellationToken);
}
