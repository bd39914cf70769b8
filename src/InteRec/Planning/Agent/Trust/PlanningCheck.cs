namespace InteRec.Planning.Agent.Trust;

/// <summary>A request whose right plan is known.</summary>
/// <param name="Name">What it is about, for the report.</param>
/// <param name="Message">The person's words.</param>
/// <param name="IsRight">Whether a plan, its names grounded, does what was asked.</param>
internal sealed record PlanningCheck(string Name, string Message, Func<Plan, bool> IsRight)
{
    /// <summary>The conversation before it.</summary>
    public ConversationState Before { get; init; } = ConversationState.Empty;
}
