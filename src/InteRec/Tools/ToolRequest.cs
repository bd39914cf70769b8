using System.Text.Json;
using System.Text.Json.Serialization;
using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>A call of one tool.</summary>
public sealed record ToolRequest
{
    /// <summary>The tool's arguments: a step as in a plan, its <c>tool</c> may be left out. Null: all defaults.</summary>
    public JsonElement? Step { get; init; }

    /// <summary>The candidates by item id, in their order; null: all items that the user may see.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>The user, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>Items liked, ids or titles: somebody's taste without a profile, or beside it.</summary>
    public IReadOnlyList<string>? Liked { get; init; }

    /// <summary>Items disliked, ids or titles.</summary>
    public IReadOnlyList<string>? Disliked { get; init; }

    /// <summary>Conditions that every candidate meets and nothing loosens, or null. See <see cref="CallerConditions"/>.</summary>
    [JsonConverter(typeof(CallerFilterJsonConverter))]
    public ItemFilter? Where { get; init; }

    /// <summary>Items that are no candidates, by id or title, or null.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>The users of a group whom the items are for, 1 to 20, or null.</summary>
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>
    /// How many items to give, 1 to the limit of the service for candidates. Default: 10 without candidates, all of them with.
    /// </summary>
    public int? Count { get; init; }
}
