using System.Text.Json;
using InteRec.Catalog;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Catalog;

public sealed class ItemFilterJsonTests
{
    [Theory]
    [InlineData("""{"kinds":["Red"],"year":1950}""", """{"kinds":{"any":["Red"]},"year":{"from":1950,"to":1950}}""")]
    [InlineData(
        """{"not":{"kinds":"Red","year":{"from":1980,"to":1989},"boxed":{"has":true}}}""",
        """{"boxed":{"has":false},"kinds":{"none":["Red"]},"year":{"outside":[{"from":1980,"to":1989}]}}"""
    )]
    [InlineData(
        """{"or":[{"makers":"X"},{"kinds":{"all":["Red"]}}],"year":{"ranges":[{"from":1960,"to":1969},{"from":1990}]}}""",
        """{"year":{"ranges":[{"from":1960,"to":1969},{"from":1990,"to":null}]},"or":[{"makers":{"any":["X"]}},{"kinds":{"all":["Red"]}}]}"""
    )]
    [InlineData(
        """{"or":[[{"makers":"X"},{"kinds":"Red"}],[{"year":1950},{"year":1960}]]}""",
        """{"or":[[{"makers":{"any":["X"]}},{"kinds":{"any":["Red"]}}],[{"year":{"from":1950,"to":1950}},{"year":{"from":1960,"to":1960}}]]}"""
    )]
    [InlineData("""{"or":[],"kinds":null}""", "{}")]
    public void Short_forms_are_read_and_the_long_one_is_written(string read, string written)
    {
        var filter = JsonSerializer.Deserialize<ItemFilter>(read, PlanJson.Options)!;

        Json(JsonSerializer.Serialize(filter, PlanJson.Options)).ShouldBe(Json(written));
    }

    [Theory]
    [InlineData("""{"or":{"kinds":"Red"}}""")]
    [InlineData("""{"or":[[["x"]]]}""")]
    [InlineData("""{"or":[null]}""")]
    [InlineData("""{"or":["Red"]}""")]
    [InlineData("""{"or":[{"kinds":"Red"}],"or":[]}""")]
    [InlineData("""{"year":{"ranges":{"from":1}}}""")]
    public void What_is_no_filter_is_a_json_error(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ItemFilter>(json, PlanJson.Options));

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"not":{}}""", "not")]
    [InlineData("""{"not":null}""", "not")]
    [InlineData("""{"not":{"year":{"outside":[{"from":1980}]}}}""", "not")]
    [InlineData("""{"or":[]}""", "or")]
    [InlineData("""{"or":[[]]}""", "or")]
    [InlineData("""{"kinds":"Red","or":[[{"kinds":"Red"}],[]]}""", "or")]
    [InlineData("""{"kinds":"Red","or":[{"kinds":"Red"},{}]}""", "or")]
    [InlineData("""{"kinds":{"any":[]}}""", "kinds")]
    public void Conditions_of_a_caller_that_ask_for_nothing_are_refused(string where, string? named)
    {
        var refused = Should.Throw<EmptyConditionException>(() =>
            JsonSerializer.Deserialize<CallerConditions>($$"""{"where":{{where}}}""", PlanJson.Options)
        );

        refused.Attribute.ShouldBe(named);
        refused.Path.ShouldBe("$.where");
    }

    [Theory]
    [InlineData("""{"not":{"kinds":"Red"}}""")]
    [InlineData("""{"or":[[{"kinds":"Red"}],[{"year":1950}]]}""")]
    public void Conditions_of_a_caller_that_ask_for_something_are_read(string where) =>
        JsonSerializer
            .Deserialize<CallerConditions>($$"""{"where":{{where}}}""", PlanJson.Options)!
            .Where.ShouldNotBeNull()
            .IsEmpty.ShouldBeFalse();

    private static string Json(string json) =>
        JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement.Clone()).Replace(",\"to\":null", "", StringComparison.Ordinal);
}
