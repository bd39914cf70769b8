using InteRec.Catalog;
using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Storage;
using InteRec.Tests.Storage;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class TrainingScheduleTests : IAsyncLifetime, IDisposable
{
    private readonly TestStore _store = new();
    private readonly ServingSlot _slot = new();
    private TrainingQueue _runs = null!;

    public async Task InitializeAsync()
    {
        await _store.ImportItemsAsync("isbn,title\n1,One\n");
        _slot.Swap(new ServingState(CatalogSnapshot.Build(TestStore.Books, [])));
        _runs = new TrainingQueue(
            (_, _, _) => throw new TrainingException("nothing to train on"),
            _store.Time,
            NullLogger<TrainingQueue>.Instance
        );
    }

    public async Task DisposeAsync() => await _runs.DisposeAsync();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task So_many_new_interactions_begin_a_training_and_then_they_are_not_new()
    {
        var schedule = Schedule(new TrainingOptions { AfterInteractions = 100 });
        await AppendedAsync(99);
        (await LookAsync(schedule)).ShouldBeFalse();

        await AppendedAsync(1);
        (await LookAsync(schedule)).ShouldBeTrue();
        (await LookAsync(schedule)).ShouldBeFalse();

        await AppendedAsync(100);
        (await LookAsync(schedule)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_run_by_hand_has_trained_on_is_not_new_either()
    {
        var schedule = Schedule(new TrainingOptions { AfterInteractions = 100 });
        await AppendedAsync(150);
        await _store.Database.WriteAsync(session => Counters.AddAsync(session, Counters.Trained, 150), CancellationToken.None);

        (await LookAsync(schedule)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_so_many_hours_a_training_begins_even_if_the_one_before_gave_nothing()
    {
        var schedule = Schedule(new TrainingOptions { EveryHours = 24 });
        (await LookAsync(schedule)).ShouldBeTrue();

        _store.Time.Now += TimeSpan.FromHours(23);
        (await LookAsync(schedule)).ShouldBeFalse();
        _store.Time.Now += TimeSpan.FromHours(1);
        (await LookAsync(schedule)).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_settings_nothing_begins_by_itself()
    {
        await AppendedAsync(1_000_000);

        (await LookAsync(Schedule(new TrainingOptions()))).ShouldBeFalse();
    }

    private Task AppendedAsync(int count) =>
        _store.Database.WriteAsync(session => Counters.AddAsync(session, Counters.Interactions, count), CancellationToken.None);

    private TrainingSchedule Schedule(TrainingOptions options) =>
        new(
            _runs,
            new RankerStore(Path.Combine(_store.Folder, "rankers"), _store.Time),
            _store.Database,
            _slot,
            Options.Create(options),
            _store.Time,
            NullLogger<TrainingSchedule>.Instance
        );

    /// <summary>Whether a run began; it is over when this returns.</summary>
    private async Task<bool> LookAsync(TrainingSchedule schedule)
    {
        if (await schedule.LookAsync(CancellationToken.None) is not { } run)
        {
            return false;
        }

        await foreach (var _ in _runs.FollowAsync(run.TrainingRunId, CancellationToken.None)) { }

        return true;
    }
}
