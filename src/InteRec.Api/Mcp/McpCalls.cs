using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Mcp;

/// <summary>Calls of tools by flat arguments, under the limits and rights that the same calls over HTTP have.</summary>
internal sealed class McpCalls(
    ToolBox box,
    ToolService tools,
    PlanService plans,
    ConversationService conversations,
    FeedbackService feedback,
    RequestChecks checks,
    IOptions<JsonOptions> json
)
{
    private JsonSerializerOptions Json => json.Value.SerializerOptions;

    public async Task<RecommendReply> RecommendAsync(JsonObject arguments, HttpContext http, CancellationToken cancellationToken)
    {
        var request = MessageArguments.Read(arguments, Json);
        Require(checks.Chat("", request));
        return RecommendReply.Of(await conversations.TakeTurnAsync(request, http.Caller(request.UserId), cancellationToken));
    }

    public async Task<ToolReply> RunToolAsync(string name, JsonObject arguments, HttpContext http, CancellationToken cancellationToken)
    {
        var request = FlatArguments.Request(box, name, arguments, Json);
        Require(checks.Tool("", request));
        return await tools.RunToolAsync(name, request, http.Caller(request.UserId), cancellationToken);
    }

    public async Task<PlanReply> RunPlanAsync(JsonObject arguments, HttpContext http, CancellationToken cancellationToken)
    {
        var (plan, userId) = FlatArguments.PlanRequest(arguments, Json);
        Require(checks.OptionalId(FlatArguments.UserId, userId) ?? checks.Ids("within.userIds", plan.Within?.UserIds));
        return await plans.RunPlanAsync(plan, http.Caller(userId), cancellationToken);
    }

    public async Task<FeedbackTaken> TakeFeedbackAsync(JsonObject arguments, HttpContext http, CancellationToken cancellationToken)
    {
        var call = FeedbackCall.Read(arguments, Json);
        Require(
            checks.Id("recommendationId", call.RecommendationId)
                ?? checks.Id("itemId", call.ItemId)
                ?? checks.OptionalId(FlatArguments.UserId, call.UserId)
                ?? (call.Reason is null ? null : checks.Message("reason", call.Reason))
        );
        var caller = http.Caller(call.UserId);
        return await feedback.TakeAsync(call.RecommendationId, call.ItemId, call.Kind, call.Reason, caller, cancellationToken) switch
        {
            FeedbackOutcome.Taken => new FeedbackTaken(call.RecommendationId, call.ItemId, call.Kind),
            FeedbackOutcome.UnknownKind => throw new ToolException($"kind: is one of {string.Join(", ", FeedbackKinds.All)}."),
            FeedbackOutcome.NotInIt => throw new ToolException(
                $"itemId: \"{call.ItemId}\" is not an item of this recommendation; the answer that gave the recommendationId has its ids."
            ),
            _ => throw new ToolException(
                $"No recommendation has the id \"{call.RecommendationId}\"; recommend and plan give a recommendationId with their lists."
            ),
        };
    }

    private static void Require(ProblemHttpResult? problem)
    {
        if (problem is not null)
        {
            throw new ToolException(problem.ProblemDetails.Detail!);
        }
    }
}
