using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Serving;

/// <summary>Trains on the log and the catalogue as they are now, and lets what was promoted answer.</summary>
internal sealed class Retraining(
    InteractionLog log,
    Database database,
    ServingSlot slot,
    ServingLoader loader,
    RankerStore store,
    IOptions<TrainingOptions> options,
    IOptions<InteractionOptions> interactions,
    TimeProvider time
)
{
    /// <summary>One run. Cancelled or broken off, it leaves everything as it was.</summary>
    /// <exception cref="TrainingException">There is nothing to train on, or too little to tune on.</exception>
    public async Task<TrainingOutcome> RunAsync(
        TrainingRequest request,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var state = slot.Current;
        var (version, deletions) = await database.ReadAsync(
            async session =>
                (await Counters.ReadAsync(session, Counters.Interactions), await Counters.ReadAsync(session, Counters.Deletions)),
            cancellationToken
        );
        var input = new TrainingInput(log.ForTrainingAsync(cancellationToken), state.Catalog.ItemIds, state.Content, deletions)
        {
            Facts = ItemFacts.Of(state.Catalog),
            MayRepeat = interactions.Value.Repeat,
        };
        var outcome = await new TrainingRun(store, options.Value, time).RunAsync(input, request, progress, cancellationToken);
        await RememberAsync(version);
        Garbage.Collect();
        if (outcome.Promoted)
        {
            await loader.RefreshAsync(cancellationToken);
            Garbage.Collect();
        }

        return outcome;
    }

    /// <summary>So far the log was trained on; what is new is counted from here.</summary>
    private async Task RememberAsync(long version) =>
        await database.WriteAsync(
            async session =>
                await Counters.AddAsync(session, Counters.Trained, version - await Counters.ReadAsync(session, Counters.Trained)),
            CancellationToken.None
        );
}
