namespace InteRec.Tools;

/// <summary>Calls that are no steps of a plan: no tool of a program can have their names.</summary>
internal static class ToolNames
{
    /// <summary>Answers a whole request in words.</summary>
    public const string Recommend = "recommend";

    /// <summary>Runs a whole plan.</summary>
    public const string Plan = "plan";

    /// <summary>Says what came of a recommendation.</summary>
    public const string Feedback = "feedback";

    /// <summary>Adds to the user's profile.</summary>
    public const string Remember = "remember";

    /// <summary>Takes out of the user's profile.</summary>
    public const string Forget = "forget";

    /// <summary>Asks back what splits the candidates best.</summary>
    public const string Ask = "ask";
}
