using System.Text.Json;
using InteRec.Api.Contracts;
using InteRec.Api.Endpoints;
using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>What can be read: the schemas of conditions and plans, an item, and what is remembered of a user.</summary>
internal sealed class McpResources(
    ServingSlot slot,
    ToolBox box,
    ItemStore items,
    ProfileStore profiles,
    RequestChecks checks,
    IOptions<JsonOptions> json
)
{
    /// <summary>The attributes that conditions may name, and the values of the short vocabularies.</summary>
    public const string Catalogue = "interec://catalogue/schema";

    private const string PlanUri = "interec://plan/schema";
    private const string Json = "application/json";
    private const string ItemBefore = "interec://items/";
    private const string UserBefore = "interec://users/";
    private const string UserAfter = "/profile";
    private const string ItemTemplate = ItemBefore + "{itemId}";
    private const string UserTemplate = UserBefore + "{userId}" + UserAfter;

    public static IList<Resource> List { get; } =
    [
        Told(Catalogue, "catalogue", "The attributes of the items, and the JSON schema of conditions on them with the short vocabularies."),
        Told(PlanUri, "plan", "The JSON schema of plans."),
    ];

    public static IList<ResourceTemplate> Templates { get; } =
    [
        ToldOf(ItemTemplate, "item", "All facts of one item."),
        ToldOf(UserTemplate, "profile", "What is remembered of a user: liked, disliked, seen, unwanted and preferred."),
    ];

    /// <summary>Reads one.</summary>
    /// <exception cref="McpProtocolException">There is no such resource, item or user.</exception>
    public async Task<ReadResourceResult> ReadAsync(string uri, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var content = JsonSerializer.Serialize(await ContentAsync(uri, http, cancellationToken), json.Value.SerializerOptions);
            return new ReadResourceResult
            {
                Contents =
                [
                    new TextResourceContents
                    {
                        Uri = uri,
                        MimeType = Json,
                        Text = content,
                    },
                ],
            };
        }
        catch (Exception e) when (e is not McpException && !cancellationToken.IsCancellationRequested)
        {
            throw McpErrors.Protocol(e, http);
        }
    }

    private async Task<object> ContentAsync(string uri, HttpContext http, CancellationToken cancellationToken)
    {
        var state = slot.Current;
        return uri switch
        {
            Catalogue => Schema(state.Catalog),
            PlanUri => PlanSchema.Of(state.Catalog, box),
            _ when Within(uri, ItemBefore, "") is { } itemId => await ItemAsync(Checked("itemId", itemId), state, cancellationToken),
            _ when Within(uri, UserBefore, UserAfter) is { } userId => await ProfileAsync(
                Checked("userId", userId),
                state,
                http,
                cancellationToken
            ),
            _ => throw Missing(McpErrors.Unknown("resource", uri, [Catalogue, PlanUri, ItemTemplate, UserTemplate])),
        };
    }

    private async Task<ItemAnswer> ItemAsync(string itemId, ServingState state, CancellationToken cancellationToken) =>
        await items.GetAsync(itemId, cancellationToken) is { } item
            ? ItemEndpoints.Answer(item, state.Catalog.Schema)
            : throw Missing($"No item has the id \"{itemId}\"; the tools search, filter and lookup give ids.");

    private async Task<ProfileAnswer> ProfileAsync(string userId, ServingState state, HttpContext http, CancellationToken stop) =>
        UserEndpoints.Answer(userId, await profiles.LoadAsync(http.Caller(userId), stop), state);

    private string Checked(string name, string id) =>
        checks.Id(name, id) is { } problem
            ? throw new McpProtocolException(problem.ProblemDetails.Detail!, McpErrorCode.InvalidParams)
            : id;

    private static string? Within(string uri, string before, string after)
    {
        var isSuch = uri.StartsWith(before, StringComparison.Ordinal) && uri.EndsWith(after, StringComparison.Ordinal);
        return isSuch && uri.Length > before.Length + after.Length ? Uri.UnescapeDataString(uri[before.Length..^after.Length]) : null;
    }

    private static Resource Told(string uri, string name, string description) =>
        new()
        {
            Uri = uri,
            Name = name,
            MimeType = Json,
            Description = description,
        };

    private static ResourceTemplate ToldOf(string uris, string name, string description) =>
        new()
        {
            UriTemplate = uris,
            Name = name,
            MimeType = Json,
            Description = description,
        };

    private static McpProtocolException Missing(string sentence) => new(sentence, McpErrorCode.ResourceNotFound);

    private static object Schema(CatalogSnapshot catalog) =>
        new
        {
            catalog.Schema.Name,
            catalog.Schema.Title,
            catalog.Schema.Item,
            Attributes = CatalogueEndpoints.Attributes(catalog.Schema),
            Conditions = PlanSchema.OfArguments(catalog, typeof(FilterStep)),
        };
}
