using System.ComponentModel;
using System.Text.Json.Serialization;

namespace InteRec.Tools;

/// <summary>Scores the candidates by likeness to items, away from others.</summary>
[Description("Finds items similar to the given ones, and unlike others.")]
public sealed record SimilarStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "similar";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>Items liked: ids or titles. They are never in the result.</summary>
    [Description("Items liked: titles or ids.")]
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Items disliked: ids or titles. They are never in the result.</summary>
    [Description("Items disliked: titles or ids.")]
    public IReadOnlyList<string>? Unlike { get; init; }

    /// <summary>How many candidates to keep, 1 to 1,000. Default 200.</summary>
    public int? Keep { get; init; }
}
