using System.ComponentModel;
using System.Text.Json.Serialization;
using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>
/// What the caller sets for one call, not the person: region, age, stock, what lies in the basket already. It holds for every list, count,
/// question of fact and suggestion; no message, plan or relaxation loosens it, nobody is told of it, and no conversation keeps it. An item
/// outside is as if hidden.
/// </summary>
[Description("What the caller sets, beside the plan: holds for every list, count and question of fact, and is never relaxed.")]
public sealed record CallerConditions
{
    /// <summary>Conditions that every item meets, or null.</summary>
    [Description("Conditions that every item meets.")]
    [JsonConverter(typeof(CallerFilterJsonConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemFilter? Where { get; init; }

    /// <summary>Items that are out, by id or title, or null. A title that several items have means all of them.</summary>
    [Description("Items that are out, ids or titles.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>
    /// The users whom the lists are for, 1 to 20, or null: nothing that one of them has seen, dislikes or does not want, in an order that
    /// is fair to all. Whoever speaks is one of them.
    /// </summary>
    [Description("The users of a group whom the lists are for.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>True where nothing is set.</summary>
    [JsonIgnore]
    public bool IsEmpty => Where is null or { IsEmpty: true } && Exclude is not { Count: > 0 } && UserIds is not { Count: > 0 };

    /// <summary>Those of a request; null where it sets none.</summary>
    internal static CallerConditions? Of(ItemFilter? where, IReadOnlyList<string>? exclude, IReadOnlyList<string>? userIds) =>
        new CallerConditions
        {
            Where = where,
            Exclude = exclude,
            UserIds = userIds,
        }
            is { IsEmpty: false } set
            ? set
            : null;
}
