using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Conversations.Experiments;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Search;
using InteRec.Search.Embeddings;
using InteRec.Settings;
using InteRec.Tests.Storage;
using InteRec.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>A conversation with the built-in planner over one catalogue, whole turns with nothing doubled but the clock.</summary>
internal sealed class Talk : IDisposable
{
    private readonly TestStore _store;
    private readonly ServingState _serving;
    private readonly ConversationService _service;
    private string? _conversation;

    public Talk(ServingState serving, IPlanner? planner = null)
    {
        _serving = serving;
        _store = new TestStore(schema: serving.Catalog.Schema);
        var slot = new ServingSlot();
        slot.Swap(serving);
        var runner = new PlanRunner(new ToolBox(), Options.Create(new PlanLimits()), _store.Time);
        _service = new ConversationService(
            slot,
            planner ?? ShippedReader.Planner,
            runner,
            new TemplateReplyWriter(),
            _store.Get<Experiment>(),
            _store.Get<ConversationStore>(),
            _store.Get<ProfileStore>(),
            Options.Create(new InteRecOptions { Seed = 1 }),
            _store.Time,
            NullLogger<ConversationService>.Instance
        );
    }

    public CatalogSnapshot Catalog => _serving.Catalog;

    /// <summary>The state of a catalogue with its search, the vectors kept in a folder.</summary>
    public static ServingState Serve(CatalogSnapshot catalog, string folder)
    {
        var options = Options.Create(new InteRecOptions { DataPath = folder });
        var search = new SearchBuilder(
            options,
            new Lazy<StaticEmbeddingModel>(() => StaticEmbeddingModel.Load(options.Value.EmbeddingsFolder))
        );
        return new ServingState(catalog, search: search.Build(catalog)) { WordRank = search.WordRank };
    }

    /// <summary>The next turn of the conversation.</summary>
    public async Task<ChatReply> SayAsync(string message, CancellationToken cancellationToken = default)
    {
        var reply = await _service.TakeTurnAsync(new ChatRequest(message, _conversation), new Caller(null, null), cancellationToken);
        _conversation = reply.ConversationId;
        return reply;
    }

    /// <summary>A turn of any conversation.</summary>
    public Task<ChatReply> TakeAsync(ChatRequest request, CancellationToken cancellationToken) =>
        _service.TakeTurnAsync(request, new Caller(null, null), cancellationToken);

    /// <summary>The items of all lists of a reply.</summary>
    public IReadOnlyList<int> Items(ChatReply reply) => [.. reply.Lists.SelectMany(l => l.Items).Select(i => Catalog.IndexOf(i.ItemId))];

    /// <summary>The values of an item in an attribute.</summary>
    public IReadOnlyList<string> Values(int item, string attribute) => Catalog.Column(attribute)!.Texts(item);

    public void Dispose() => _store.Dispose();
}
