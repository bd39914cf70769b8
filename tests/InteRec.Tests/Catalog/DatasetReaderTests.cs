using System.Text;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Tests.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Catalog;

public sealed class DatasetReaderTests
{
    [Fact]
    public void The_bundled_declaration_is_read()
    {
        var schema = DatasetReader.Load(Path.Combine(AppContext.BaseDirectory, "datasets", "movies"));

        schema.Name.ShouldBe("movies");
        schema.Find("CAST")!.Role.ShouldBe(AttributeRole.People);
        schema.WithRole(AttributeRole.Quality)!.Support.ShouldBe("review_count");
    }

    [Theory]
    [InlineData("\"name\": \"year\"", "\"name\": \"title\"", "the name title is given twice")]
    [InlineData("\"role\": \"year\"", "\"role\": \"age\"", "$.attributes[2].role: unknown role; one of none, title")]
    [InlineData("\"type\": \"flag\"", "\"type\": \"boolean\"", "$.attributes[6].type: unknown type; one of text, category")]
    [InlineData("\"type\": \"text\", \"role\": \"title\"", "\"type\": \"text\"", "exactly one attribute must have the role title")]
    [InlineData(
        "\"type\": \"number\", \"role\": \"year\"",
        "\"type\": \"text\", \"role\": \"year\"",
        "attributes[2] (year): the role Year needs the type Number"
    )]
    [InlineData("\"type\": \"date\"", "\"type\": \"date\", \"support\": \"votes\"", "attributes[5] (published): support names votes")]
    [InlineData(
        "\"type\": \"date\"",
        "\"type\": \"date\", \"min\": 2000, \"max\": 1999",
        "attributes[5] (published): min must not be above max"
    )]
    [InlineData("\"type\": \"flag\"", "\"type\": \"flag\", \"max\": 1", "attributes[6] (in_print): min and max are for a number or a date")]
    [InlineData("\"type\": \"date\"", "\"type\": \"date\", \"colour\": 1", "colour")]
    [InlineData("\"name\": \"published\"", "\"name\": \"not\"", "attributes[5] (not): a name has letters")]
    [InlineData("\"column\": \"inPrint\"", "\"column\": \"isbn\"", "the column isbn is used twice")]
    [InlineData(
        "\"attributes\":",
        "\"missing\": [{ \"name\": \"what it costs\", \"say\": [] }], \"attributes\":",
        "missing[0]: say is empty"
    )]
    [InlineData(
        "\"attributes\":",
        "\"phrases\": [{ \"say\": [\"classic\"], \"where\": { \"age\": { \"from\": 50 } } }], \"attributes\":",
        "phrases[0]: where names age, which is no attribute"
    )]
    [InlineData(
        "\"attributes\":",
        "\"phrases\": [{ \"say\": [], \"not\": { \"genres\": { \"to\": 5 } } }], \"attributes\":",
        "not.genres has a range"
    )]
    [InlineData("\"attributes\":", "\"items\": \"../secret.csv\", \"attributes\":", "is not the name of a file")]
    [InlineData("\"scaleFrom\": 1", "\"scaleFrom\": 9", "interactionColumns: scaleFrom must be below scaleTo")]
    [InlineData("\"weight\": \"stars\"", "\"weight\": \"reader\"", "interactionColumns: the column reader is used twice")]
    [InlineData("\"attributes\": [", "\"attributes\": [ null,", "a list holds a null")]
    [InlineData("\"type\": \"date\"", "\"type\": \"date\", \"cues\": [null]", "a list holds a null")]
    [InlineData("\"attributes\":", "\"phrases\": [null], \"attributes\":", "a list holds a null")]
    [InlineData("\"type\": \"date\"", "\"type\": 99", "type and role are words")]
    [InlineData("\"name\": \"books\"", "\"name\": null", "dataset.json:2: $.name")]
    public void A_declaration_that_contradicts_itself_is_refused_with_the_place(string good, string bad, string reason)
    {
        TestStore.BooksJson.ShouldContain(good);
        var json = TestStore.BooksJson.Replace(good, bad, StringComparison.Ordinal);

        var refused = Should.Throw<DatasetException>(() => DatasetReader.Parse(Encoding.UTF8.GetBytes(json), "dataset.json"));

        refused.Message.ShouldStartWith("dataset.json");
        refused.Message.ShouldContain(reason);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var json = TestStore
            .BooksJson.Replace("\"name\": \"year\"", "\"name\": \"title\"", StringComparison.Ordinal)
            .Replace("\"scaleFrom\": 1", "\"scaleFrom\": 9", StringComparison.Ordinal);

        Should
            .Throw<DatasetException>(() => DatasetReader.Parse(Encoding.UTF8.GetBytes(json), "dataset.json"))
            .Message.Split('\n')
            .Length.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_folder_without_a_declaration_is_refused() =>
        Should.Throw<DatasetException>(() => DatasetReader.Load(Path.GetTempPath())).Message.ShouldContain("dataset.json cannot be read");
}
