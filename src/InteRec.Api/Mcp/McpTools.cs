using System.Text.Json;
using InteRec.Api.Problems;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>The tools as the protocol tells and calls them: whole requests in words, every tool by itself, whole plans, and feedback.</summary>
internal sealed class McpTools(ServingSlot slot, ToolBox box, McpCalls calls, IOptions<JsonOptions> json)
{
    private readonly McpSchemas _schemas = new(box);

    /// <summary>All of them, in the order in which a model should think of them.</summary>
    public IList<Tool> List()
    {
        var catalog = slot.Current.Catalog;
        return
        [
            Tell(FlatArguments.Recommend, RecommendDescription, McpSchemas.Short(FlatArguments.OfMessage(catalog, box)), typeof(RecommendReply), changes: true),
            .. ToolList.Of(box, catalog).Select(tool => Tell(tool.Name, tool.Description, Arguments(tool), typeof(ToolReply), tool.ChangesProfile)),
            Tell(FlatArguments.Plan, PlanDescription, McpSchemas.Short(FlatArguments.OfPlan(catalog, box)), typeof(PlanReply), changes: false),
            Tell(FeedbackCall.Tool, FeedbackCall.Description, _schemas.Of(typeof(FeedbackCall)), typeof(FeedbackTaken), changes: true),
        ];
    }

    /// <summary>Calls one. What a model can mend, and what failed on our side, is an answer; only a name that is no tool is a fault of the protocol.</summary>
    /// <exception cref="McpProtocolException">There is no such tool.</exception>
    public async Task<CallToolResult> CallAsync(CallToolRequestParams call, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = McpArguments.Read(call.Arguments, json.Value.SerializerOptions);
            return call.Name switch
            {
                FlatArguments.Recommend => Answer(await calls.RecommendAsync(arguments, http, cancellationToken), ReplyText.Of),
                FlatArguments.Plan => Answer(await calls.RunPlanAsync(arguments, http, cancellationToken), ReplyText.Of),
                FeedbackCall.Tool => Answer(await calls.TakeFeedbackAsync(arguments, http, cancellationToken), taken => taken.ToText()),
                _ when ToolList.Has(box, call.Name) => Answer(await calls.RunToolAsync(call.Name, arguments, http, cancellationToken), ReplyText.Of),
                _ => throw new McpProtocolException(McpErrors.Unknown("tool", call.Name, [.. List().Select(t => t.Name)]), McpErrorCode.InvalidParams),
            };
        }
        catch (Exception e) when (e is not McpException && !cancellationToken.IsCancellationRequested)
        {
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = McpErrors.Sentence(e, http) }] };
        }
    }

    private const string RecommendDescription =
        "Answers a whole request in a person's words: plans it, finds, ranks and gives reasons, answers questions of fact, and goes on with a conversation. The first choice where a person asks.";

    private const string PlanDescription = "Runs a whole plan: several lists, each of several steps. What comes out repeats with the same plan.";

    /// <summary>One tool tells all that conditions may be; the others refer to it, for every tool is read at the beginning of every conversation.</summary>
    private static JsonElement Arguments(ToolDeclaration tool) =>
        tool.Name == FilterStep.Tool ? FlatArguments.Schema(tool) : McpSchemas.Short(FlatArguments.Schema(tool));

    private Tool Tell(string name, string description, JsonElement arguments, Type reply, bool changes) => new()
    {
        Name = name,
        Description = description,
        InputSchema = arguments,
        OutputSchema = _schemas.Of(reply),
        Annotations = new ToolAnnotations { ReadOnlyHint = !changes, DestructiveHint = name == ToolService.Forget, IdempotentHint = name != FlatArguments.Recommend, OpenWorldHint = false },
    };

    private CallToolResult Answer<T>(T reply, Func<T, string> text) => new()
    {
        Content = [new TextContentBlock { Text = text(reply) }],
        StructuredContent = JsonSerializer.SerializeToElement(reply, json.Value.SerializerOptions),
    };
}
