using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace InteRec.Training;

/// <summary>
/// The training runs of this process: one at a time, in the background, followed by any number of readers. At most one more waits: it will
/// read the log when its turn comes, so a third that asks for the same would train on the same rows. The last fifty are remembered; what
/// lasts of a run is its ranker's manifest.
/// </summary>
/// <param name="train">Makes one run; the id of the ranker it gave and whether that was promoted.</param>
/// <param name="time">Dates the runs.</param>
/// <param name="logger">Where a run that broke is told.</param>
internal sealed partial class TrainingRuns(
    Func<TrainingRequest, IProgress<TrainingProgress>, CancellationToken, Task<TrainingOutcome>> train, TimeProvider time, ILogger<TrainingRuns> logger) : IAsyncDisposable
{
    private const int Remembered = 50;
    private readonly Lock _lock = new();
    private readonly List<Run> _runs = [];
    private int _number;

    /// <summary>The runs, latest first.</summary>
    public IReadOnlyList<TrainingRunReport> List()
    {
        lock (_lock)
        {
            return [.. _runs.Select(r => r.Report).Reverse()];
        }
    }

    /// <summary>One run, or null.</summary>
    public TrainingRunReport? Find(string trainingRunId) => Of(trainingRunId)?.Report;

    /// <summary>Whether a run is under way or waits.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _runs.Exists(r => IsActive(r.Report));
            }
        }
    }

    /// <summary>Begins a run, or lets it wait for the one under way; where one that asks for the same waits already, that is the run.</summary>
    /// <returns>The run, or null where one that asks for something else waits already.</returns>
    public TrainingRunReport? Start(TrainingRequest request)
    {
        lock (_lock)
        {
            if (_runs.Find(r => r.Report.Status == TrainingRunReport.Queued) is { } waiting)
            {
                return waiting.Request == request ? waiting.Report : null;
            }

            var before = _runs.Find(r => r.Report.Status == TrainingRunReport.Running);
            var now = time.GetUtcNow();
            var id = string.Create(CultureInfo.InvariantCulture, $"t_{now:yyyyMMddHHmmss}_{++_number}");
            var run = new Run(request, before is null
                ? new TrainingRunReport(id, TrainingRunReport.Running, "read", 0, "Starting", now)
                : new TrainingRunReport(id, TrainingRunReport.Queued, "queued", 0, $"Waiting for {before.Report.TrainingRunId}", now));
            _runs.Add(run);
            if (_runs.Count > Remembered)
            {
                _runs.RemoveAt(0);
            }

            run.Work = Task.Run(() => WorkAsync(run, before?.Work ?? Task.CompletedTask));
            return run.Report;
        }
    }

    /// <summary>Stops a run; it ends soon and leaves nothing behind. False where there is none or it is over.</summary>
    public bool Cancel(string trainingRunId)
    {
        if (Of(trainingRunId) is not { } run || !IsActive(run.Report))
        {
            return false;
        }

        run.Stop.Cancel();
        return true;
    }

    /// <summary>The state of a run now and after each change, until it is over.</summary>
    public async IAsyncEnumerable<TrainingRunReport> FollowAsync(string trainingRunId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Of(trainingRunId) is not { } run)
        {
            yield break;
        }

        while (true)
        {
            var (report, changed) = run.Look();
            yield return report;
            if (!IsActive(report))
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops what runs, so that a process that ends leaves no half-done training.</summary>
    public async ValueTask DisposeAsync()
    {
        Run[] runs;
        lock (_lock)
        {
            runs = [.. _runs];
        }

        foreach (var run in runs)
        {
            await run.Stop.CancelAsync();
            await run.Work;
            run.Stop.Dispose();
        }
    }

    private Run? Of(string trainingRunId)
    {
        lock (_lock)
        {
            return _runs.Find(r => r.Report.TrainingRunId == trainingRunId);
        }
    }

    private static bool IsActive(TrainingRunReport report) => report.Status is TrainingRunReport.Running or TrainingRunReport.Queued;

    private async Task WorkAsync(Run run, Task before)
    {
        try
        {
            await before.WaitAsync(run.Stop.Token);
            run.Begin();
            var outcome = await train(run.Request, run, run.Stop.Token);
            run.End(TrainingRunReport.Succeeded, outcome.Manifest.Verdict, time, outcome.Manifest.RankerId, outcome.Promoted);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            run.End(TrainingRunReport.Cancelled, "Cancelled.", time);
        }
        catch (TrainingException e)
        {
            run.End(TrainingRunReport.Failed, e.Message, time);
        }
        catch (Exception e)
        {
            LogBroken(logger, run.Report.TrainingRunId, e);
            run.End(TrainingRunReport.Failed, "The run broke off; the log of the service says why.", time);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Training run {TrainingRunId} broke off")]
    private static partial void LogBroken(ILogger logger, string trainingRunId, Exception exception);

    private sealed class Run(TrainingRequest request, TrainingRunReport report) : IProgress<TrainingProgress>
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TrainingRequest Request => request;

        public TrainingRunReport Report { get; private set; } = report with { TuneMinutes = request.Tuning?.Limit.TotalMinutes, WarmStart = request.WarmStart };

        public CancellationTokenSource Stop { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;

        void IProgress<TrainingProgress>.Report(TrainingProgress value) =>
            Set(Report with { Phase = value.Phase, Fraction = Math.Round(value.Fraction, 3), Message = value.Message });

        public void Begin()
        {
            if (Report.Status == TrainingRunReport.Queued)
            {
                Set(Report with { Status = TrainingRunReport.Running, Phase = "read", Message = "Starting" });
            }
        }

        public void End(string status, string message, TimeProvider time, string? rankerId = null, bool promoted = false) =>
            Set(Report with { Status = status, Phase = "done", Fraction = status == TrainingRunReport.Succeeded ? 1 : Report.Fraction, Message = message, EndedAt = time.GetUtcNow(), RankerId = rankerId, Promoted = promoted });

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
}
