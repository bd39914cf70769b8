namespace InteRec.Planning.Llm.Dialogues;

/// <summary>A way to get a plan out of a model: all at once, step by step, or by choosing among candidates.</summary>
internal interface IDialogue
{
    /// <summary>True where the plan may hold what nobody asked for.</summary>
    bool NeedsAudit { get; }

    /// <summary>The model's plan, valid and grounded.</summary>
    /// <param name="input">What to plan for.</param>
    /// <param name="reading">The built-in plan and reading.</param>
    /// <param name="advice">What a critic said of the plan before, or null.</param>
    /// <param name="turn">The turn's bounds.</param>
    /// <exception cref="ModelException">There is no such plan.</exception>
    Task<Plan> PlanAsync(PlanningInput input, PlanningResult reading, string? advice, ModelTurn turn);
}
