using System.Text;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Tests.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Interactions;

public sealed class InteractionImportTests
{
    private const string Items = "isbn,title\n1,Dune\n2,Emma\n3,It\n";
    private const string Log = "reader,isbn,stars,timestamp\nann,1,5,1000\nann,2,1,1001.5\nbob,1,4,2009-12-14T02:52:24Z\n";

    [Theory]
    [InlineData("log.csv", Log)]
    [InlineData("log.csv", "userId,itemId,weight,kind,timestamp\nann,1,5,rating,1000\nann,2,1,RATING,1001500e-3\nbob,1,4,,1260759144000\n")]
    [InlineData(
        "log.jsonl",
        "{\"reader\":\"ann\",\"isbn\":1,\"stars\":5,\"timestamp\":1000}\n{\"userId\":\"ann\",\"itemId\":\"2\",\"weight\":1,\"timestamp\":\"1001.5\"}\n{\"userId\":\"bob\",\"itemId\":\"1\",\"weight\":4,\"kind\":\"rating\",\"timestamp\":1260759144}"
    )]
    public async Task The_same_rows_are_the_same_log_however_they_are_written(string name, string content)
    {
        using var store = await StoreAsync();

        var report = await ImportAsync(store, name, content);

        report.Errors.ShouldBeEmpty();
        (report.Applied, report.Inserted, report.Unchanged).ShouldBe((true, 3, 0));
        var rows = (await store.Get<InteractionLog>().PageAsync(null, null, 10, CancellationToken.None)).Rows;
        rows.ShouldBe([
            new Interaction("ann", "1", InteractionKind.Rating, 5, DateTimeOffset.FromUnixTimeSeconds(1000)),
            new Interaction("ann", "2", InteractionKind.Rating, 1, DateTimeOffset.FromUnixTimeMilliseconds(1_001_500)),
            new Interaction("bob", "1", InteractionKind.Rating, 4, DateTimeOffset.FromUnixTimeSeconds(1_260_759_144)),
        ]);
    }

    [Fact]
    public async Task The_same_file_twice_and_a_row_ten_thousand_times_are_stored_once()
    {
        using var store = await StoreAsync();
        await ImportAsync(store, "log.csv", Log);
        var version = await store.Get<InteractionStore>().VersionAsync(CancellationToken.None);

        var again = await ImportAsync(store, "log.csv", Log);
        var flood = await ImportAsync(
            store,
            "flood.csv",
            "reader,isbn,stars,timestamp\n" + string.Concat(Enumerable.Repeat("ann,1,5,1000\n", 10_000))
        );

        (again.Inserted, again.Unchanged).ShouldBe((0, 3));
        (flood.Inserted, flood.Unchanged).ShouldBe((0, 10_000));
        (await store.Get<InteractionStore>().VersionAsync(CancellationToken.None)).ShouldBe(version);
    }

    [Fact]
    public async Task Every_bad_row_is_named_and_keeps_the_file_out()
    {
        using var store = await StoreAsync();
        var rows = new[]
        {
            "ann,1,5,1000",
            ",1,5,1000",
            "ann,,5,1000",
            "ann,9,5,1000",
            "ann,1,5.5,1000",
            "ann,1,NaN,1000",
            "ann,1,1e999,1000",
            "ann,1,five,1000",
            "ann,1,,1000",
            "ann,1,5,-1",
            "ann,1,5,4102444800",
            "ann,1,5,1e300",
            "ann,1,5,soon",
            $"{new string('u', 257)},1,5,1000",
            "ann,1,5",
        };

        var report = await ImportAsync(store, "log.csv", "reader,isbn,stars,timestamp\n" + string.Join('\n', rows));

        report.Applied.ShouldBeFalse();
        report.Errors.Select(e => e.Line).ShouldBe(Enumerable.Range(3, rows.Length - 1).Select(i => (long)i));
        report
            .Errors.Select(e => e.Reason)
            .ShouldBe([
                "reader is missing",
                "isbn is missing",
                "unknown item 9",
                "stars 5.5 is outside the scale from 1 to 5",
                "stars is not a number: NaN",
                "stars 1e999 is outside the scale from 1 to 5",
                "stars is not a number: five",
                "stars is missing: a rating needs one",
                "timestamp is before 1970: -1",
                "timestamp is in the future: 4102444800",
                "timestamp is neither seconds since 1970 nor an ISO 8601 time: 1e300",
                "timestamp is neither seconds since 1970 nor an ISO 8601 time: soon",
                "reader is longer than 256 characters",
                "3 cells where the header has 4",
            ]);
        (await store.Get<InteractionStore>().CountAsync(CancellationToken.None)).Interactions.ShouldBe(0);
    }

