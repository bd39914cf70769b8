using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

/// <summary>What was stored in a shape that this version does not have.</summary>
public sealed class StoredJsonTests
{
    private const string PlanOfAnotherVersion =
        """{"intent":"recommend","lists":[{"count":3,"steps":[{"tool":"teleport","to":"mars"}]}]}""";

    [Fact]
    public void A_state_loses_only_what_cannot_be_read()
    {
        var state = new ConversationState
        {
            Turn = 3,
            Shown = ["a"],
            LastItems = ["a", "b"],
            LastPlan = new Plan { Intent = Intent.Recommend },
        };

        var read = StoredJson.ReadParts<ConversationState>(With(state, "lastPlan", PlanOfAnotherVersion), out var lost).ShouldNotBeNull();

        lost.ShouldBe(["lastPlan"]);
        read.LastPlan.ShouldBeNull();
        read.Shown.ShouldBe(["a"]);
        read.LastItems.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_reply_keeps_its_text_when_its_plan_cannot_be_read()
    {
        var reply = new ChatReply
        {
            ConversationId = "c",
            Turn = 1,
            Text = "Here are three.",
            Understood = new Understood(),
            Planner = "built-in",
            Plan = new Plan(),
        };

        var read = StoredJson.ReadParts<ChatReply>(With(reply, "plan", PlanOfAnotherVersion), out var lost).ShouldNotBeNull();

        lost.ShouldBe(["plan"]);
        read.Text.ShouldBe("Here are three.");
        read.Plan.Lists.ShouldBeEmpty();
    }

    [Fact]
    public void Members_of_a_newer_version_are_passed_over()
    {
        StoredJson
            .ReadParts<ConversationState>(With(new ConversationState { Turn = 2 }, "mood", "\"bright\""), out var lost)
            .ShouldNotBeNull()
            .Turn.ShouldBe(2);

        lost.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"turn\"")]
    [InlineData("\"text\"")]
    [InlineData("{\"turn\":1,\"turn\":\"x\"}")]
    public void What_is_no_state_at_all_is_told(string json)
    {
        StoredJson.ReadParts<ConversationState>(json, out var lost).ShouldBeNull();

        lost.ShouldHaveSingleItem();
    }

    private static string With<T>(T value, string member, string json)
    {
        var read = JsonSerializer.SerializeToNode(value, PlanJson.Lenient)!.AsObject();
        read[member] = JsonNode.Parse(json);
        return read.ToJsonString();
    }
}
