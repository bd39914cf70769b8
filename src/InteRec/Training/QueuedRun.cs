namespace InteRec.Training;

/// <summary>A run of the queue as it stands, and as those who follow it see it change.</summary>
/// <param name="request">What it is asked for.</param>
/// <param name="report">How it stands at first.</param>
internal sealed class QueuedRun(TrainingRequest request, TrainingRunReport report) : IProgress<TrainingProgress>
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TrainingRequest Request => request;

    public TrainingRunReport Report { get; private set; } =
        report with
        {
            TuneMinutes = request.Tuning?.Limit.TotalMinutes,
            WarmStart = request.WarmStart,
        };

    public bool IsActive => Report.IsActive;

    /// <summary>Stops it.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Ends when it has ended.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    void IProgress<TrainingProgress>.Report(TrainingProgress value) =>
        Set(Report with { Phase = value.Phase, Fraction = Math.Round(value.Fraction, 3), Message = value.Message });

    /// <summary>It waits no longer.</summary>
    public void Begin()
    {
        if (Report.Status == TrainingRunReport.Queued)
        {
            Set(Report with { Status = TrainingRunReport.Running, Phase = "read", Message = "Starting" });
        }
    }

    public void End(string status, string message, TimeProvider time, string? rankerId = null, bool promoted = false) =>
        Set(
            Report with
            {
                Status = status,
                Phase = "done",
                Fraction = status == TrainingRunReport.Succeeded ? 1 : Report.Fraction,
                Message = message,
                EndedAt = time.GetUtcNow(),
                RankerId = rankerId,
                Promoted = promoted,
            }
        );

    /// <summary>How it stands, and what tells when that has changed.</summary>
    public (TrainingRunReport Report, Task Changed) Look()
    {
        lock (_lock)
        {
            return (Report, _changed.Task);
        }
    }

    private void Set(TrainingRunReport next)
    {
        TaskCompletionSource before;
        lock (_lock)
        {
            if (next == Report)
            {
                return;
            }

            Report = next;
            (before, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        before.SetResult();
    }
}
