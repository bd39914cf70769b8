using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Api.Mcp;

/// <summary>Arguments of the tool <c>feedback</c>.</summary>
internal sealed record FeedbackCall
{
    public const string Tool = ToolNames.Feedback;

    public const string Description =
        "Says what came of an item of a recommendation. Of liked, disliked and seen the last holds, and the profile learns it too.";

    [Description("The recommendation, as the answer that gave it says.")]
    public required string RecommendationId { get; init; }

    [Description("An item of it, by id.")]
    public required string ItemId { get; init; }

    [Description("liked, disliked or seen, where the person says so; shown, clicked, accepted or rejected, where it happened.")]
    public required string Kind { get; init; }

    [Description("The user; null for the one of the recommendation.")]
    public string? UserId { get; init; }

    [Description("Why, in the person's words, or null.")]
    public string? Reason { get; init; }

    /// <exception cref="InvalidPlanException">An argument is missing or unknown.</exception>
    /// <exception cref="JsonException">One has the wrong type.</exception>
    public static FeedbackCall Read(JsonObject arguments, JsonSerializerOptions json)
    {
        ArgumentProblems.Refuse(ArgumentProblems.Names(Tool, arguments, [.. ArgumentProblems.Of(json.GetTypeInfo(typeof(FeedbackCall)))]));
        return arguments.Deserialize<FeedbackCall>(json)!;
    }
}

/// <summary>The answer of the tool <c>feedback</c>: what is now known.</summary>
internal sealed record FeedbackTaken(string RecommendationId, string ItemId, string Kind)
{
    public string ToText() => $"Noted: {Kind} {ItemId}.";
}
