using System.ComponentModel;
using System.Text.Json.Serialization;

namespace InteRec.Tools;

/// <summary>Says why items fit: exact shares of past items in the score, and matching facts.</summary>
[Description("Explains why items fit the person.")]
public sealed record ExplainStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "explain";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>The items to explain: ids or titles.</summary>
    [Description("Items to explain: titles or ids.")]
    public required IReadOnlyList<string> Items { get; init; }
}
