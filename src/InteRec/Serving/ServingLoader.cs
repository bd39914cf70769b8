using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Ranking;
using InteRec.Search;
using InteRec.Tools;
using Microsoft.Extensions.Logging;

namespace InteRec.Serving;

/// <summary>
/// Builds the serving state beside the one in use and swaps it in: the catalogue when its version in the store has moved, the ranker when
/// another one is promoted. One build at a time. A ranker that cannot be loaded leaves the one that answers; where none does, those before
/// it are tried. It is looked at again when its files change.
/// </summary>
internal sealed partial class ServingLoader(
    ServingSlot slot,
    DatasetSchema schema,
    ItemStore items,
    RankerStore rankers,
    SearchBuilder search,
    ToolBox tools,
    BuiltInPlanner planner,
    TimeProvider time,
    ILogger<ServingLoader> logger
) : IDisposable
{
    private readonly SemaphoreSlim _building = new(1, 1);
    private long _version = -1;
    private string? _refused;

    /// <summary>True where no ranker was ever promoted, in contrast to one that cannot be used.</summary>
    public bool IsUntrained => slot.Current is { Ranker: null, Trouble: null };

    /// <summary>True where the promoted ranker cannot be used and no other answers.</summary>
    public bool IsLost => slot.Current is { Ranker: null, Trouble: not null };

    /// <summary>Brings the slot up to date. Cheap when nothing has changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            var isNew = !slot.IsLoaded || await items.VersionAsync(cancellationToken) != _version;
            var state = isNew ? await BuildAsync(cancellationToken) : slot.Current;

            // What does not depend on the ranker is computed while it is read.
            var warming = isNew ? Task.Run(() => WarmAsync(state, cancellationToken), cancellationToken) : Task.CompletedTask;
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

    private async Task WarmAsync(ServingState state, CancellationToken cancellationToken)
    {
        Parallel.Invoke(state.Warm, () => CandidateFinder.Of(state.Catalog, state.Titles));
        await planner.WarmAsync(state, cancellationToken);
    }

    private async Task<ServingState> BuildAsync(CancellationToken cancellationToken)
    {
        var (all, version) = await items.LoadAsync(cancellationToken);
        var catalog = CatalogSnapshot.Build(schema, all, time);
        _version = version;
        LogCatalogue(logger, catalog.Count, version);
        if (catalog.Count > 0 && SilentAttributes.Sentence(catalog) is { } sentence)
        {
            LogSilent(logger, sentence);
        }

        return new ServingState(catalog, search: search.Build(catalog)) { WordRank = search.WordRank, Tools = tools };
    }

    private ServingState WithRanker(ServingState state)
    {
        string? current;
        try
        {
            current = rankers.ReadRegistry().Current;
        }
        catch (RankerRejectedException e)
        {
            return Degraded(state, null, e);
        }

        if (current is null)
        {
            return state;
        }

        if (current == state.RankerId)
        {
            return Told(
                state,
                rankers.Problem(current, digests: false) is { } reason ? new RankerTrouble(current, reason, IsLost: false) : null
            );
        }

        try
        {
            return current == state.Trouble?.RankerId && rankers.Stamp(current) == _refused ? state : Bound(state, current, null);
        }
        catch (RankerRejectedException e)
        {
            _refused = rankers.Stamp(current);
            return Degraded(state, current, e);
        }
    }

    /// <summary>What answers goes on; after a start, or with another catalogue, the first of those before that can be used.</summary>
    private ServingState Degraded(ServingState state, string? promoted, RankerRejectedException refused)
    {
        var trouble = new RankerTrouble(promoted, refused.Reason, IsLost: true);
        if (state.Trouble != trouble)
        {
            LogRefused(logger, promoted ?? "that is promoted", refused);
        }

        return state.Ranker is null && FirstUsable(state, trouble) is { } earlier ? earlier : Told(state, trouble);
    }

    private ServingState? FirstUsable(ServingState state, RankerTrouble trouble)
    {
        foreach (var id in trouble.RankerId is null ? rankers.List().Select(m => m.RankerId) : rankers.RegistryOrEmpty().Before)
        {
            try
            {
                return Bound(state, id, trouble);
            }
            catch (RankerRejectedException e)
            {
                LogRefused(logger, id, e);
            }
        }

        return slot is { IsLoaded: true, Current.Ranker: { } inMemory }
            ? state.With(inMemory.Ranker.Bind(state.Catalog.ItemIds, state.Content), trouble)
            : null;
    }

    private ServingState Bound(ServingState state, string rankerId, RankerTrouble? trouble)
    {
        var trained = rankers.Load(rankerId);
        if (RankerPromotion.Problem(trained, id => state.Catalog.IndexOf(id) >= 0, state.Catalog.Count) is { } reason)
        {
            throw new RankerRejectedException(reason);
        }

        var bound = trained.Bind(state.Catalog.ItemIds, state.Content);
        LogRanker(logger, rankerId);
        return state.With(bound, trouble);
    }

    private static ServingState Told(ServingState state, RankerTrouble? trouble) =>
        state.Trouble == trouble ? state : state.With(state.Ranker, trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalogue of {Count} items, version {Version}")]
    private static partial void LogCatalogue(ILogger logger, int count, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogSilent(ILogger logger, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ranker {RankerId} answers")]
    private static partial void LogRanker(ILogger logger, string rankerId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ranker {RankerId} cannot be used; the rest of the chain answers")]
    private static partial void LogRefused(ILogger logger, string rankerId, Exception exception);
}
