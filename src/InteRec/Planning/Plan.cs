using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What a message wants. What is not browsable only the built-in planner tells apart; a model is not told of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Intent>))]
public enum Intent
{
    /// <summary>A list for a new request.</summary>
    [JsonStringEnumMemberName("recommend")]
    Recommend,

    /// <summary>The request so far, with conditions added, replaced or dropped.</summary>
    [JsonStringEnumMemberName("refine")]
    Refine,

    /// <summary>More of the same, nothing twice.</summary>
    [JsonStringEnumMemberName("more")]
    More,

    /// <summary>Items like those named.</summary>
    [JsonStringEnumMemberName("similar")]
    Similar,

    /// <summary>A question of fact.</summary>
    [JsonStringEnumMemberName("lookup")]
    Lookup,

    /// <summary>Why an item was recommended.</summary>
    [JsonStringEnumMemberName("explain")]
    Explain,

    /// <summary>Items held against each other.</summary>
    [JsonStringEnumMemberName("compare")]
    Compare,

    /// <summary>Something to keep in the profile.</summary>
    [JsonStringEnumMemberName("remember")]
    Remember,

    /// <summary>Something to take out of the profile.</summary>
    [JsonStringEnumMemberName("forget")]
    Forget,

    /// <summary>What is remembered of the person.</summary>
    [JsonStringEnumMemberName("recall")]
    Recall,

    /// <summary>The request as it was before.</summary>
    [Browsable(false)]
    [JsonStringEnumMemberName("undo")]
    Undo,

    /// <summary>From the beginning, with nothing asked for.</summary>
    [Browsable(false)]
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>What was shown will do.</summary>
    [Browsable(false)]
    [JsonStringEnumMemberName("accept")]
    Accept,

    /// <summary>What was shown does not please: others.</summary>
    [Browsable(false)]
    [JsonStringEnumMemberName("reject")]
    Reject,

    /// <summary>The message before was misunderstood.</summary>
    [Browsable(false)]
    [JsonStringEnumMemberName("complain")]
    Complain,

    /// <summary>Small talk.</summary>
    [JsonStringEnumMemberName("chitchat")]
    Chitchat,

    /// <summary>What can I ask?</summary>
    [JsonStringEnumMemberName("help")]
    Help,

    /// <summary>Nothing that a recommender answers.</summary>
    [JsonStringEnumMemberName("out_of_scope")]
    OutOfScope,
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

    /// <summary>
    /// The lists to make; more than one when the message asks for several things. Empty when nothing is to be listed or looked up.
    /// </summary>
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
    /// What the caller sets beside the plan, so that a plan that is stored gives the same lists again; null where nothing is. No planner
    /// sets it, and no conversation keeps it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallerConditions? Within { get; init; }
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
