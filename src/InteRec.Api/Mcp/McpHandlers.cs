using System.Globalization;
using InteRec.Tools;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace InteRec.Api.Mcp;

/// <summary>What the service does for clients of the protocol: tools, resources, prompts, and in a few sentences how to use them.</summary>
internal sealed class McpHandlers(ServingSlot slot, McpTools tools, McpResources resources, McpPrompts prompts)
{
    private static readonly Implementation Info = new()
    {
        Name = "interec",
        Title = "InteRec",
        Version = typeof(McpHandlers).Assembly.GetName().Version!.ToString(3),
    };

    /// <summary>What is answered to one request.</summary>
    public void Configure(McpServerOptions options, HttpContext http)
    {
        options.ServerInfo = Info;
        options.ServerInstructions = Instructions();
        options.Capabilities = new ServerCapabilities
        {
            Tools = new(),
            Resources = new(),
            Prompts = new(),
        };
        options.Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = tools.List() }),
            CallToolHandler = async (call, stop) => await tools.CallAsync(call.Params!, http, stop),
            ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult { Resources = McpResources.List }),
            ListResourceTemplatesHandler = (_, _) =>
                ValueTask.FromResult(new ListResourceTemplatesResult { ResourceTemplates = McpResources.Templates }),
            ReadResourceHandler = async (read, stop) => await resources.ReadAsync(read.Params!.Uri, http, stop),
            ListPromptsHandler = (_, _) => ValueTask.FromResult(new ListPromptsResult { Prompts = prompts.List() }),
            GetPromptHandler = (get, _) => ValueTask.FromResult(prompts.Get(get.Params!.Name, get.Params.Arguments)),
        };
    }

    private string Instructions()
    {
        var catalog = slot.Current.Catalog;
        var (item, items) = (catalog.Schema.Item.Singular, catalog.Schema.Item.Plural);
        var count = catalog.Available.Count().ToString("#,0", CultureInfo.InvariantCulture);
        return $"""
            Recommends {items} of one catalogue ({catalog.Schema.Title ?? catalog.Schema.Name}, {count} {items}).
            Name no {item} that a tool has not given; the id in [brackets] is for calls, not for people.
            For what a person asks, call recommend with their own words as message. Hand its conversationId on with the next message,
            so that "more", "without violence" or "why?" are understood, and userId where you know whose taste it is.
            For single steps: filter (hard conditions), search (free text), similar, rank (the ids that one call gave are the candidates
            of the next), lookup (facts, counts), explain (why), ask (what to ask back), plan (several steps at once). The schema of
            filter names the attributes of conditions; {McpResources.Catalogue} tells more of them.
            remember and forget change what is kept of a user; feedback says what came of an item of a recommendation.
            An error says what to write instead: mend the call and try again.
            """;
    }
}
