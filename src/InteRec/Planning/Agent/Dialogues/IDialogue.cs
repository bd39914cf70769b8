using InteRec.Planning.Agent.Model;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>A way to get a plan out of a model: all at once, by calls of tools, or by choosing among what its plan gives.</summary>
internal interface IDialogue
{
    /// <summary>The model's plan, valid, its names as the model wrote them.</summary>
    /// <param name="input">What to plan for.</param>
    /// <param name="reading">The built-in plan and reading.</param>
    /// <param name="turn">The turn's bounds.</param>
    /// <exception cref="ModelException">There is no such plan.</exception>
    Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, BoundedModel turn);
}

/// <summary>What a model planned.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Notes">What belongs into the trace: what the model was shown of its plan's result, and what it made of that.</param>
internal sealed record ModelPlan(Plan Plan, IReadOnlyList<string> Notes)
{
    /// <summary>A plan with nothing to note.</summary>
    public ModelPlan(Plan plan)
        : this(plan, []) { }

    /// <summary>What this plan gave when it was tried; null where it was not.</summary>
    public TriedPlan? Tried { get; init; }
}
