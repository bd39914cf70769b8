namespace InteRec.Api.Startup;

/// <summary>Where the service is on its way to answering: a phase in words, and how much of it is done.</summary>
/// <param name="Status"><c>starting</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Phase">What is being done: "Importing films", "Training ials"; null when ready.</param>
/// <param name="Done">How much of the phase is done.</param>
/// <param name="Total">How much there is; 0 where it is not known.</param>
public sealed record ReadinessReport(string Status, string? Phase, long Done, long Total);

/// <summary>The one place that knows whether the service is ready. Readers get one consistent report.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource<ReadinessReport> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadinessReport _report = new("starting", "Opening the store", 0, 0);

    public ReadinessReport Report => Volatile.Read(ref _report);

    public bool IsReady => Report.Status == "ready";

    public void At(string phase, long done, long total) => Volatile.Write(ref _report, new("starting", phase, done, total));

    public void Ready() => Settle(new("ready", null, 0, 0));

    public void Failed(string phase) => Settle(new("failed", phase, 0, 0));

    /// <summary>Ready or failed, whichever comes first.</summary>
    public Task<ReadinessReport> WhenSettledAsync() => _settled.Task;

    private void Settle(ReadinessReport report)
    {
        Volatile.Write(ref _report, report);
        _settled.TrySetResult(report);
    }
}
