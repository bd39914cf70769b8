using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations;

public sealed class ReplyTextTests
{
    private static readonly TraceEntry Trace = new("filter", 9, 3, 0.1);
    private static readonly ListedItem Heat = new()
    {
        ItemId = "t1",
        Title = "Heat",
        Year = 1995,
        Reasons = ["crime from 1995", "liked by many"],
    };
    private static readonly ListedItem Ronin = new() { ItemId = "t2", Title = "Ronin" };

    [Fact]
    public void Items_are_told_with_ids_and_reasons()
    {
        var text = ReplyText.Of(
            new ToolReply
            {
                Items = [Heat, Ronin],
                Found = 3,
                Trace = Trace,
                Notices = [new Notice(NoticeCodes.Corrected, "I read Heet as Heat.")],
            }
        );

        text.ShouldBe("I read Heet as Heat.\n3 found, these first:\n1. Heat (1995) [t1]: crime from 1995; liked by many\n2. Ronin [t2]");
    }

    [Fact]
    public void Nothing_found_is_said() => ReplyText.Of(new ToolReply { Trace = Trace }).ShouldBe("Nothing found.");

    [Fact]
    public void A_long_list_is_cut_and_says_so()
    {
        var text = ReplyText.Of(
            new ToolReply
            {
                Items = [.. Enumerable.Repeat(Heat, 200)],
                Found = 200,
                Trace = Trace,
            }
        );

        text.Split('\n').Length.ShouldBe(51);
        text.ShouldEndWith("and 150 more in the structured result");
    }

    [Fact]
    public void Facts_are_told_with_their_items_and_counts()
    {
        Fact[] facts =
        [
            new("t1", "Heat", "directors", ["Michael Mann"]),
            new("t1", "Heat", "oscars", []),
            new(null, null, "genres", ["Drama", "Crime"]) { Counts = [7, 2], Of = 5 },
        ];

        ReplyText
            .Of(new ToolReply { Facts = facts, Trace = Trace })
            .ShouldBe("Heat [t1]: directors Michael Mann; oscars not known\ngenres Drama (7), Crime (2) and 3 more");
    }

    [Fact]
    public void A_profile_and_a_question_are_told()
    {
        ProfileEntry[] profile =
        [
            new(ProfileKinds.Liked, "t1", null, null, default, "api"),
            new(ProfileKinds.Preferred, null, "genres", "Crime", default, "api"),
        ];
        ReplyText.Of(new ToolReply { Profile = profile, Trace = Trace }).ShouldBe("liked: t1\npreferred: genres Crime");
        ReplyText.Of(new ToolReply { Profile = [], Trace = Trace }).ShouldBe("Nothing is remembered of this user.");

        var question = new FollowUp("Dark or light?", [new("dark", "something dark"), new("light", "something light")]);
        ReplyText.Of(new ToolReply { FollowUp = question, Trace = Trace }).ShouldBe("To ask back: Dark or light? (dark, light)");
    }

    [Fact]
    public void A_request_in_words_is_answered_with_what_to_go_on_with()
    {
        var reply = new RecommendReply
        {
            ConversationId = "c_1",
            Turn = 1,
            RecommendationId = "r_1",
            Text = "Here is one.",
            Lists = [new ItemList("for us", [Ronin]), new ItemList("for them", [])],
        };

        ReplyText
            .Of(reply)
            .ShouldBe("Here is one.\nfor us:\n1. Ronin [t2]\nfor them:\n(nothing)\nconversationId: c_1, recommendationId: r_1");
        ReplyText
            .Of(
                new PlanReply
                {
                    Plan = new Plan(),
                    Lists = [new ItemList(null, [Ronin])],
                    RecommendationId = "r_2",
                }
            )
            .ShouldBe("1. Ronin [t2]\nrecommendationId: r_2");
    }
}
