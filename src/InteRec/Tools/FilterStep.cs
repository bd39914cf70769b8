using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>Keeps the candidates that meet hard conditions.</summary>
[Description("Keeps the items that meet hard conditions on attributes.")]
public sealed record FilterStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "filter";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>The conditions by attribute, or null.</summary>
    [Description("Conditions that all hold; or: at least one of its alternatives holds.")]
    public ItemFilter? Where { get; init; }

    /// <summary>Only these items (ids or titles), or null for all.</summary>
    [Description("Only these items, ids or titles.")]
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>
    /// Never these items (ids or titles; a title stands for its whole series when <see cref="ExcludeSeries"/> names it instead).
    /// </summary>
    [Description("Never these items, ids or titles.")]
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>
    /// Never items of these series. By name: a title or other title has the name as whole words, in one or many. By kin: it continues an
    /// item found by name, with a name of its own ("First Blood" and "Rambo III"): they share a stem of their titles and people in front or
    /// behind.
    /// </summary>
    [Description("Never items of these series: titles with the name, and sequels under another title.")]
    public IReadOnlyList<string>? ExcludeSeries { get; init; }
}
