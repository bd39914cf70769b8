using System.Text.Json.Serialization;

namespace InteRec.Tools;

/// <summary>Something the person should know about how the request was met. Codes: see <see cref="NoticeCodes"/>.</summary>
public sealed record Notice(string Code, string Text);

/// <summary>The codes of <see cref="Notice"/>.</summary>
public static class NoticeCodes
{
    /// <summary>Conditions leave too little; the text says what each costs.</summary>
    public const string Relaxed = "relaxed";

    /// <summary>Nothing meets the conditions.</summary>
    public const string NoResults = "no_results";

    /// <summary>An item named is not in the catalogue.</summary>
    public const string UnknownItem = "unknown_item";

    /// <summary>A value or attribute named is not in the catalogue.</summary>
    public const string UnknownValue = "unknown_value";

    /// <summary>A name was read as another: "I read Incepton as Inception".</summary>
    public const string Corrected = "corrected";

    /// <summary>The model could not plan; the built-in planner did.</summary>
    public const string PlannerFallback = "planner_fallback";

    /// <summary>The promoted ranker cannot be used; an earlier one, or none, ordered the lists.</summary>
    public const string Degraded = "degraded";

    /// <summary>The answer holds, but the store could not keep it or what was learnt.</summary>
    public const string NotKept = "not_kept";

    /// <summary>More was asked for than a limit allows.</summary>
    public const string Truncated = "truncated";

    /// <summary>What was said before was stored by another version and can no longer be read.</summary>
    public const string Forgotten = "forgotten";
}

/// <summary>What one step of a plan did.</summary>
/// <param name="Tool">Name of the tool.</param>
/// <param name="Took">Candidates taken.</param>
/// <param name="Gave">Candidates given.</param>
/// <param name="Ms">Milliseconds.</param>
/// <param name="Note">What is worth knowing, such as the link of the cold-start chain that answered; null where nothing is.</param>
public sealed record TraceEntry(
    string Tool,
    int Took,
    int Gave,
    double Ms,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null
);

/// <summary>An item as it goes out.</summary>
public sealed record ListedItem
{
    /// <summary>The item's id.</summary>
    public required string ItemId { get; init; }

    /// <summary>The catalogue's title.</summary>
    public required string Title { get; init; }

    /// <summary>The year, or null.</summary>
    public int? Year { get; init; }

    /// <summary>Score within this list, 0 to 1, the first highest.</summary>
    public double Score { get; init; }

    /// <summary>Why it is there, in words, most telling first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>
    /// The members of a group whom it suits most, by their taste; null where the list is for one person, or nothing is known.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? For { get; init; }

    /// <summary>Facts by attribute: a text, a number or a list.</summary>
    public IReadOnlyDictionary<string, object> Facts { get; init; } = new Dictionary<string, object>(StringComparer.Ordinal);
}

/// <summary>One list of a reply.</summary>
public sealed record ItemList(string? Label, IReadOnlyList<ListedItem> Items);

/// <summary>
/// One fact that a look-up found: <c>value</c> of <c>attribute</c> of an item (or of the candidates when <c>itemId</c> is null).
/// </summary>
/// <param name="ItemId">The item, or null for a fact of the candidates as a whole.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Attribute">The attribute, or <c>count</c>.</param>
/// <param name="Values">The values as texts, of a range the least and the greatest; empty where the catalogue does not know.</param>
public sealed record Fact(string? ItemId, string? Title, string Attribute, IReadOnlyList<string> Values)
{
    /// <summary>How many items have each of the values; null where nothing is counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>How many values there are where only the most frequent are told; null where all are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Of { get; init; }

    /// <summary>
    /// What was asked of the candidates as a whole: <c>count</c>, <c>values</c>, <c>range</c> or <c>common</c>; null for a fact of an item.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Question { get; init; }
}
