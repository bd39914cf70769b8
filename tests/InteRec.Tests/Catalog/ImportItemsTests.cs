using System.IO.Compression;
using System.Text;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Tests.Storage;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Catalog;

public sealed class ImportItemsTests
{
    private const string Header = "isbn,title,other_titles,year,genres,audience,published,inPrint\n";
    private const string Dune = "1,Dune,Der Wüstenplanet|Duin,1965,Sci-Fi|Adventure,adult,1965-08-01,yes\n";

    [Fact]
    public async Task A_row_becomes_an_item_with_typed_values()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync(Header + Dune);

        report.Applied.ShouldBeTrue();
        report.Inserted.ShouldBe(1);
        var item = (await store.Get<ItemStore>().GetAsync("1", CancellationToken.None))!;
        item.Values["title"].ShouldBe(["Dune"]);
        item.Values["other_titles"].ShouldBe(["Der Wüstenplanet", "Duin"]);
        item.Values["year"].ShouldBe(["1965"]);
        item.Values["genres"].ShouldBe(["Sci-Fi", "Adventure"]);
        item.Values["in_print"].ShouldBe(["true"]);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        using var store = new TestStore();
        await store.ImportItemsAsync(Header + Dune);
        var version = await store.Get<ItemStore>().VersionAsync(CancellationToken.None);

        var again = await store.ImportItemsAsync(Header + Dune);

