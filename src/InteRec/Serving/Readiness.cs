namespace InteRec.Serving;

/// <summary>Where the service is on its way to answering.</summary>
/// <param name="Status"><c>starting</c>, <c>ready</c>, <c>degraded</c> (it answers, but not as it should) or <c>failed</c>.</param>
/// <param name="Phase">What is being done, or what failed; null when ready.</param>
/// <param name="Fraction">Share of the phase that is done, 0 to 1; null where it is not known.</param>
/// <param name="Detail">What else is worth knowing, or null.</param>
/// <param name="Planner">Which planner plans where a language model is configured, and why; null without one.</param>
public sealed record ReadinessReport(string Status, string? Phase, double? Fraction = null, string? Detail = null, string? Planner = null)
{
    /// <summary>Ready, but the promoted ranker cannot be used.</summary>
    internal const string Degraded = "degraded";
}

/// <summary>The one place that knows whether the service is ready. Readers get one consistent report.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource<ReadinessReport> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadinessReport _report = new("starting", "Starting");

    public ReadinessReport Report => Volatile.Read(ref _report);

    public bool IsReady => Report.Status == "ready";

    /// <summary>Why the start broke off; null where it did not.</summary>
    public string? Failure => Report is { Status: "failed", Phase: var reason } ? reason : null;

    public void At(StartUpProgress progress) =>
        Volatile.Write(ref _report, new("starting", progress.Phase, progress.Fraction, progress.Detail));

    public void Ready() => Settle(new("ready", null));

    public void Failed(string reason) => Settle(new("failed", reason));

    /// <summary>Ready or failed, whichever comes first.</summary>
    public Task<ReadinessReport> WhenSettledAsync() => _settled.Task;

    private void Settle(ReadinessReport report)
    {
        Volatile.Write(ref _report, report);
        _settled.TrySetResult(report);
    }
}
