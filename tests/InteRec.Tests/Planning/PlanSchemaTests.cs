using System.Text;
using System.Text.Json;
using InteRec.Planning;
using InteRec.Tests.Planning.Agent;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

public sealed class PlanSchemaTests
{
    private static readonly string[] Keywords =
    [
        "type",
        "enum",
        "const",
        "anyOf",
        "properties",
        "required",
        "items",
        "additionalProperties",
        "description",
        "$defs",
        "$ref",
    ];

    [Fact]
    public void It_names_the_tools_and_the_attributes_of_the_catalogue()
    {
        var schema = PlanSchema.Of(SmallCatalog.Snapshot);

        Steps(schema)
            .Select(s => s.GetProperty("properties").GetProperty("tool").GetProperty("const").GetString())
            .ShouldBe(["filter", "search", "similar", "rank", "lookup", "explain"]);
        var definitions = schema.GetProperty("$defs");
        var conditions = definitions.GetProperty("conditions").GetProperty("properties");
        conditions.EnumerateObject().Select(p => p.Name).ShouldBe(["year", "kinds", "makers", "size", "known", "stars", "boxed", "or"]);
        definitions
            .GetProperty("kindsValues")
            .GetProperty("items")
            .GetProperty("enum")
            .EnumerateArray()
            .Select(v => v.GetString())
            .ShouldBe(["Blue", "Green", "Red", "Round"]);
        definitions
            .GetProperty("number")
            .GetProperty("properties")
            .EnumerateObject()
            .Select(p => p.Name)
            .ShouldBe(["ranges", "outside", "from", "to", "has"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_reference_has_its_definition_and_none_leads_back_to_itself(bool forModel)
    {
        var schema = Schema(forModel);
        var definitions = schema.GetProperty("$defs");

        Open(schema, []);

        void Open(JsonElement element, IReadOnlyList<string> within)
        {
            foreach (
                var part in element.ValueKind switch
                {
                    JsonValueKind.Object => element.EnumerateObject().Where(p => p.Name != "$defs").Select(p => (p.Name, p.Value)),
                    JsonValueKind.Array => element.EnumerateArray().Select(e => ("", e)),
                    _ => [],
                }
            )
            {
                if (part.Item1 == "$ref")
                {
                    var name = part.Item2.GetString()!["#/$defs/".Length..];
                    within.ShouldNotContain(name);
                    element.EnumerateObject().Count().ShouldBe(1, "endpoints refuse what stands beside a reference");
                    Open(definitions.GetProperty(name), [.. within, name]);
                }

                Open(part.Item2, within);
            }
        }
    }

    [Fact]
    public async Task A_model_is_sent_a_short_schema_of_the_bundled_films()
    {
        var schema = PlanSchema.ForModel((await BundledFilms.ServingAsync()).Catalog).GetRawText();

        Encoding.UTF8.GetByteCount(schema).ShouldBeLessThan(2_700);
        schema.ShouldNotContain("\"Western\"", Case.Sensitive, "the prompt has the vocabularies");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_keeps_to_what_constrained_decoding_understands(bool forModel) => Check(Schema(forModel), isClosed: !forModel);

    [Fact]
    public void A_tool_has_a_schema_of_its_own()
    {
        var schema = PlanSchema.OfArguments(SmallCatalog.Snapshot, typeof(SearchStep));

        schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["text"]);
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(["text", "keep"], ignoreOrder: true);
    }

    private static JsonElement Schema(bool forModel) =>
        forModel ? PlanSchema.ForModel(SmallCatalog.Snapshot) : PlanSchema.Of(SmallCatalog.Snapshot);

    private static JsonElement.ArrayEnumerator Steps(JsonElement schema) =>
        schema
            .GetProperty("properties")
            .GetProperty("lists")
            .GetProperty("items")
            .GetProperty("properties")
            .GetProperty("steps")
            .GetProperty("items")
            .GetProperty("anyOf")
            .EnumerateArray();

    private static void Check(JsonElement schema, bool isClosed)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            Keywords.ShouldContain(keyword.Name);
            switch (keyword.Name)
            {
                case "properties" or "$defs":
                    keyword.Value.EnumerateObject().ToList().ForEach(p => Check(p.Value, isClosed));
                    break;
                case "items":
                    Check(keyword.Value, isClosed);
                    break;
                case "anyOf":
                    keyword.Value.EnumerateArray().ToList().ForEach(b => Check(b, isClosed));
                    break;
            }
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            (isClosed && schema.GetProperty("additionalProperties").GetBoolean()).ShouldBeFalse();
            schema.GetProperty("type").ToString().ShouldContain("object");
        }
    }
}