        (again.Inserted, again.Updated, again.Unchanged).ShouldBe((0, 0, 1));
        (await store.Get<ItemStore>().VersionAsync(CancellationToken.None)).ShouldBe(version);
    }

    [Fact]
    public async Task A_changed_row_is_an_update_and_a_hidden_item_stays_hidden()
    {
        using var store = new TestStore();
        var items = store.Get<ItemStore>();
        await store.ImportItemsAsync(Header + Dune);
        (await items.SetHiddenAsync(["1", "unknown"], hidden: true, CancellationToken.None)).ShouldBe(1);

        var report = await store.ImportItemsAsync(Header + Dune.Replace("1965,", "1966,", StringComparison.Ordinal));

        report.Updated.ShouldBe(1);
        var loaded = (await items.LoadAsync(CancellationToken.None)).Items.ShouldHaveSingleItem();
        loaded.Hidden.ShouldBeTrue();
        loaded.Values["year"].ShouldBe(["1966"]);
    }

    [Fact]
    public async Task Values_keep_their_order_from_the_file_to_the_facts_and_another_order_is_a_change()
    {
        using var store = new TestStore();
        await store.ImportItemsAsync(Header + Dune);

        var report = await store.ImportItemsAsync(
            Header
                + Dune.Replace("Sci-Fi|Adventure", "Adventure|Zeitgeist|Sci-Fi", StringComparison.Ordinal)
                + "0,Before,,,Sci-Fi|Adventure,,,\n"
        );

        report.Updated.ShouldBe(1);
        var catalog = CatalogSnapshot.Build(TestStore.Books, (await store.Get<ItemStore>().LoadAsync(CancellationToken.None)).Items);
        ListedItems.Facts(catalog, catalog.IndexOf("1"))["genres"].ShouldBe(new[] { "Adventure", "Zeitgeist", "Sci-Fi" });
        ListedItems.Facts(catalog, catalog.IndexOf("0"))["genres"].ShouldBe(new[] { "Sci-Fi", "Adventure" });
    }

    [Fact]
    public async Task One_bad_row_keeps_the_file_out_and_every_bad_row_is_named()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync(
            Header + Dune + "2,,,,,,,\n3,Emma,,long ago,,,,\n4,Ulysses,,,,,yesterday,\n5,It,,,,,,maybe\n1,Dune,,,,,,\n,X,,,,,,\n6,Y\n"
        );

        report.Applied.ShouldBeFalse();
        report.Bad.ShouldBe(7);
        report
            .Errors.Select(e => e.ToString())
            .ShouldBe([
                "items.csv:3: title is missing",
                "items.csv:4: year: not a number: long ago",
                "items.csv:5: published: not a date (yyyy-mm-dd, yyyy-mm or yyyy): yesterday",
                "items.csv:6: in_print: neither true nor false: maybe",
                "items.csv:7: isbn 1 stands in the file twice",
                "items.csv:8: isbn is missing",
                "items.csv:9: 2 cells where the header has 8",
            ]);
        (await store.Get<ItemStore>().CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Bad_rows_can_be_skipped()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync(Header + Dune + "2,,,,,,,\n", skipBadRows: true);

        (report.Applied, report.Inserted, report.Bad, report.Rows).ShouldBe((true, 1, 1, 2));
    }

    [Fact]
    public async Task Lines_are_counted_through_quoted_line_breaks_and_mixed_line_ends()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync("isbn,title,year\r\n1,\"two\nlines\",1\n\r\n2,B,x\r\n3,C,y\n");

        report.Errors.Select(e => e.Line).ShouldBe([2, 5, 6]); // a title has one line
    }

    public static TheoryData<string, byte[]> Encodings() =>
        new()
        {
            { "utf-8 with a mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Header + Dune)] },
            { "utf-16 little endian", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Header + Dune)] },
            { "utf-16 big endian", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(Header + Dune)] },
            { "gzip", Gzip(Encoding.UTF8.GetBytes(Header + Dune)) },
            { "gzip of utf-16", Gzip([0xff, 0xfe, .. Encoding.Unicode.GetBytes(Header + Dune)]) },
            { "carriage returns only", Encoding.UTF8.GetBytes((Header + Dune).Replace('\n', '\r')) },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Files_are_read_in_many_encodings(string name, byte[] content)
    {
        using var store = new TestStore();

        var report = await Import(store, "items.csv", content);

        report.Inserted.ShouldBe(1, name);
        (await store.Get<ItemStore>().GetAsync("1", CancellationToken.None))!.Values["other_titles"][0].ShouldBe("Der Wüstenplanet");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_make_their_row_a_bad_row()
    {
        using var store = new TestStore();

        var report = await Import(store, "items.csv", [.. "isbn,title\n1,A\n2,"u8, 0xff, 0xfe, .. "\n3,C\n4,D\0\n"u8]);

        report
            .Errors.Select(e => (e.Line, e.Reason))
            .ShouldBe([(3, "bytes that are not valid text in the file's encoding"), (5, "a NUL character")]);
    }

    [Theory]
    [InlineData("isbn,title\n1,Heat\n2,Heat\u001b[2J\n", "items.csv:3: title: the control character \\u001b")]
    [InlineData("isbn,title\n1,\"Heat\nand more\"\n", "items.csv:2: title: the control character \\u000a")]
    [InlineData("isbn,title,other_titles\n1,Heat,He\u007fat\n", "items.csv:2: other_titles: the control character \\u007f")]
    [InlineData("isbn,title,genres\n1,Heat,Cri\u0085me\n", "items.csv:2: genres: the control character \\u0085")]
    [InlineData("isbn,title\n1\u0007,Heat\n", "items.csv:2: isbn has the control character \\u0007")]
    public async Task Control_characters_are_refused_with_file_and_line(string content, string told)
    {
        using var store = new TestStore();
        var report = await store.ImportItemsAsync(content);
        report.Applied.ShouldBeFalse();
        report.Errors.ShouldHaveSingleItem().ToString().ShouldEndWith(told);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_named_with_its_line()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync("isbn,title\n1,A\n2,\"B\n3,C\n", skipBadRows: true);

        report.Inserted.ShouldBe(1);
        report.Errors.ShouldHaveSingleItem().ToString().ShouldStartWith("items.csv:3: a quote is opened and never closed");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("title,year\nA,1\n", "no column isbn")]
    [InlineData("isbn,year\nA,1\n", "no column title")]
    [InlineData("isbn,title,Title\n1,A,B\n", "twice")]
    public async Task A_file_that_cannot_be_read_at_all_is_refused_with_a_reason(string content, string reason)
    {
        using var store = new TestStore();

        var refused = await Should.ThrowAsync<DatasetException>(() => store.ImportItemsAsync(content));

        refused.Message.ShouldContain("items.csv");
        refused.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_million_columns_are_refused()
    {
        using var store = new TestStore();

        (
            await Should.ThrowAsync<DatasetException>(() =>
                store.ImportItemsAsync("isbn,title" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => ",c")))
            )
        ).Message.ShouldContain("columns");
    }

    [Fact]
    public async Task A_cell_without_end_is_refused_before_it_fills_the_memory()
    {
        using var store = new TestStore();

        (
            await Should.ThrowAsync<DatasetException>(() => store.ImportItemsAsync("isbn,title\n1,\"" + new string('x', 20_000_000)))
        ).Message.ShouldContain("items.csv:2");
    }

    [Fact]
    public async Task A_header_alone_imports_nothing_and_says_so()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync(Header);

        report.Applied.ShouldBeTrue();
        report.Notices.ShouldBe(["the file has no rows"]);
    }

    [Fact]
    public async Task Columns_that_are_not_declared_are_passed_over_with_a_notice()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync("isbn,title,price\n1,A,3\n");

        report.Inserted.ShouldBe(1);
        report.Notices.ShouldHaveSingleItem().ShouldContain("price");
    }

    [Fact]
    public async Task Json_lines_are_items_too()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync(
            """
            {"isbn":"1","title":"Dune","genres":["Sci-Fi"],"year":1965,"in_print":true,"price":9}

            {"itemId":2,"title":"It"}
            """,
            "items.jsonl"
        );

        report.Inserted.ShouldBe(2);
        report.Notices.ShouldHaveSingleItem().ShouldContain("price");
        (await store.Get<ItemStore>().GetAsync("1", CancellationToken.None))!.Values["in_print"].ShouldBe(["true"]);
    }

    [Fact]
    public async Task Bad_json_lines_are_named_one_by_one()
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync(
            "{\"isbn\":\"1\",\"title\":\"A\"\n[1]\n{\"isbn\":\"2\",\"title\":\"\\ud800\"}\n{\"isbn\":\"3\",\"title\":{}}\n{\"isbn\":\"4\",\"title\":\"A\",\"title\":\"B\"}\n{\"isbn\":\"5\",\"title\":\"A\\u0000\"}\n"
                + new string('[', 10_000),
            "items.jsonl"
        );

        report.Errors.Select(e => e.Line).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        report.Applied.ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_and_a_missing_file_are_refused()
    {
        using var store = new TestStore();
        var import = store.Get<ItemImport>();

        (
            await Should.ThrowAsync<DatasetException>(() =>
                import.ImportFileAsync(store.Folder, ImportSettings.Default, null, CancellationToken.None)
            )
        ).Message.ShouldContain("folder");
        (
            await Should.ThrowAsync<DatasetException>(() =>
                import.ImportFileAsync(store.Folder + "/none.csv", ImportSettings.Default, null, CancellationToken.None)
            )
        ).Message.ShouldContain("none.csv");
    }

    [Fact]
    public async Task Damaged_gzip_is_refused()
    {
        using var store = new TestStore();
        var content = Gzip(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat(Dune, 1000))));
        content[content.Length / 2] ^= 0xff;

        (await Should.ThrowAsync<DatasetException>(() => Import(store, "items.csv.gz", content))).Message.ShouldContain("items.csv.gz");
    }

    [Fact]
    public async Task Gzip_that_ends_early_is_refused()
    {
        using var store = new TestStore();
        var content = Gzip(
            Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},Title {i * 7919 % 1000},,,,,,\n")))
        );

        (
            await Should.ThrowAsync<DatasetException>(() => Import(store, "items.csv.gz", content[..(content.Length / 2)]))
        ).Message.ShouldContain("items.csv.gz");
        (await Should.ThrowAsync<DatasetException>(() => Import(store, "items.csv.gz", [0x1f, 0x8b, 1, 2, 3]))).Message.ShouldContain(
            "items.csv.gz"
        );
    }

    private static Task<ImportReport> Import(TestStore store, string name, byte[] content) =>
        store.Get<ItemImport>().ImportFileAsync(store.File(name, content), ImportSettings.Default, null, CancellationToken.None);

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
