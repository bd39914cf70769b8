using System.ComponentModel;
using System.Text.Json.Serialization;

namespace InteRec.Tools;

/// <summary>Answers a typed question of fact about items or about the candidates.</summary>
[Description("Answers a question of fact about items, or about the candidates so far.")]
public sealed record LookupStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "lookup";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>
    /// <c>facts</c> (default), <c>count</c>, <c>compare</c>, <c>common</c>, <c>values</c> (the values of an attribute among the candidates
    /// with counts, of a number by ranges: decades), <c>range</c> (the least and the greatest of a number).
    /// </summary>
    [Description("facts, count (how many), compare, common, values (with counts; of a year by decade) or range (least and greatest).")]
    public string Question { get; init; } = "facts";

    /// <summary>
    /// The items asked about (ids or titles); null: the candidates, which without a step before are the whole catalogue. After a search,
    /// facts are told of the item that it surely found, or of the nearest few.
    /// </summary>
    [Description("Items asked about: titles or ids; null for what the steps before found, without any the whole catalogue.")]
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>The attributes asked about; null: all that are shown.</summary>
    [Description("Attributes asked about; null for the main ones.")]
    public IReadOnlyList<string>? Attributes { get; init; }
}
