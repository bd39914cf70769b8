using InteRec.Serving;
using InteRec.Training;

namespace InteRec.Api.Startup;

/// <summary>
/// Brings the service to readiness behind a server that already listens, so that whoever asks is told how far it is; then looks every few
/// seconds whether another process has changed the catalogue or promoted another ranker.
/// </summary>
internal sealed partial class PreparationService(
    StartUp startUp,
    ServingLoader loader,
    TrainingQueue queue,
    Readiness readiness,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    HostMode mode,
    ILogger<PreparationService> logger
) : BackgroundService
{
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // An address that cannot be listened on must stop the start before the first byte is written.
        if (await IsListeningAsync(stoppingToken) && await PrepareAsync(stoppingToken))
        {
            await WatchAsync(stoppingToken);
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stoppingToken.IsCancellationRequested;
    }

    private async Task<bool> PrepareAsync(CancellationToken stoppingToken)
    {
        var begin = time.GetTimestamp();
        try
        {
            await startUp.RunAsync(new LoggedProgress(readiness, logger), stoppingToken);
            readiness.Ready();
            if (loader.IsLost)
            {
                queue.Start(TrainingRequest.Default); // the rest of the chain answers meanwhile, and says so
            }

            var seconds = time.GetElapsedTime(begin).TotalSeconds;
            LogReady(logger, seconds);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (Exception e) when (CommandFailures.IsForeseen(e))
        {
            LogUnusable(logger, e.Message);
            Fail(e.Message);
        }
        catch (Exception e)
        {
            LogBroken(logger, e);
            Fail("The start broke off; the log says why");
        }

        return false;
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Polling, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await loader.RefreshAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogRefresh(logger, e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private void Fail(string reason)
    {
        readiness.Failed(reason);
        if (!mode.IsOwnProgram)
        {
            return; // An application goes on without recommendations.
        }

        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready after {Seconds:0.0} s")]
    private static partial void LogReady(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Progress}")]
    private static partial void LogProgress(ILogger logger, StartUpProgress progress);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private static partial void LogUnusable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The start broke off")]
    private static partial void LogBroken(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for a new catalogue or ranker failed; what answers now goes on")]
    private static partial void LogRefresh(ILogger logger, Exception exception);

    /// <summary>Keeps the report current, and logs when a phase begins and each fifth of it.</summary>
    private sealed class LoggedProgress(Readiness readiness, ILogger logger) : IProgress<StartUpProgress>
    {
        private readonly Lock _lock = new();
        private (string Phase, int Fifth) _told;

        public void Report(StartUpProgress value)
        {
            readiness.At(value);
            var step = (value.Phase, Fifth: (int)(5 * (value.Fraction ?? 0)));
            lock (_lock)
            {
                if (step.Phase == _told.Phase && step.Fifth <= _told.Fifth)
                {
                    return;
                }

                _told = step;
            }

            LogProgress(logger, value);
        }
    }
}
