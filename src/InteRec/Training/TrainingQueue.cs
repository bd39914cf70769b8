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
internal sealed partial class TrainingQueue(
    Func<TrainingRequest, IProgress<TrainingProgress>, CancellationToken, Task<TrainingOutcome>> train,
    TimeProvider time,
    ILogger<TrainingQueue> logger
) : IAsyncDisposable
{
    private const int Remembered = 50;
    private readonly Lock _lock = new();
    private readonly List<QueuedRun> _runs = [];
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
                return _runs.Exists(r => r.IsActive);
            }
        }
    }

    /// <summary>
    /// Begins a run, or lets it wait for the one under way; where one that asks for the same waits already, that is the run.
    /// </summary>
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
            var run = new QueuedRun(request, NewReport(before?.Report));
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
        if (Of(trainingRunId) is not { } run || !run.IsActive)
        {
            return false;
        }

        run.Stop.Cancel();
        return true;
    }

    /// <summary>The state of a run now and after each change, until it is over.</summary>
    public async IAsyncEnumerable<TrainingRunReport> FollowAsync(
        string trainingRunId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (Of(trainingRunId) is not { } run)
        {
            yield break;
        }

        while (true)
        {
            var (report, changed) = run.Look();
            yield return report;
            if (!report.IsActive)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops what runs, so that a process that ends leaves no half-done training.</summary>
    public async ValueTask DisposeAsync()
    {
        QueuedRun[] runs;
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

    private TrainingRunReport NewReport(TrainingRunReport? before)
    {
        var now = time.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"t_{now:yyyyMMddHHmmss}_{++_number}");
        return before is null
            ? new TrainingRunReport(id, TrainingRunReport.Running, "read", 0, "Starting", now)
            : new TrainingRunReport(id, TrainingRunReport.Queued, "queued", 0, $"Waiting for {before.TrainingRunId}", now);
    }

    private QueuedRun? Of(string trainingRunId)
    {
        lock (_lock)
        {
            return _runs.Find(r => r.Report.TrainingRunId == trainingRunId);
        }
    }

    private async Task WorkAsync(QueuedRun run, Task before)
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
}
