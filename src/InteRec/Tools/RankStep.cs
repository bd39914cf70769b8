using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>Orders the candidates for the person.</summary>
[Description("Orders the candidates for the person, or by an attribute.")]
public sealed record RankStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "rank";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>
    /// A ranker (<c>blend</c>, <c>ials</c>, <c>ease</c>, <c>knn</c>, <c>popularity</c>, <c>content</c>), <c>quality</c> (the attribute with
    /// that role, weighed by its support), <c>given</c> (as a filter names the items), or the name of a number attribute. Default
    /// <c>blend</c>.
    /// </summary>
    [Description(
        "blend, ials, ease, knn, popularity, content, quality, given (as filter names the items), or a number attribute such as year."
    )]
    public string By { get; init; } = "blend";

    /// <summary>For a number attribute: <c>asc</c> or <c>desc</c> (default).</summary>
    [Description("asc or desc; only with an attribute.")]
    public string? Order { get; init; }

    /// <summary>Preferences: items that meet them come before items that do not, other things being equal.</summary>
    [Description("Soft preferences by attribute; items that meet more of them come first.")]
    public ItemFilter? Prefer { get; init; }

    /// <summary>
    /// 0 to 1, default 0.3: the part of the score that is how much an item is what the conditions and preferences of the list ask for
    /// (its first genre or its third), rather than how well known, liked and suited to the person it is. 0: that it has it is enough.
    /// </summary>
    [Browsable(false)]
    public double Fit { get; init; } = 0.3;

    /// <summary>0 (default, no change) to 1: how much likeness to items already chosen counts against an item.</summary>
    public double Diversity { get; init; }

    /// <summary>
    /// -1 to 1, default 0, no change: above 0 prefers what is good and less known, away from the best known 12 % at 1; below 0 the well
    /// known. Not with <c>popularity</c>, <c>quality</c> or an attribute, which are orders of their own.
    /// </summary>
    public double Novelty { get; init; }

    /// <summary>
    /// Which of the well known and well liked come first for somebody of whom nothing is known: each seed has an order of its own, the same
    /// every time. The more is known of the person, the less it changes. Null (default): strictly the best. A conversation writes its
    /// own into its plans.
    /// </summary>
    [Browsable(false)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }
}
