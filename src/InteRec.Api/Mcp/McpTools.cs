using System.Text.Json;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>The tools as the protocol tells and calls them: requests in words, every tool by itself, whole plans, feedback.</summary>
internal sealed class McpTools(ServingSlot slot, ToolBox box, McpCalls calls, IOptions<JsonOptions> json)
{
    private const string RecommendDescription =
        "Answers a whole request in a person's words: plans it, finds, ranks and gives reasons, answers questions of fact, goes on with "
        + "a conversation. The first choice where a person asks.";

    private const string PlanDescription =
        "Runs a whole plan: several lists, each of several steps. What comes out repeats with the same plan.";

    private readonly McpSchemas _schemas = new(box);

    /// <summary>All of them, in the order in which a model should think of them.</summary>
    public IList<Tool> List()
    {
        var catalog = slot.Current.Catalog;
        var message = McpSchemas.Short(MessageArguments.Schema(catalog, box));
        var plan = McpSchemas.Short(FlatArguments.OfPlan(catalog, box));
        return
        [
            Tell(ToolNames.Recommend, RecommendDescription, message, typeof(RecommendReply), changes: true),
            .. ToolList.Of(box, catalog).Select(t => Tell(t.Name, t.Description, Arguments(t), typeof(ToolReply), t.ChangesProfile)),
            Tell(ToolNames.Plan, PlanDescription, plan, typeof(PlanReply), changes: true),
            Tell(FeedbackCall.Tool, FeedbackCall.Description, _schemas.Of(typeof(FeedbackCall)), typeof(FeedbackTaken), changes: true),
        ];
    }

    /// <summary>
    /// Calls one. What a model can mend, and what failed on our side, is an answer; only a name that is no tool is a fault of the protocol.
    /// </summary>
    /// <exception cref="McpProtocolException">There is no such tool.</exception>
    public async Task<CallToolResult> CallAsync(CallToolRequestParams call, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = McpArguments.Read(call.Arguments, json.Value.SerializerOptions);
            return call.Name switch
            {
                ToolNames.Recommend => Answer(await calls.RecommendAsync(arguments, http, cancellationToken), ReplyText.Of),
                ToolNames.Plan => Answer(await calls.RunPlanAsync(arguments, http, cancellationToken), ReplyText.Of),
                FeedbackCall.Tool => Answer(await calls.TakeFeedbackAsync(arguments, http, cancellationToken), taken => taken.ToText()),
                var tool when ToolList.Has(box, tool) => Answer(
                    await calls.RunToolAsync(tool, arguments, http, cancellationToken),
                    ReplyText.Of
                ),
                var other => throw new McpProtocolException(
                    McpErrors.Unknown("tool", other, [.. List().Select(t => t.Name)]),
                    McpErrorCode.InvalidParams
                ),
            };
        }
        catch (Exception e) when (e is not McpException && !cancellationToken.IsCancellationRequested)
        {
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = McpErrors.Sentence(e, http) }] };
        }
    }

    /// <summary>
    /// One tool tells all that conditions may be, the others refer to it: a client reads all tools in every conversation.
    /// </summary>
    private static JsonElement Arguments(ToolDeclaration tool) =>
        tool.Name == FilterStep.Tool ? FlatArguments.Schema(tool) : McpSchemas.Short(FlatArguments.Schema(tool));

    private Tool Tell(string name, string description, JsonElement arguments, Type reply, bool changes) =>
        new()
        {
            Name = name,
            Description = description,
            InputSchema = arguments,
            OutputSchema = _schemas.Of(reply),
            Annotations = new ToolAnnotations
            {
                ReadOnlyHint = !changes,
                // A request in words may be to forget everything; it and a plan keep a record of what was given each time.
                DestructiveHint = name is ToolNames.Forget or ToolNames.Recommend,
                IdempotentHint = name is not (ToolNames.Recommend or ToolNames.Plan),
                OpenWorldHint = false,
            },
        };

    private CallToolResult Answer<T>(T reply, Func<T, string> text) =>
        new()
        {
            Content = [new TextContentBlock { Text = text(reply) }],
            StructuredContent = JsonSerializer.SerializeToElement(reply, json.Value.SerializerOptions),
        };
}
