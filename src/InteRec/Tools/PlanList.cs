using System.ComponentModel;

namespace InteRec.Tools;

/// <summary>One list of a plan: steps that run in order, each on the candidates that the one before left.</summary>
public sealed record PlanList
{
    /// <summary>Whom or what the list is for ("for the kids"), or null.</summary>
    [Description("Whom or what the list is for, or null.")]
    public string? Label { get; init; }

    /// <summary>How many items, 1 to the limit of the service (50). Default 5.</summary>
    [Description("How many items.")]
    public int Count { get; init; } = 5;

    /// <summary>
    /// The steps. The same tool may appear twice. Filters run before the searches in front of them, so that these do not lose what a filter
    /// asks for.
    /// </summary>
    [Description("Tool calls in order. Each takes the candidates the one before left; the first starts from the whole catalogue.")]
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];
}