    [Fact]
    public async Task Bad_rows_can_be_skipped()
    {
        using var store = await StoreAsync();

        var report = await ImportAsync(store, "log.csv", Log + "ann,9,5,1\n", new ImportSettings { SkipBadRows = true });

        (report.Applied, report.Inserted, report.Bad).ShouldBe((true, 3, 1));
    }

    [Fact]
    public async Task A_json_array_names_bad_elements_by_place()
    {
        using var store = await StoreAsync();
        const string Body =
            """[{"userId":"ann","itemId":"1","kind":"like"},7,{"userId":"ann","itemId":"1","kind":"wink"},{"userId":{},"itemId":"1"},{"userId":"a","userId":"b","itemId":"1","kind":"like"}]""";

        var report = await BodyAsync(store, Body, InputFormat.JsonArray);

        report.Errors.Select(e => e.Line).ShouldBe([2, 3, 4, 5]);
    }

    [Theory]
    [InlineData("[{\"userId\":\"ann\"")]
    [InlineData("{\"userId\":\"ann\"}")]
    [InlineData("")]
    [InlineData("[1,]")]
    public async Task A_body_that_is_no_json_array_is_refused_with_a_reason(string body)
    {
        using var store = await StoreAsync();

        (await Should.ThrowAsync<DatasetException>(() => BodyAsync(store, body, InputFormat.JsonArray))).Message.ShouldContain(
            "no valid JSON array"
        );
    }

    [Fact]
    public async Task Rows_without_a_time_get_the_time_of_arrival_where_that_is_given()
    {
        using var store = await StoreAsync();

        await BodyAsync(
            store,
            """[{"userId":"ann","itemId":"1","kind":"like"}]""",
            InputFormat.JsonArray,
            new ImportSettings { MissingTimestamp = store.Time.Now }
        );

        (await store.Get<InteractionLog>().PageAsync("ann", null, 10, CancellationToken.None))
            .Rows.ShouldHaveSingleItem()
            .ShouldBe(new Interaction("ann", "1", InteractionKind.Like, 1, store.Time.Now));
    }

    [Fact]
    public async Task A_batch_key_does_its_work_once_and_refuses_other_rows()
    {
        using var store = await StoreAsync();
        var keyed = new ImportSettings { BatchKey = "k1", MissingTimestamp = store.Time.Now };
        const string Body = """[{"userId":"ann","itemId":"1","kind":"like"}]""";
        await BodyAsync(store, Body, InputFormat.JsonArray, keyed);

        var again = await BodyAsync(store, Body, InputFormat.JsonArray, keyed);

        (again.Repeated, again.Inserted, again.Unchanged).ShouldBe((true, 1, 0));
        await Should.ThrowAsync<BatchConflictException>(() =>
            BodyAsync(store, Body.Replace("ann", "bob", StringComparison.Ordinal), InputFormat.JsonArray, keyed)
        );
    }

    [Fact]
    public async Task A_repeated_batch_is_recognised_although_its_rows_without_a_time_arrive_later()
    {
        using var store = await StoreAsync();
        const string Body = """[{"userId":"ann","itemId":"1","kind":"like"}]""";
        await BodyAsync(store, Body, InputFormat.JsonArray, new ImportSettings { BatchKey = "k1", MissingTimestamp = store.Time.Now });

        var later = await BodyAsync(
            store,
            Body,
            InputFormat.JsonArray,
            new ImportSettings { BatchKey = "k1", MissingTimestamp = store.Time.Now.AddMinutes(5) }
        );

        later.Repeated.ShouldBeTrue();
        (await store.Get<InteractionStore>().CountAsync(CancellationToken.None)).Interactions.ShouldBe(1);
    }

