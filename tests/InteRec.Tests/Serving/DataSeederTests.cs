using InteRec.Catalog;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Serving;
using InteRec.Tests.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Serving;

public sealed class DataSeederTests
{
    private static readonly string Movies = Path.Combine(AppContext.BaseDirectory, "datasets", "movies");

    [Fact]
    public async Task The_bundled_films_are_imported_once()
    {
        using var store = new TestStore(schema: DatasetReader.Load(Movies), settings: ("InteRec:Dataset", Movies));

        var reports = await store.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None);

        reports.Select(r => (r.File, r.Inserted, r.Bad)).ShouldBe([("items.csv", 18_921, 0), ("interactions.csv", 100_004, 0)]);
        (await store.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None)).ShouldBeEmpty();
        (await store.Get<InteractionStore>().CountAsync(CancellationToken.None)).ShouldBe(new LogCounts(100_004, 671, 9_066, 0));
        var (items, version) = await store.Get<ItemStore>().LoadAsync(CancellationToken.None);
        version.ShouldBe(1);
        var catalog = CatalogSnapshot.Build(store.Get<DatasetSchema>(), items);
        catalog.Title(catalog.IndexOf("tt0133093")).ShouldBe("The Matrix");
    }

    [Fact]
    public async Task What_the_stored_items_are_read_back_as_is_what_was_in_the_file()
    {
        using var store = new TestStore(schema: DatasetReader.Load(Movies), settings: ("InteRec:Dataset", Movies));
        await store.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None);

        var again = await store
            .Get<ItemImport>()
            .ImportFileAsync(Path.Combine(Movies, "items.csv"), ImportSettings.Default, null, CancellationToken.None);
        var (items, _) = await store.Get<ItemStore>().LoadAsync(CancellationToken.None);
        var upsert = await store.Get<ItemStore>().UpsertAsync(items.ToList(), CancellationToken.None);

        again.Unchanged.ShouldBe(18_921);
        upsert.ShouldBe(new UpsertResult(0, 0, 18_921));
    }

    [Fact]
    public async Task An_import_that_stopped_between_the_files_goes_on()
    {
        using var store = new TestStore(schema: DatasetReader.Load(Movies), settings: ("InteRec:Dataset", Movies));
        await store
            .Get<ItemImport>()
            .ImportFileAsync(Path.Combine(Movies, "items.csv"), ImportSettings.Default, null, CancellationToken.None);

        (await store.Get<DataSeeder>().ImportBundledAsync(null, CancellationToken.None))
            .ShouldHaveSingleItem()
            .File.ShouldBe("interactions.csv");
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_half_done()
    {
        using var store = new TestStore(schema: DatasetReader.Load(Movies), settings: ("InteRec:Dataset", Movies));
        using var cancel = new CancellationTokenSource();
        var progress = new Stop(cancel);

        await Should.ThrowAsync<OperationCanceledException>(() => store.Get<DataSeeder>().ImportBundledAsync(progress, cancel.Token));

        (await store.Get<ItemStore>().CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    private sealed class Stop(CancellationTokenSource cancel) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            value.TotalBytes.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(value.Bytes);
            cancel.Cancel();
        }
    }
}
