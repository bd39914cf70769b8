using InteRec.Training;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class TrainingQueueTests
{
    [Fact]
    public async Task A_second_run_waits_for_the_first_and_a_third_is_the_second()
    {
        var (started, goOn) = (0, new TaskCompletionSource());
        await using var runs = Runs(
            async (_, cancel) =>
            {
                Interlocked.Increment(ref started);
                await goOn.Task.WaitAsync(cancel);
                throw new TrainingException("done");
            }
        );
        var first = Start(runs);
        var second = Start(runs);
        second.Status.ShouldBe(TrainingRunReport.Queued);
        Start(runs).TrainingRunId.ShouldBe(second.TrainingRunId);
        Volatile.Read(ref started).ShouldBeLessThan(2, "one at a time");

        goOn.SetResult();
        (await LastAsync(runs, second)).Status.ShouldBe(TrainingRunReport.Failed);
        runs.Find(first.TrainingRunId)!.EndedAt.ShouldNotBeNull("the first was over before");
        started.ShouldBe(2);
        runs.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_fifty_runs_are_remembered_the_latest_first()
    {
        await using var runs = Runs((_, _) => throw new TrainingException("done"));
        var ids = new List<string>();
        for (var k = 0; k < 51; k++)
        {
            var run = Start(runs);
            ids.Add(run.TrainingRunId);
            await LastAsync(runs, run);
        }

        runs.List().Select(r => r.TrainingRunId).ShouldBe(ids.Skip(1).Reverse());
        runs.Find(ids[0]).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_asks_for_something_else_is_not_taken_for_the_one_that_waits()
    {
        await using var runs = Runs(
            async (_, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return null!;
            }
        );
        Start(runs);
        var tuning = new TrainingRequest(new TuningRequest(TimeSpan.FromMinutes(10)), WarmStart: true);

        var waiting = Start(runs, tuning);

        (waiting.Status, waiting.TuneMinutes, waiting.WarmStart).ShouldBe((TrainingRunReport.Queued, 10, true));
        runs.Start(TrainingRequest.Default).ShouldBeNull();
        Start(runs, tuning with { }).TrainingRunId.ShouldBe(waiting.TrainingRunId);
    }

    [Fact]
    public async Task A_waiting_run_can_be_cancelled_and_never_begins()
    {
        var started = 0;
        await using var runs = Runs(
            async (_, cancel) =>
            {
                Interlocked.Increment(ref started);
                await Task.Delay(Timeout.Infinite, cancel);
                return null!;
            }
        );
        var first = Start(runs);
        var second = Start(runs);

        runs.Cancel(second.TrainingRunId).ShouldBeTrue();
        (await LastAsync(runs, second)).Status.ShouldBe(TrainingRunReport.Cancelled);

        runs.Cancel(first.TrainingRunId).ShouldBeTrue();
        await LastAsync(runs, first);
        started.ShouldBeLessThan(2);
    }

    [Fact]
    public async Task A_cancelled_run_is_told_as_cancelled_and_another_can_begin()
    {
        await using var runs = Runs(
            async (_, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return null!;
            }
        );
        var run = Start(runs);
        runs.Cancel(run.TrainingRunId).ShouldBeTrue();
        (await LastAsync(runs, run)).Status.ShouldBe(TrainingRunReport.Cancelled);
        runs.Cancel(run.TrainingRunId).ShouldBeFalse();
        Start(runs).TrainingRunId.ShouldNotBe(run.TrainingRunId);
    }

    [Fact]
    public async Task A_follower_sees_the_last_progress_and_the_end()
    {
        var goOn = new TaskCompletionSource();
        await using var runs = Runs(
            async (progress, _) =>
            {
                progress.Report(new TrainingProgress("train", 0.5, "Training on everybody"));
                await goOn.Task;
                throw new TrainingException("The log has no likes: there is nothing to train on.");
            }
        );
        var run = Start(runs);
        var seen = new List<TrainingRunReport>();
        await foreach (var report in runs.FollowAsync(run.TrainingRunId, CancellationToken.None))
        {
            seen.Add(report);
            if (report.Phase == "train")
            {
                goOn.SetResult();
            }
        }

        seen.ShouldContain(r => r.Phase == "train" && r.Fraction == 0.5 && r.Status == TrainingRunReport.Running);
        seen[^1].Status.ShouldBe(TrainingRunReport.Failed);
        seen[^1].Message.ShouldBe("The log has no likes: there is nothing to train on.");
        seen[^1].EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_went_wrong_inside_is_not_told_outside()
    {
        await using var runs = Runs((_, _) => throw new InvalidOperationException("secret"));
        var last = await LastAsync(runs, Start(runs));
        last.Status.ShouldBe(TrainingRunReport.Failed);
        last.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Disposing_stops_the_run()
    {
        var stopped = false;
        var runs = Runs(
            async (_, cancel) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancel);
                }
                finally
                {
                    stopped = true;
                }

                return null!;
            }
        );
        Start(runs);
        await runs.DisposeAsync();
        stopped.ShouldBeTrue();
    }

    private static TrainingQueue Runs(Func<IProgress<TrainingProgress>, CancellationToken, Task<TrainingOutcome>> train) =>
        new((_, progress, stop) => train(progress, stop), TimeProvider.System, NullLogger<TrainingQueue>.Instance);

    private static TrainingRunReport Start(TrainingQueue runs, TrainingRequest? request = null) =>
        runs.Start(request ?? TrainingRequest.Default).ShouldNotBeNull();

    private static async Task<TrainingRunReport> LastAsync(TrainingQueue runs, TrainingRunReport run)
    {
        var last = run;
        await foreach (var report in runs.FollowAsync(run.TrainingRunId, CancellationToken.None))
        {
            last = report;
        }

        return last;
    }
}
