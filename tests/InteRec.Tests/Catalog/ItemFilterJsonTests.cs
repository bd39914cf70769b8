using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Catalog;

public sealed class ItemFilterJsonTests
{
    [Theory]
    [InlineData("""{"kinds":["Red"],"year":1950}""", """{"kinds":{"any":["Red"]},"year":{"from":1950,"to":1950}}""")]
    [InlineData("""{"not":{"kinds":"Red","year":{"from":1980,"to":1989},"boxed":{"has":true}}}""",
        """{"boxed":{"has":false},"kinds":{"none":["Red"]},"year":{"outside":[{"from":1980,"to":1989}]}}""")]
    [InlineData("""{"or":[{"makers":"X"},{"kinds":{"all":["Red"]}}],"year":{"ranges":[{"from":1960,"to":1969},{"from":1990}]}}""",
        """{"year":{"ranges":[{"from":1960,"to":1969},{"from":1990,"to":null}]},"or":[{"makers":{"any":["X"]}},{"kinds":{"all":["Red"]}}]}""")]
    [InlineData("""{"or":[[{"makers":"X"},{"kinds":"Red"}],[{"year":1950},{"year":1960}]]}""",
        """{"or":[[{"makers":{"any":["X"]}},{"kinds":{"any":["Red"]}}],[{"year":{"from":1950,"to":1950}},{"year":{"from":1960,"to":1960}}]]}""")]
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

    private static string Json(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement.Clone()).Replace(",\"to\":null", "", StringComparison.Ordinal);
}