    [Fact]
    public async Task More_rows_than_allowed_are_refused_as_a_whole()
    {
        using var store = await StoreAsync();

        (
            await Should.ThrowAsync<DatasetException>(() => ImportAsync(store, "log.csv", Log, new ImportSettings { MaxRows = 2 }))
        ).Message.ShouldContain("more than 2 rows");
        (await store.Get<InteractionStore>().CountAsync(CancellationToken.None)).Interactions.ShouldBe(0);
    }

    [Fact]
    public async Task Unknown_items_are_held_until_the_catalogue_has_them()
    {
        using var store = await StoreAsync(("InteRec:Interactions:UnknownItems", "Hold"));
        await ImportAsync(store, "log.csv", Log + "ann,9,5,1\n");

        (await store.Get<InteractionStore>().CountAsync(CancellationToken.None)).ShouldBe(new LogCounts(4, 2, 3, 1));
        (await TrainingItemsAsync(store)).ShouldBe(["1", "1", "2"]);
        await store.ImportItemsAsync("isbn,title\n9,Ulysses\n");
        (await TrainingItemsAsync(store)).ShouldBe(["1", "1", "2", "9"]);
    }

    [Fact]
    public async Task Unknown_items_can_be_created()
    {
        using var store = await StoreAsync(("InteRec:Interactions:UnknownItems", "Create"));

        await ImportAsync(store, "log.csv", "reader,isbn,stars\nann,9,5\n");

        (await store.Get<ItemStore>().GetAsync("9", CancellationToken.None)).ShouldNotBeNull().Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unknown_users_can_be_rejected()
    {
        using var store = await StoreAsync(("InteRec:Interactions:UnknownUsers", "Reject"));

        (await ImportAsync(store, "log.csv", "reader,isbn,stars\nann,1,5\n"))
            .Errors.ShouldHaveSingleItem()
            .Reason.ShouldBe("unknown user ann");
    }

    [Fact]
    public async Task An_export_imported_into_an_empty_store_is_the_same_log()
    {
        using var store = await StoreAsync();
        await ImportAsync(store, "log.csv", Log + "\"=1+1, \"\"x\"\"\",3,2.5,1260759144.007\nzoë,3,1.1,0\n");
        await BodyAsync(store, """[{"userId":"bob","itemId":"3","kind":"view","weight":0.1}]""", InputFormat.JsonArray);
        using var exported = new MemoryStream();
        (await store.Get<InteractionLog>().ExportAsync(exported, CancellationToken.None)).ShouldBe(6);

        using var other = await StoreAsync();
        var report = await ImportAsync(other, "log.csv", Encoding.UTF8.GetString(exported.ToArray()));

        report.Errors.ShouldBeEmpty();
        (await other.Get<InteractionLog>().FingerprintAsync(CancellationToken.None)).ShouldBe(
            await store.Get<InteractionLog>().FingerprintAsync(CancellationToken.None)
        );
        (await other.Get<InteractionStore>().CountAsync(CancellationToken.None)).ShouldBe(
            await store.Get<InteractionStore>().CountAsync(CancellationToken.None)
        );
    }

    [Fact]
    public async Task The_fingerprint_does_not_depend_on_the_order_but_on_every_row()
    {
        using var store = await StoreAsync();
        using var reversed = await StoreAsync();
        var lines = Log.TrimEnd().Split('\n');
        await ImportAsync(store, "log.csv", Log);
        await ImportAsync(reversed, "log.csv", string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0])));

        var fingerprint = await store.Get<InteractionLog>().FingerprintAsync(CancellationToken.None);

        (await reversed.Get<InteractionLog>().FingerprintAsync(CancellationToken.None)).ShouldBe(fingerprint);
        await ImportAsync(reversed, "more.csv", "reader,isbn,stars,timestamp\nann,1,5,1000.001\n");
        (await reversed.Get<InteractionLog>().FingerprintAsync(CancellationToken.None)).ShouldNotBe(fingerprint);
    }

    [Fact]
    public async Task Pages_give_every_row_once()
    {
        using var store = await StoreAsync();
        await ImportAsync(
            store,
            "log.csv",
            "reader,isbn,stars,timestamp\n"
                + string.Concat(Enumerable.Range(0, 25).Select(i => $"u{i % 4},{1 + (i % 3)},{1 + (i % 5)},{i / 2}\n"))
        );
        var log = store.Get<InteractionLog>();
        var rows = new List<Interaction>();
        string? cursor = null;
        do
        {
            var page = await log.PageAsync(null, cursor, 7, CancellationToken.None);
            rows.AddRange(page.Rows);
            cursor = page.Next;
        } while (cursor is not null);

        rows.Count.ShouldBe(25);
        rows.Distinct().Count().ShouldBe(25);
        (await log.PageAsync("u1", null, 100, CancellationToken.None)).Rows.ShouldBe(rows.Where(r => r.UserId == "u1"));
        await Should.ThrowAsync<FormatException>(() => log.PageAsync(null, "nonsense!", 5, CancellationToken.None));
    }

    [Fact]
    public async Task Training_sees_signed_weights()
    {
        using var store = await StoreAsync();
        await BodyAsync(
            store,
            """
            [{"userId":"u","itemId":"1","stars":4},{"userId":"u","itemId":"2","stars":2},{"userId":"u","itemId":"3","stars":3},
             {"userId":"v","itemId":"1","kind":"dislike"},{"userId":"v","itemId":"2","kind":"view"},{"userId":"v","itemId":"3","kind":"purchase","weight":2}]
            """,
            InputFormat.JsonArray
        );

        var weights = new List<float>();
        await foreach (var row in store.Get<InteractionLog>().ForTrainingAsync(CancellationToken.None))
        {
            weights.Add(row.Weight);
        }

        // Two purchases are more than one, and less than twice as much.
        weights.Order().ShouldBe([-1, -1, 0, 0.2f, 1, MathF.Log2(3)]);
    }

    [Theory]
    [InlineData("view", "25000", null)]
    [InlineData("purchase", "0.25", null)]
    [InlineData("view", "1e9", null)]
    [InlineData("click", "0", "stars 0 of a click is not above 0 and up to 1000000000")]
    [InlineData("purchase", "-1", "stars -1 of a purchase is not above 0 and up to 1000000000")]
    [InlineData("view", "2e9", "stars 2e9 of a view is not above 0 and up to 1000000000")]
    [InlineData("view", "1e39", "stars 1e39 of a view is not above 0 and up to 1000000000")]
    [InlineData("like", "1001", "stars 1001 of a like is not above 0 and up to 1000")]
    public async Task Plays_and_purchases_may_have_a_large_weight_and_the_message_says_how_large(
        string kind,
        string weight,
        string? problem
    )
    {
        using var store = await StoreAsync();

        var report = await ImportAsync(store, "log.csv", $"userId,itemId,weight,kind\nann,1,{weight},{kind}\n");

        report.Errors.Select(e => e.Reason).ShouldBe(problem is null ? [] : [problem]);
    }

    [Fact]
    public async Task A_kind_that_counts_nothing_is_not_for_training()
    {
        using var store = await StoreAsync(("InteRec:Interactions:ViewWeight", "0"));
        await BodyAsync(
            store,
            """[{"userId":"v","itemId":"2","kind":"view"},{"userId":"v","itemId":"3","stars":3}]""",
            InputFormat.JsonArray
        );

        (await TrainingItemsAsync(store)).ShouldBe(["3"]);
    }

    private static async Task<List<string>> TrainingItemsAsync(TestStore store)
    {
        var items = new List<string>();
        await foreach (var row in store.Get<InteractionLog>().ForTrainingAsync(CancellationToken.None))
        {
            items.Add(row.ItemId);
        }

        items.Sort(StringComparer.Ordinal);
        return items;
    }

    internal static async Task<TestStore> StoreAsync(params (string, string)[] settings)
    {
        var store = new TestStore(settings: settings);
        await store.ImportItemsAsync(Items);
        return store;
    }

    internal static Task<ImportReport> ImportAsync(TestStore store, string name, string content, ImportSettings? settings = null) =>
        store
            .Get<InteractionImport>()
            .ImportFileAsync(store.File(name, content), settings ?? ImportSettings.Default, null, CancellationToken.None);

    internal static async Task<ImportReport> BodyAsync(TestStore store, string body, InputFormat format, ImportSettings? settings = null)
    {
        await using var input = await InputFile.OpenAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(body)),
            "body",
            null,
            CancellationToken.None
        );
        return await store
            .Get<InteractionImport>()
            .ImportAsync(input, format, settings ?? ImportSettings.Default, null, CancellationToken.None);
    }
}
