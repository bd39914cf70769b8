using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Tests.Storage;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Import;

/// <summary>Whatever the bytes, a reader answers with rows and row errors, or with the one error that says why not.</summary>
public sealed class ReaderPropertyTests
{
    private static readonly string[] Fragments =
    [
        "isbn",
        "title",
        "reader",
        "stars",
        "timestamp",
        "kind",
        ",",
        ",",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        "'",
        "|",
        "{",
        "}",
        "[",
        "]",
        ":",
        "null",
        "true",
        "1",
        "5",
        "-0",
        "1e400",
        "NaN",
        "ann",
        "\0",
        "\ud83d\ude00",
        "\ufffe",
        "{\"isbn\":\"1\",\"title\":\"A\"}",
        "{\"userId\":\"a\",\"itemId\":\"1\",\"kind\":\"like\"}",
        "isbn,title\n1,A\n",
        "reader,isbn,stars\nann,1,5\n",
        "\\ud800",
        "=1+1",
        "2009-12-14",
        "9999999999999999999",
        " ",
        "\t",
        "like",
        "{\"isbn\":",
        "[{\"userId\":\"a\",\"itemId\":",
    ];

    private static readonly Gen<byte[]> Piece = Gen.OneOf(
        Gen.Elements(Fragments).Select(Encoding.UTF8.GetBytes),
        Gen.Elements(Fragments).Select(Encoding.UTF8.GetBytes),
        Gen.Choose(0, 255).Select(b => new[] { (byte)b }),
        Gen.Elements<byte[]>([0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0x1f, 0x8b], [0xed, 0xa0, 0x80])
    );

    private static readonly Arbitrary<byte[]> Bytes = Piece.ListOf().Select(pieces => pieces.SelectMany(p => p).ToArray()).ToArbitrary();

    [Theory]
    [InlineData(InputFormat.Csv)]
    [InlineData(InputFormat.JsonLines)]
    [InlineData(InputFormat.JsonArray)]
    public void Any_bytes_are_items_or_errors(InputFormat format)
    {
        using var store = new TestStore();
        Seeded.Check(
            Prop.ForAll(
                Bytes,
                bytes =>
                    HoldsAsync(
                        bytes,
                        input =>
                            store
                                .Get<ItemImport>()
                                .ImportAsync(input, format, new ImportSettings { SkipBadRows = true }, null, CancellationToken.None)
                    )
            ),
            400
        );
    }

    [Theory]
    [InlineData(InputFormat.Csv)]
    [InlineData(InputFormat.JsonLines)]
    [InlineData(InputFormat.JsonArray)]
    public void Any_bytes_are_interactions_or_errors(InputFormat format)
    {
        using var store = new TestStore(settings: ("InteRec:Interactions:UnknownItems", "Hold"));
        Seeded.Check(
            Prop.ForAll(
                Bytes,
                bytes =>
                    HoldsAsync(
                        bytes,
                        input =>
                            store
                                .Get<InteractionImport>()
                                .ImportAsync(input, format, new ImportSettings { SkipBadRows = true }, null, CancellationToken.None)
                    )
            ),
            400
        );
    }

    [Fact]
    public void Any_bytes_are_a_declaration_or_an_error() =>
        Seeded.Check(
            Prop.ForAll(
                DeclarationBytes(),
                bytes =>
                {
                    try
                    {
                        DatasetReader.Parse(bytes, "dataset.json").Attributes.ShouldNotBeEmpty();
                    }
                    catch (DatasetException e)
                    {
                        e.Message.ShouldStartWith("dataset.json");
                    }
                }
            ),
            1_000
        );

    [Fact]
    public void Importing_twice_is_importing_once()
    {
        var cell = Gen.Elements("1", "2", "Dune", "a, b", "\"q\"", "line\nbreak", "é|ü", "1965", "", " x ");
        var table = cell.ArrayOf(3)
            .ListOf()
            .Select(rows => rows.Select((row, i) => $"{i},{string.Join(',', row.Select(Quoted))}"))
            .ToArbitrary();
        Seeded.Check(
            Prop.ForAll(
                table,
                async rows =>
                {
                    using var store = new TestStore();
                    var content = "isbn,title,other_titles,genres\n" + string.Join('\n', rows);
                    var first = await store.ImportItemsAsync(content, skipBadRows: true);
                    var second = await store.ImportItemsAsync(content, skipBadRows: true);
                    (second.Inserted, second.Updated, second.Unchanged, second.Bad).ShouldBe((0, 0, first.Inserted, first.Bad));
                }
            ),
            40
        );
    }

    /// <summary>A good declaration with one piece replaced by another, so that most get past the JSON reader.</summary>
    private static Arbitrary<byte[]> DeclarationBytes()
    {
        var replacements = Gen.Elements(
            "null",
            "{}",
            "[]",
            "7",
            "\"\"",
            "\"year\"",
            "\"title\"",
            "true",
            "[null]",
            "{\"a\":null}",
            "\"number\"",
            "1e999",
            ",",
            "}"
        );
        var tokens = TestStore.BooksJson.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var mutated =
            from place in Gen.Choose(0, tokens.Length - 1)
            from replacement in replacements
            select Encoding.UTF8.GetBytes(string.Join(' ', tokens.Select((t, i) => i == place ? replacement : t)));
        return Gen.OneOf(mutated, mutated, Bytes.Generator).ToArbitrary();
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task HoldsAsync(byte[] bytes, Func<InputFile, Task<ImportReport>> import)
    {
        try
        {
            await using var input = await InputFile.OpenAsync(new MemoryStream(bytes), "body", null, CancellationToken.None);
            var report = await import(input);
            report.Rows.ShouldBe(report.Bad + report.Inserted + report.Updated + report.Unchanged);
            report.Errors.ShouldAllBe(e => e.Line > 0 && e.Reason.Length > 0);
        }
        catch (DatasetException e)
        {
            e.Message.ShouldStartWith("body");
        }
    }
}
