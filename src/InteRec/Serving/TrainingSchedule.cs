using InteRec.Ranking;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InteRec.Serving;

/// <summary>
/// Begins a training by itself: so many hours after the latest one, or once so many interactions are new. It looks every few seconds, and
/// never while a run is under way or waits. A run that gave nothing counts too, so that a log that cannot be trained on is not tried all
/// the time.
/// </summary>
internal sealed partial class TrainingSchedule(
    TrainingQueue queue,
    RankerStore rankers,
    Database database,
    ServingSlot slot,
    IOptions<TrainingOptions> options,
    TimeProvider time,
    ILogger<TrainingSchedule> logger
) : BackgroundService
{
    private static readonly TimeSpan Looking = TimeSpan.FromSeconds(10);
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private long _seen = -1;

    /// <summary>Looks once, and begins what is due.</summary>
    /// <returns>The run, or null where none is due.</returns>
    public async Task<TrainingRunReport?> LookAsync(CancellationToken cancellationToken)
    {
        if (!slot.IsLoaded || queue.IsBusy)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var (version, trained) = await database.ReadAsync(
            async session =>
                (await Counters.ReadAsync(session, Counters.Interactions), await Counters.ReadAsync(session, Counters.Trained)),
            cancellationToken
        );
        var fresh = version - Math.Max(trained, _seen);
        if (!IsDue(now, fresh))
        {
            return null;
        }

        (_latest, _seen) = (now, version);
        LogDue(logger, fresh);
        return queue.Start(TrainingRequest.Default);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is { EveryHours: 0, AfterInteractions: 0 })
        {
            return;
        }

        using var timer = new PeriodicTimer(Looking, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogBroken(logger, e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private bool IsDue(DateTimeOffset now, long fresh)
    {
        if (options.Value.AfterInteractions is > 0 and var enough && fresh >= enough)
        {
            return true;
        }

        var newest = rankers.List() is [var first, ..] ? first.Created : DateTimeOffset.MinValue;
        return options.Value.EveryHours is > 0 and var hours && now - (newest > _latest ? newest : _latest) >= TimeSpan.FromHours(hours);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A training is due: {Fresh} interactions are new")]
    private static partial void LogDue(ILogger logger, long fresh);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking whether a training is due failed")]
    private static partial void LogBroken(ILogger logger, Exception exception);
}
