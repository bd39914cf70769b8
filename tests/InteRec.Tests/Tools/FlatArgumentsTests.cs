using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Conversations;
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
        Names(FlatArguments.Schema(filter))
            .ShouldBe(["where", "items", "exclude", "excludeSeries", "userId", "candidates", "liked", "disliked", "count", "userIds"]);
        Names(FlatArguments.Schema(ToolList.Of(ToolBox.BuiltIn, SmallCatalog.Snapshot).Single(t => t.Name == "search")))
            .ShouldBe(["text", "keep", "userId", "candidates", "liked", "disliked", "count", "where", "exclude", "userIds"]);

        var request = Request("filter", """{"where": {"kinds": {"any": ["Red"]}}, "userId": "u1", "count": 3}""");

        request.UserId.ShouldBe("u1");
        request.Count.ShouldBe(3);
        request.Step!.Value.GetRawText().ShouldBe("""{"where":{"kinds":{"any":["Red"]}}}""");
    }

    [Fact]
    public void Conditions_are_those_of_the_step_where_it_has_some_and_otherwise_hold_for_all_candidates()
    {
        var filter = Request("filter", """{"where": {"kinds": {"any": ["Red"]}}, "exclude": ["Apple"]}""");
        filter.Where.ShouldBeNull();
        filter.Step!.Value.GetRawText().ShouldBe("""{"where":{"kinds":{"any":["Red"]}},"exclude":["Apple"]}""");

        var search = Request("search", """{"text": "sweet", "where": "{\"kinds\": {\"any\": [\"Red\"]}}", "exclude": ["Apple"]}""");
        search.Where!.Conditions.ShouldHaveSingleItem().Key.ShouldBe("kinds");
        search.Exclude.ShouldBe(["Apple"]);
        search.Step!.Value.GetRawText().ShouldBe("""{"text":"sweet"}""");
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
    [InlineData(
        "filter",
        """{"where": "{\"kinds\": {\"any\": [\"Red\"]}}", "count": "3", "candidates": "[\"a\"]"}""",
        """{"where":{"kinds":{"any":["Red"]}}}"""
    )]
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
        var (plan, userId) = FlatArguments.PlanRequest(
            Arguments("""{"lists": "[{\"steps\": [{\"tool\": \"rank\"}]}]", "userId": "u1"}"""),
            PlanJson.Options
        );

        userId.ShouldBe("u1");
        plan.Lists.Single().Steps.Single().ShouldBeOfType<RankStep>();
    }

    [Fact]
    public void A_request_in_words_is_told_and_read_without_what_is_understood()
    {
        var schema = MessageArguments.Schema(SmallCatalog.Snapshot, ToolBox.BuiltIn);
        Names(schema).ShouldBeSubsetOf(typeof(ChatRequest).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)));
        Names(schema).ShouldNotContain("brief");
        schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["message"]);

        var request = MessageArguments.Read(Arguments("""{"message": "2010", "count": "3"}"""), PlanJson.Options);

        request.ShouldBe(new ChatRequest("2010", Count: 3, Brief: true));
    }

    [Theory]
    [InlineData(
        "filter",
        """{"wher": {}}""",
        "wher: there is no such argument. Did you mean \"where\"? filter takes where, items, exclude, excludeSeries, userId, candidates, "
            + "liked, disliked, count, userIds."
    )]
    [InlineData(
        "similar",
        """{"liked": ["a"]}""",
        "to: is missing. similar takes to (needed), unlike, keep, userId, candidates, liked, disliked, count, where, exclude, userIds."
    )]
    [InlineData(
        "remember",
        """{"count": 3}""",
        "count: there is no such argument. remember takes liked, disliked, seen, unwanted, preferred, everything, userId."
    )]
    public void A_wrong_or_missing_argument_is_named_with_those_that_there_are(string tool, string arguments, string told) =>
        Should.Throw<InvalidPlanException>(() => Request(tool, arguments)).Message.ShouldBe(told);

    [Fact]
    public void A_plan_or_a_message_with_what_it_does_not_have_is_refused()
    {
        Should
            .Throw<InvalidPlanException>(() => FlatArguments.PlanRequest(Arguments("""{"list": []}"""), PlanJson.Options))
            .Message.ShouldStartWith("list: there is no such argument. Did you mean \"lists\"? plan takes intent, lists");
        Should
            .Throw<InvalidPlanException>(() => MessageArguments.Read(Arguments("""{"count": 3}"""), PlanJson.Options))
            .Message.ShouldStartWith("message: is missing. recommend takes message (needed), conversationId");
    }

    [Fact]
    public void Names_in_another_case_are_those_declared()
    {
        var filter = Request("filter", """{"Where": "{\"kinds\": {\"any\": [\"Red\"]}}", "UserIds": ["u1", "u2"], "COUNT": "3"}""");
        filter.UserIds.ShouldBe(["u1", "u2"]);
        filter.Count.ShouldBe(3);
        filter.Step!.Value.GetRawText().ShouldBe("""{"where":{"kinds":{"any":["Red"]}}}""");

        FlatArguments.PlanRequest(Arguments("""{"USERID": "u1", "lists": []}"""), PlanJson.Options).UserId.ShouldBe("u1");
        MessageArguments.Read(Arguments("""{"Message": "tea", "Count": "3"}"""), PlanJson.Options).Count.ShouldBe(3);
    }

    [Fact]
    public void An_argument_that_is_there_twice_in_another_case_is_refused()
    {
        const string Told = "userId: is there twice: upper and lower case make no difference.";

        Should.Throw<InvalidPlanException>(() => Request("filter", """{"userId": "u1", "UserId": "u2"}""")).Message.ShouldBe(Told);
        Should
            .Throw<InvalidPlanException>(() =>
                MessageArguments.Read(Arguments("""{"message": "tea", "userId": "u1", "USERID": "u2"}"""), PlanJson.Options)
            )
            .Message.ShouldBe(Told);
    }

    private static ToolRequest Request(string tool, string arguments) =>
        FlatArguments.Request(ToolBox.BuiltIn, tool, Arguments(arguments), PlanJson.Options);

    private static JsonObject Arguments(string json) => JsonNode.Parse(json)!.AsObject();

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
}
