using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Catalog;

namespace InteRec.Planning;

/// <summary>What a message wants.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Intent>))]
public enum Intent
{
    /// <summary>A list for a new request.</summary>
    [JsonStringEnumMemberName("recommend")] Recommend,

    /// <summary>The request so far, with conditions added, replaced or dropped.</summary>
    [JsonStringEnumMemberName("refine")] Refine,

    /// <summary>More of the same, nothing twice.</summary>
    [JsonStringEnumMemberName("more")] More,

    /// <summary>Items like those named.</summary>
    [JsonStringEnumMemberName("similar")] Similar,

    /// <summary>A question of fact.</summary>
    [JsonStringEnumMemberName("lookup")] Lookup,

    /// <summary>Why an item was recommended.</summary>
    [JsonStringEnumMemberName("explain")] Explain,

    /// <summary>Items held against each other.</summary>
    [JsonStringEnumMemberName("compare")] Compare,

    /// <summary>Something to keep in the profile.</summary>
    [JsonStringEnumMemberName("remember")] Remember,

    /// <summary>Something to take out of the profile.</summary>
    [JsonStringEnumMemberName("forget")] Forget,

    /// <summary>What is remembered of the person.</summary>
    [JsonStringEnumMemberName("recall")] Recall,

    /// <summary>Small talk.</summary>
    [JsonStringEnumMemberName("chitchat")] Chitchat,

    /// <summary>What can I ask?</summary>
    [JsonStringEnumMemberName("help")] Help,

    /// <summary>Nothing that a recommender answers.</summary>
    [JsonStringEnumMemberName("out_of_scope")] OutOfScope,
}

/// <summary>
/// A list of tool calls that is complete by itself: on the same catalogue, ranker and profile it gives the same lists again.
/// A refinement restates the conditions that still hold.
/// </summary>
public sealed record Plan
{
    /// <summary>What the message wants.</summary>
    [Description("What the message wants.")]
    public Intent Intent { get; init; }

    /// <summary>The lists to make; more than one when the message asks for several things. Empty when nothing is to be listed or looked up.</summary>
    [Description("One entry per list asked for; empty for small talk.")]
    public IReadOnlyList<PlanList> Lists { get; init; } = [];

    /// <summary>What to keep in the profile, or null.</summary>
    [Description("What the person said about their own taste that should be remembered, or null.")]
    public ProfileChange? Remember { get; init; }

    /// <summary>What to take out of the profile, or null.</summary>
    [Description("What the person wants forgotten, or null.")]
    public ProfileChange? Forget { get; init; }

    /// <summary>The attribute to ask back about, "auto" for the one that splits the candidates best, or null for no question.</summary>
    [Description("An attribute to ask back about, \"auto\", or null.")]
    public string? Ask { get; init; }

    /// <summary>
    /// What the caller sets beside the plan, so that a plan that is stored gives the same lists again; null where nothing is. No planner sets it, and
    /// no conversation keeps it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallerConditions? Within { get; init; }
}

/// <summary>One list of a plan: steps that run in order, each on the candidates that the one before left.</summary>
public sealed record PlanList
{
    /// <summary>Whom or what the list is for ("for the kids"), or null.</summary>
    [Description("Whom or what the list is for, or null.")]
    public string? Label { get; init; }

    /// <summary>How many items, 1 to the limit of the service (50). Default 5.</summary>
    [Description("How many items.")]
    public int Count { get; init; } = 5;

    /// <summary>The steps. The same tool may appear twice. Filters run before the searches in front of them, so that these do not lose what a filter asks for.</summary>
    [Description("Tool calls in order. Each takes the candidates the one before left; the first starts from the whole catalogue.")]
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];
}

/// <summary>Items and attribute values to put into a profile or to take out of it. Titles or item ids name items.</summary>
public sealed record ProfileChange
{
    /// <summary>Items liked (remember), or no longer to be held as liked (forget).</summary>
    public IReadOnlyList<string> Liked { get; init; } = [];

    /// <summary>Items disliked.</summary>
    public IReadOnlyList<string> Disliked { get; init; } = [];

