namespace InteRec.Planning.Llm.Dialogues;

/// <summary>
/// Bounds of the model's calls of tools in one turn. What an operator decides is what a turn may cost (<see cref="LlmOptions.CallsPerTurn"/>,
/// tokens, time, money), which ends it as well; these end a model that goes round in circles.
/// </summary>
internal static class StepBounds
{
    /// <summary>Answers of the model that may call tools. At the bound the steps so far are the plan.</summary>
    public const int Rounds = 8;

    /// <summary>Tool calls, as many as a list may have steps by default. At the bound the steps so far are the plan.</summary>
    public const int ToolCalls = 12;

    /// <summary>Calls in a row that cannot run. At the bound the built-in plan is taken.</summary>
    public const int ErrorsInARow = 3;
}
