using InteRec.Planning.Agent.Model;
using InteRec.Tools;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Agent.Trust;

/// <summary>
/// Finds out in the background how well the model plans: from the store, or by the probe, which is tried again later where the endpoint
/// does not answer.
/// </summary>
internal sealed partial class TrustService(
    ModelTrust trust,
    TrustStore store,
    ServingSlot serving,
    TimeProvider time,
    ILogger<TrustService> logger,
    TrustProbe? probe = null,
    ProbedModel? model = null
) : BackgroundService
{
    private const int MostTries = 100;
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (probe is null || model is null)
        {
            return;
        }

        try
        {
            await serving.WhenLoadedAsync().WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Again, time);
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await FoundAsync(probe, model, stoppingToken) is { } verdict)
                {
                    trust.Learn(verdict);
                    LogFound(trust.Sentence!);
                    return;
                }

                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task<TrustVerdict?> FoundAsync(TrustProbe probe, ProbedModel model, CancellationToken stoppingToken)
    {
        try
        {
            if (await store.LoadAsync(model, stoppingToken) is { } known)
            {
                return known;
            }

            var found = await probe.RunAsync(serving.Current, stoppingToken);
            if (found.TooLate == 0)
            {
                await store.SaveAsync(model, found, stoppingToken);
            }

            return found;
        }
        catch (ModelException e)
        {
            LogUnanswered(e.Failure);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBroken(e);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sentence}")]
    private partial void LogFound(string sentence);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The model's planning could not be checked: {Failure}; it is tried again in a few minutes"
    )]
    private partial void LogUnanswered(ModelFailure failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The model's planning could not be checked; it is tried again in a few minutes")]
    private partial void LogBroken(Exception exception);
}
