using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Tests.Planning.BuiltIn.Reader.Domains;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Candidates;

/// <summary>What no words reach is told, with what would help.</summary>
public sealed class SilentAttributesTests
{
    [Fact]
    public void The_films_can_all_be_asked_for() => SilentAttributes.Sentence(MovieCatalog.Snapshot).ShouldBeNull();

    [Fact]
    public void So_can_what_is_only_named() => SilentAttributes.Sentence(Shelf.Games).ShouldBeNull();

    [Theory]
    [InlineData("f7", AttributeType.Number, "a label or synonyms that people say, or a unit")]
    [InlineData("xqz_x2", AttributeType.Flag, "a label or synonyms that people say")]
    [InlineData("xqz_dt", AttributeType.Date, null)] // the only date
    [InlineData("region", AttributeType.Category, "\"values\" with words for codes such as \"17\"")]
    public void A_name_that_nobody_says_needs_one(string name, AttributeType type, string? missing) =>
        Of(
                new AttributeDefinition { Name = name, Type = type },
                type == AttributeType.Flag ? "true"
                    : type == AttributeType.Date ? "2020-01-01"
                    : "17"
            )
            .ShouldBe(missing);

    [Fact]
    public void A_label_a_unit_or_words_for_values_are_enough()
    {
        Of(Number("f7") with { Label = "brightness" }, "17").ShouldBeNull();
        Of(Number("f7") with { Unit = "kg" }, "17").ShouldBeNull();
        Of(Number("f7") with { Filterable = false }, "17").ShouldBeNull();
        Of(
                new AttributeDefinition
                {
                    Name = "region",
                    Type = AttributeType.Category,
                    Values = new Dictionary<string, IReadOnlyList<string>> { ["17"] = ["south"] },
                },
                "17"
            )
            .ShouldBeNull();
    }

    [Fact]
    public void What_no_item_has_is_told() =>
        Of(new AttributeDefinition { Name = "colour", Type = AttributeType.Category }, "").ShouldBe("items that have a value of it");

    [Fact]
    public void A_second_number_of_a_slot_needs_a_name()
    {
        var catalog = Shelf.Of([Number("length"), Number("len2") with { Synonyms = [] }, Number("xq_duration")], ["One", "1", "2", "3"]);

        SilentAttributes.Of(catalog).Select(s => s.Attribute.Name).ShouldBe(["len2", "xq_duration"]);
    }

    [Fact]
    public void One_sentence_names_all_of_them()
    {
        var catalog = Shelf.Of([Number("f7"), Number("f8")], ["One", "1", "2"]);

        SilentAttributes
            .Sentence(catalog)
            .ShouldBe(
                "Nobody can ask in words for some attributes of dataset.json: f7 needs a label or synonyms that people say, or a unit; "
                    + "f8 needs a label or synonyms that people say, or a unit. \"filterable\": false says that nobody is to ask for it."
            );
    }

    private static string? Of(AttributeDefinition attribute, string value) =>
        SilentAttributes.Of(Shelf.Of([attribute], ["One", value])).Select(s => s.Missing).SingleOrDefault();

    private static AttributeDefinition Number(string name) => new() { Name = name, Type = AttributeType.Number };
}
