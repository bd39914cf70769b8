using System.Text.Json;
using InteRec.Planning;
using InteRec.Tests.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

public sealed class PlanSchemaTests
{
    private static readonly string[] Keywords = ["type", "enum", "const", "anyOf", "properties", "required", "items", "additionalProperties", "description", "$defs", "$ref"];

    [Fact]
    public void It_names_the_tools_and_the_attributes_of_the_catalogue()
    {
        var schema = PlanSchema.Of(SmallCatalog.Snapshot);

        Steps(schema).Select(s => s.GetProperty("properties").GetProperty("tool").GetProperty("const").GetString())
            .ShouldBe(["filter", "search", "similar", "rank", "lookup", "explain"]);
        var conditions = schema.GetProperty("$defs").GetProperty("conditions").GetProperty("properties");
        conditions.EnumerateObject().Select(p => p.Name).ShouldBe(["year", "kinds", "makers", "size", "known", "stars", "boxed"]);
        conditions.GetProperty("kinds").GetProperty("properties").GetProperty("all").GetProperty("items").GetProperty("enum").EnumerateArray()
            .Select(v => v.GetString()).ShouldBe(["Blue", "Green", "Red", "Round"]);
        conditions.GetProperty("year").GetProperty("properties").TryGetProperty("from", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_keeps_to_what_constrained_decoding_understands(bool strict) => Check(PlanSchema.Of(SmallCatalog.Snapshot, strict), strict);

    [Fact]
    public void A_tool_has_a_schema_of_its_own()
    {
        var schema = PlanSchema.OfArguments(SmallCatalog.Snapshot, typeof(SearchStep));

        schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["text"]);
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(["text", "keep"], ignoreOrder: true);
    }

    private static JsonElement.ArrayEnumerator Steps(JsonElement schema) => schema.GetProperty("properties").GetProperty("lists").GetProperty("items")
        .GetProperty("properties").GetProperty("steps").GetProperty("items").GetProperty("anyOf").EnumerateArray();

    private static void Check(JsonElement schema, bool strict)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            Keywords.ShouldContain(keyword.Name);
            switch (keyword.Name)
            {
                case "properties" or "$defs":
                    keyword.Value.EnumerateObject().ToList().ForEach(p => Check(p.Value, strict));
                    break;
                case "items":
                    Check(keyword.Value, strict);
                    break;
                case "anyOf":
                    keyword.Value.EnumerateArray().ToList().ForEach(b => Check(b, strict));
                    break;
            }
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            schema.GetProperty("type").ToString().ShouldContain("object");
            if (strict)
            {
                schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(properties.EnumerateObject().Select(p => p.Name), ignoreOrder: true);
            }
        }
    }
}
