using System.Globalization;
using InteRec.Catalog;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tests.Storage;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Catalog;

/// <summary>One odd year among many moves neither "recent" nor "the nineties", and a number that cannot be does not come in.</summary>
public sealed class YearTests
{
    private const string Header = "isbn,title,other_titles,year,genres,audience,published,inPrint\n";
    private static readonly TestStore.SetTime Clock = new() { Now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero) };

    [Theory]
    [InlineData("2037", "2037 is above 2036")]
    [InlineData("2095", "2095 is above 2036")]
    [InlineData("9999", "9999 is above 2036")]
    [InlineData("1e308", "1E+308 is above 2036")]
    [InlineData("-19950", "-19950 is below -4000")]
    public async Task A_year_that_cannot_be_is_refused_with_file_line_and_reason(string year, string reason)
    {
        using var store = new TestStore();

        var report = await store.ImportItemsAsync($"{Header}1,Dune,,1965,,,,\n2,Emma,,{year},,,,\n");

        report.Applied.ShouldBeFalse();
        report.Errors.Select(e => e.ToString()).ShouldBe([$"items.csv:3: year: {reason}"]);
    }

    [Theory]
    [InlineData("2030")]
    [InlineData("-750")]
    public async Task A_year_that_is_announced_or_of_antiquity_is_taken(string year)
    {
        using var store = new TestStore();

        (await store.ImportItemsAsync($"{Header}1,The Iliad,,{year},,,,\n")).Applied.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"type\": \"number\", \"role\": \"year\"", "\"min\": 1450, \"max\": 2000", "1449,,,,", "year: 1449 is below 1450")]
    [InlineData("\"type\": \"number\", \"role\": \"year\"", "\"min\": 1450, \"max\": 2000", "2001,,,,", "year: 2001 is above 2000")]
    [InlineData("\"type\": \"number\", \"role\": \"year\"", "\"max\": 9999", "2095,,,,", null)]
    [InlineData("\"type\": \"date\"", "\"min\": 1900, \"max\": 20201231", ",,,1899-12-31,", "published: 1899-12-31 is below 1900-01-01")]
    [InlineData("\"type\": \"date\"", "\"min\": 1900, \"max\": 20201231", ",,,2021-01-01,", "published: 2021-01-01 is above 2020-12-31")]
    [InlineData("\"type\": \"date\"", "\"min\": 1900, \"max\": 2020", ",,,2020-12-31,", null)]
    public async Task A_declared_range_takes_the_place_of_the_usual_one(string attribute, string range, string cells, string? reason)
    {
        var schema = DatasetReader.Parse(
            System.Text.Encoding.UTF8.GetBytes(TestStore.BooksJson.Replace(attribute, $"{attribute}, {range}", StringComparison.Ordinal)),
            "dataset.json"
        );
        using var store = new TestStore(schema: schema);

        var report = await store.ImportItemsAsync($"{Header}1,Dune,,{cells}\n");

        report.Errors.Select(e => e.Reason).ShouldBe(reason is null ? [] : [reason]);
    }

    [Theory]
    [InlineData(1e16, "10000000000000000 is above 1000000000000000")]
    [InlineData(-1e300, "-1E+300 is below -1000000000000000")]
    public void Other_numbers_have_a_sane_range(double number, string reason) =>
        NumberBounds.Problem(new AttributeDefinition { Name = "size", Type = AttributeType.Number }, number, 2026).ShouldBe(reason);

    [Theory]
    [InlineData(new[] { 2095 }, 2016)]
    [InlineData(new[] { 9999 }, 2016)]
    [InlineData(new[] { 2027 }, 2016)]
    [InlineData(new[] { 2027, 2027, 2028, 2030, 2035 }, 2026)]
    [InlineData(new int[0], 2016)]
    public void Now_is_what_is_newest_in_the_catalogue_and_no_later_than_the_clock(int[] odd, int now) => Snapshot(odd).Now.ShouldBe(now);

    [Fact]
    public void A_hidden_item_does_not_tell_what_is_new()
    {
        var items = Enumerable
            .Range(0, 50)
            .Select(i => SmallCatalog.Item($"h{i}", "Hidden", 2026, hidden: true))
            .Append(SmallCatalog.Item("a", "Shown", 1980));

        CatalogSnapshot.Build(SmallCatalog.Schema, items, Clock).Now.ShouldBe(1980);
    }

    [Theory]
    [InlineData("a thing from the nineties", 1990, 1999)]
    [InlineData("something recent", 2009, 2035)]
    public async Task An_odd_year_changes_no_request(string message, int from, int to)
    {
        foreach (var odd in new int[][] { [], [2095], [9999], [2028] })
        {
            using var talk = new Talk(new ServingState(Snapshot(odd)));

            var years = talk.Items(await talk.SayAsync(message))
                .Where(i => !talk.Catalog.ItemId(i).StartsWith("odd", StringComparison.Ordinal))
                .Select(talk.Catalog.Year)
                .ToList();

            years.Count.ShouldBeGreaterThanOrEqualTo(4);
            years.ShouldAllBe(year => year >= from && year <= to, string.Join(',', odd));
        }
    }

    /// <summary>Two things a year from 1967 to 2016, and odd ones.</summary>
    private static CatalogSnapshot Snapshot(int[] odd) =>
        CatalogSnapshot.Build(
            SmallCatalog.Schema,
            [
                .. Enumerable.Range(0, 100).Select(i => SmallCatalog.Item($"i{i}", $"Number {i}", 1967 + (i / 2), "Red")),
                .. odd.Select(
                    (year, i) => SmallCatalog.Item(string.Create(CultureInfo.InvariantCulture, $"odd{i}"), $"Odd {i}", year, "Red")
                ),
            ],
            Clock
        );
}
