using System.ComponentModel.DataAnnotations;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// What a conversation, a key or a day may cost in calls of the model. Null: no bound. At a bound no further call is made and the built-in
/// planner answers.
/// </summary>
public sealed class Allowance
{
    /// <summary>Calls of the model, from 0.</summary>
    [Range(0, long.MaxValue)]
    public long? Calls { get; set; }

    /// <summary>Tokens, read and written, from 0.</summary>
    [Range(0, long.MaxValue)]
    public long? Tokens { get; set; }

    /// <summary>Money, by <see cref="LlmOptions.InputPrice"/> and <see cref="LlmOptions.OutputPrice"/>, from 0.</summary>
    [Range(0, double.MaxValue)]
    public double? Money { get; set; }

    /// <summary>Time spent waiting for the model.</summary>
    public TimeSpan? Time { get; set; }
}
