namespace InteRec.Api.Startup;

/// <summary>Brings the service to readiness behind a server that already listens, so that whoever asks is told how far it is.</summary>
internal sealed partial class PreparationService(Readiness readiness, ILogger<PreparationService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readiness.Ready();
        LogReady(logger);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready")]
    private static partial void LogReady(ILogger logger);
}
