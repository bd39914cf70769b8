using System.ComponentModel;
using System.Text.Json.Serialization;

namespace InteRec.Tools;

/// <summary>Scores the candidates by how well they fit free text, and keeps the best.</summary>
[Description("Finds items by free text: plot, mood, theme.")]
public sealed record SearchStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "search";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>What to look for, in words.</summary>
    [Description("What to look for, in words, without the conditions that filter already has.")]
    public required string Text { get; init; }

    /// <summary>How many candidates to keep, 1 to 1,000. Default 100.</summary>
    public int? Keep { get; init; }
}
