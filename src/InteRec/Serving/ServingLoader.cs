using InteRec.Catalog;
using InteRec.Ranking;
using InteRec.Search;
using InteRec.Tools;
using Microsoft.Extensions.Logging;

namespace InteRec.Serving;

/// <summary>
/// Builds the serving state beside the one in use and swaps it in: the catalogue when its version in the store has moved, the ranker when
/// another one is promoted. One build at a time; a ranker that cannot be loaded leaves the one that answers.
/// </summary>
internal sealed partial class ServingLoader(
    ServingSlot slot, DatasetSchema schema, ItemStore items, RankerStore rankers, SearchBuilder search, ToolBox tools, TimeProvider time, ILogger<ServingLoader> logger) : IDisposable
{
    private readonly SemaphoreSlim _building = new(1, 1);
    private long _version = -1;
    private string? _refused;

    /// <summary>Whether the trained ranker that is promoted answers.</summary>
    public bool HasRanker => slot.IsLoaded && slot.Current.RankerId is not null;

    /// <summary>Brings the slot up to date. Cheap when nothing has changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            var state = slot.IsLoaded && await items.VersionAsync(cancellationToken) == _version ? slot.Current : await BuildAsync(cancellationToken);
            var warming = Task.Run(state.Warm, cancellationToken); // what does not depend on the ranker is computed while it is read
            state = WithRanker(state);
            await warming;
            if (!slot.IsLoaded || !ReferenceEquals(state, slot.Current))
            {
                state.Warm();
                slot.Swap(state);
            }
        }
        finally
        {
            _building.Release();
        }
    }

    public void Dispose() => _building.Dispose();

    private async Task<ServingState> BuildAsync(CancellationToken cancellationToken)
    {
        var (all, version) = await items.LoadAsync(cancellationToken);
        var catalog = CatalogSnapshot.Build(schema, all, time);
        _version = version;
        LogCatalogue(logger, catalog.Count, version);
        return new ServingState(catalog, search: search.Build(catalog)) { WordRank = search.WordRank, Tools = tools };
    }

    private ServingState WithRanker(ServingState state)
    {
        var current = rankers.ReadRegistry().Current;
        if (current is null || current == state.RankerId || current == _refused)
        {
            return state;
        }

        try
        {
            var trained = rankers.Load(current);
            if (state.Catalog.Count > 0 && !trained.ItemIds.Any(id => state.Catalog.IndexOf(id) >= 0))
            {
                throw new RankerRejectedException("the catalogue has none of its items");
            }

            var bound = trained.Bind(state.Catalog.ItemIds, state.Content);
            LogRanker(logger, current);
            return state.With(bound);
        }
        catch (RankerRejectedException e)
        {
            _refused = current;
            LogRefused(logger, current, e);
            return state;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalogue of {Count} items, version {Version}")]
    private static partial void LogCatalogue(ILogger logger, int count, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ranker {RankerId} answers")]
    private static partial void LogRanker(ILogger logger, string rankerId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Ranker {RankerId} cannot be loaded; the one before goes on")]
    private static partial void LogRefused(ILogger logger, string rankerId, Exception exception);
}
