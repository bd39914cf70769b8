using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Planning;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

public sealed class FlatArgumentsTests
{
    [Fact]
    public void Arguments_of_the_step_and_those_beside_it_are_told_and_read_apart()
    {
        var filter = ToolList.Of(ToolBox.BuiltIn, SmallCatalog.Snapshot).Single(t => t.Name == "filter");
        Names(FlatArguments.Schema(filter)).ShouldBe(["where", "items", "exclude", "excludeSeries", "userId", "candidates", "liked", "disliked", "count"]);

        var request = Request("filter", """{"where": {"kinds": {"any": ["Red"]}}, "userId": "u1", "count": 3}""");

        request.UserId.ShouldBe("u1");
        request.Count.ShouldBe(3);
        request.Step!.Value.GetRawText().ShouldBe("""{"where":{"kinds":{"any":["Red"]}}}""");
    }

    [Fact]
    public void A_change_of_the_profile_has_likes_of_its_own()
    {
        var remember = ToolList.Of(ToolBox.BuiltIn, SmallCatalog.Snapshot).Single(t => t.Name == "remember");
        Names(FlatArguments.Schema(remember)).ShouldBe(["liked", "disliked", "seen", "unwanted", "preferred", "everything", "userId"]);

        var request = Request("remember", """{"liked": ["Apple"], "userId": "u1"}""");

        request.Liked.ShouldBeNull();
        request.Step!.Value.GetRawText().ShouldBe("""{"liked":["Apple"]}""");
    }

    [Theory]
    [InlineData("filter", """{"where": "{\"kinds\": {\"any\": [\"Red\"]}}", "count": "3", "candidates": "[\"a\"]"}""", """{"where":{"kinds":{"any":["Red"]}}}""")]
    [InlineData("rank", """{"novelty": "0.5", "by": "2010"}""", """{"novelty":0.5,"by":"2010"}""")]
    [InlineData("search", """{"text": "[1, 2]"}""", """{"text":"[1, 2]"}""")]
    [InlineData("forget", """{"everything": "True"}""", """{"everything":true}""")]
    [InlineData("filter", """{"where": "{broken"}""", """{"where":"{broken"}""")]
    public void What_was_handed_on_as_text_is_read_as_what_it_is(string tool, string arguments, string step) =>
        Request(tool, arguments).Step!.Value.GetRawText().ShouldBe(step);

    [Fact]
    public void A_wrong_type_beside_the_step_is_an_error_that_names_it() =>
        Should.Throw<JsonException>(() => Request("filter", """{"count": "many"}""")).Path.ShouldBe("$.count");

    [Fact]
    public void A_whole_plan_and_its_user_are_read_apart()
    {
        var (plan, userId) = FlatArguments.PlanRequest(Arguments("""{"lists": "[{\"steps\": [{\"tool\": \"rank\"}]}]", "userId": "u1"}"""), PlanJson.Options);

        userId.ShouldBe("u1");
        plan.Lists.Single().Steps.Single().ShouldBeOfType<RankStep>();
    }

    private static ToolRequest Request(string tool, string arguments) => FlatArguments.Request(ToolBox.BuiltIn, tool, Arguments(arguments), PlanJson.Options);

    private static JsonObject Arguments(string json) => JsonNode.Parse(json)!.AsObject();

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
}
