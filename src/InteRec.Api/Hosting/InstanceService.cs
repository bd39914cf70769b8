namespace InteRec.Api.Hosting;

/// <summary>Starts and stops the recommender with the application.</summary>
internal sealed partial class InstanceService(Instance instance, ILogger<InstanceService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await instance.StartAsync(cancellationToken);
        foreach (var service in instance.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            _ = service.ExecuteTask?.ContinueWith(
                t => LogBroken(logger, service.GetType().Name, t.Exception!),
                default,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => instance.StopAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Service} broke off")]
    private static partial void LogBroken(ILogger logger, string service, Exception exception);
}