    /// <summary>Items already seen, used or owned.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Items or attribute values that must never be in a list: titles, ids or values such as "Horror".</summary>
    public IReadOnlyList<string> Unwanted { get; init; } = [];

    /// <summary>Attribute values the person prefers: "Western", "Tom Hanks".</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>For forget: everything that is remembered.</summary>
    public bool Everything { get; init; }

    /// <summary>True when there is nothing in it.</summary>
    [JsonIgnore]
    public bool IsEmpty => Liked.Count + Disliked.Count + Seen.Count + Unwanted.Count + Preferred.Count == 0 && !Everything;
}

/// <summary>A call of one tool within a plan.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "tool", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(FilterStep), FilterStep.Tool)]
[JsonDerivedType(typeof(SearchStep), SearchStep.Tool)]
[JsonDerivedType(typeof(SimilarStep), SimilarStep.Tool)]
[JsonDerivedType(typeof(RankStep), RankStep.Tool)]
[JsonDerivedType(typeof(LookupStep), LookupStep.Tool)]
[JsonDerivedType(typeof(ExplainStep), ExplainStep.Tool)]
public abstract record PlanStep
{
    /// <summary>The name of the tool.</summary>
    [JsonIgnore]
    public abstract string ToolName { get; }
}

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

    /// <summary>Never these items (ids or titles; a title stands for its whole series when <see cref="ExcludeSeries"/> names it instead).</summary>
    [Description("Never these items, ids or titles.")]
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>
    /// Never items of these series. By name: a title or other title has the name as whole words, in one or many. By kin: it continues an item
    /// found by name, with a name of its own ("First Blood" and "Rambo III"): they share a stem of their titles and people in front or behind.
    /// </summary>
    [Description("Never items of these series: titles with the name, and sequels under another title.")]
    public IReadOnlyList<string>? ExcludeSeries { get; init; }
}

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

/// <summary>Orders the candidates for the person.</summary>
[Description("Orders the candidates for the person, or by an attribute.")]
public sealed record RankStep : PlanStep
{
    /// <summary>Name of the tool.</summary>
    public const string Tool = "rank";

    /// <inheritdoc />
    [JsonIgnore]
    public override string ToolName => Tool;

    /// <summary>A ranker (<c>blend</c>, <c>ials</c>, <c>ease</c>, <c>knn</c>, <c>popularity</c>, <c>content</c>), <c>quality</c> (the attribute with that role, weighed by its support), <c>given</c> (as a filter names the items), or the name of a number attribute. Default <c>blend</c>.</summary>
    [Description("blend, ials, ease, knn, popularity, content, quality, given (as filter names the items), or a number attribute such as year.")]
    public string By { get; init; } = "blend";

    /// <summary>For a number attribute: <c>asc</c> or <c>desc</c> (default).</summary>
    [Description("asc or desc; only with an attribute.")]
    public string? Order { get; init; }

    /// <summary>Preferences: items that meet them come before items that do not, other things being equal.</summary>
    [Description("Soft preferences by attribute; items that meet more of them come first.")]
    public ItemFilter? Prefer { get; init; }

    /// <summary>0 (default, no change) to 1: how much likeness to items already chosen counts against an item.</summary>
    public double Diversity { get; init; }

    /// <summary>-1 to 1, default 0, no change: above 0 prefers the less known.</summary>
    public double Novelty { get; init; }
}

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
    /// <c>facts</c> (default), <c>count</c>, <c>compare</c>, <c>common</c>, <c>values</c> (the values of an attribute among the candidates with
    /// counts, of a number by ranges: decades), <c>range</c> (the least and the greatest of a number).
    /// </summary>
    [Description("facts, count (how many), compare, common, values (with counts; of a year by decade) or range (least and greatest).")]
    public string Question { get; init; } = "facts";

    /// <summary>
    /// The items asked about (ids or titles); null: the candidates, which without a step before are the whole catalogue. After a search, facts
    /// are told of the item that it surely found, or of the nearest few.
    /// </summary>
    [Description("Items asked about: titles or ids; null for what the steps before found, without any the whole catalogue.")]
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>The attributes asked about; null: all that are shown.</summary>
    [Description("Attributes asked about; null for the main ones.")]
    public IReadOnlyList<string>? Attributes { get; init; }
}

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
