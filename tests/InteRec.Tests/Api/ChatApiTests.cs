using System.Net;
using System.Text.Json;
using InteRec.Api.Limits;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class ChatApiTests(ReadyApi api)
{
    [Fact]
    public async Task A_reply_has_every_member_of_the_contract()
    {
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "science fiction from the nineties", count = 3 });
        string[] members =
        [
            "conversationId",
            "turn",
            "recommendationId",
            "text",
            "lists",
            "followUp",
            "understood",
            "notices",
            "planner",
            "plan",
            "trace",
            "rankerId",
        ];
        foreach (var member in members)
        {
            reply.TryGetProperty(member, out _).ShouldBeTrue(member);
        }

        reply.GetProperty("turn").GetInt32().ShouldBe(1);
        reply.GetProperty("planner").GetString().ShouldBe("built-in");
        reply.GetProperty("understood").GetProperty("intent").GetString().ShouldBe("recommend");
        var items = reply.GetProperty("lists")[0].GetProperty("items").EnumerateArray().ToList();
        items.Count.ShouldBe(3);
        foreach (var item in items)
        {
            item.GetProperty("itemId").GetString().ShouldStartWith("tt");
            item.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
            item.GetProperty("year").GetInt32().ShouldBeInRange(1990, 1999);
            item.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
            item.GetProperty("facts").GetProperty("genres").EnumerateArray().Select(g => g.GetString()).ShouldContain("Sci-Fi");
        }
    }

    [Fact]
    public async Task Small_talk_has_no_list_and_no_recommendation()
    {
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "hello there" });
        reply.GetProperty("lists").GetArrayLength().ShouldBe(0);
        reply.GetProperty("recommendationId").ValueKind.ShouldBe(JsonValueKind.Null);
        reply.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_plan_of_a_reply_gives_the_same_lists_again()
    {
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "thrillers with Tom Hanks or Brad Pitt" });
        var again = await api.Host.PostAsync("/v1/plans", reply.GetProperty("plan"));
        Ids(again).ShouldBe(Ids(reply));
    }

    [Fact]
    public async Task What_the_caller_sets_holds_and_goes_with_the_plan()
    {
        var reply = await api.Host.PostAsync(
            "/v1/chat",
            new
            {
                message = "thrillers",
                where = new { year = new { to = 1979 } },
                exclude = new[] { "Psycho" },
            }
        );
        reply
            .GetProperty("lists")[0]
            .GetProperty("items")
            .EnumerateArray()
            .ShouldAllBe(i => i.GetProperty("year").GetInt32() < 1980 && i.GetProperty("title").GetString() != "Psycho");
        var again = await api.Host.PostAsync("/v1/plans", reply.GetProperty("plan"));
        Ids(again).ShouldBe(Ids(reply));
        again
            .GetProperty("plan")
            .GetProperty("within")
            .GetProperty("where")
            .GetProperty("year")
            .GetProperty("to")
            .GetInt32()
            .ShouldBe(1979);

        var ranked = await api.Host.PostAsync("/v1/tools/rank", new { where = new { year = new { to = 1979 } }, count = 50 });
        ranked.GetProperty("items").EnumerateArray().ShouldAllBe(i => i.GetProperty("year").GetInt32() < 1980);
    }

    [Fact]
    public async Task A_group_is_told_who_gets_what()
    {
        var reply = await api.Host.PostAsync(
            "/v1/chat",
            new
            {
                message = "dramas",
                userIds = new[] { "1", "2", "3" },
                count = 10,
            }
        );
        var items = reply.GetProperty("lists")[0].GetProperty("items").EnumerateArray().Where(i => i.TryGetProperty("for", out _)).ToList();
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i =>
            i.GetProperty("reasons")[0].GetString()!.StartsWith($"for {i.GetProperty("for")[0].GetString()}: ", StringComparison.Ordinal)
        );
        reply.GetProperty("text").GetString()!.ShouldContain("Above all for ");
        Ids(await api.Host.PostAsync("/v1/plans", reply.GetProperty("plan"))).ShouldBe(Ids(reply));

        var alone = await api.Host.PostAsync("/v1/tools/rank", new { userId = "1", count = 20 });
        var ofOne = await api.Host.PostAsync("/v1/tools/rank", new { userIds = new[] { "1" }, count = 20 });
        ofOne.GetProperty("items").ToString().ShouldBe(alone.GetProperty("items").ToString());
        var strangers = await api.Host.PostAsync("/v1/tools/rank", new { userIds = new[] { "nobody-a", "nobody-b" }, count = 20 });
        var newcomer = await api.Host.PostAsync("/v1/tools/rank", new { userId = "nobody-a", count = 20 });
        strangers
            .GetProperty("items")
            .EnumerateArray()
            .Select(i => i.GetProperty("itemId").GetString())
            .ShouldBe(newcomer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()));
    }

    [Fact]
    public async Task A_conversation_goes_on_is_read_and_is_deleted()
    {
        var first = await api.Host.PostAsync("/v1/chat", new { message = "comedies" });
        var conversationId = first.GetProperty("conversationId").GetString();
        var second = await api.Host.PostAsync("/v1/chat", new { message = "something else", conversationId });
        second.GetProperty("turn").GetInt32().ShouldBe(2);
        Ids(second).Intersect(Ids(first)).ShouldBeEmpty();

        var stored = await api.Host.GetAsync($"/v1/conversations/{conversationId}");
        stored.GetProperty("turns").GetArrayLength().ShouldBe(2);
        stored.GetProperty("turns")[1].GetProperty("message").GetString().ShouldBe("something else");
        Ids(stored.GetProperty("turns")[1].GetProperty("reply")).ShouldBe(Ids(second));

        using var deleted = await api.Host.Client.DeleteAsync($"/v1/conversations/{conversationId}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var gone = await api.Host.Client.GetAsync($"/v1/conversations/{conversationId}");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stream_gives_plan_steps_items_text_and_at_last_the_whole_reply()
    {
        var events = await StreamAsync("dramas from the eighties");
        var names = events.Select(e => e.Name).ToList();
        names[0].ShouldBe("plan");
        names[^1].ShouldBe("done");
        names.ShouldContain("step");
        names.ShouldContain("items");
        var whole = events[^1].Data;
        Ids(whole).ShouldBe(Ids(events.Single(e => e.Name == "items").Data));
        string.Concat(events.Where(e => e.Name == "text").Select(e => e.Data.GetProperty("delta").GetString()))
            .ShouldBe(whole.GetProperty("text").GetString());
        whole.GetProperty("trace").GetArrayLength().ShouldBe(names.Count(n => n == "step"));
        api.Host.Services.GetRequiredService<StreamGate>().Open.ShouldBe(0);
    }

    [Fact]
    public async Task What_fails_before_the_stream_begins_is_an_ordinary_answer()
    {
        using var request = Streamed("{\"message\":\"x\",\"conversationId\":\"c_nobody\"}");
        using var response = await api.Host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Feedback_goes_into_the_profile_and_out_of_the_lists()
    {
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "comedies", userId = "feedback-user" });
        var itemId = Ids(reply)[0];
        using var answer = await api.Host.Client.PostAsync(
            $"/v1/recommendations/{reply.GetProperty("recommendationId").GetString()}/feedback",
            ApiHost.Json($"{{\"itemId\":\"{itemId}\",\"kind\":\"disliked\"}}")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var profile = await api.Host.GetAsync("/v1/users/feedback-user/profile");
        profile
            .GetProperty("entries")
            .EnumerateArray()
            .ShouldContain(e => e.GetProperty("itemId").GetString() == itemId && e.GetProperty("kind").GetString() == "disliked");
        Ids(await api.Host.PostAsync("/v1/chat", new { message = "comedies", userId = "feedback-user" })).ShouldNotContain(itemId);
    }

    [Fact]
    public async Task Of_what_is_said_of_an_item_the_last_holds_and_can_be_taken_back()
    {
        const string User = "undecided-user";
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "comedies", userId = User });
        var itemId = Ids(reply)[0];
        var feedback = $"/v1/recommendations/{reply.GetProperty("recommendationId").GetString()}/feedback";
        var conversation = $"/v1/conversations/{reply.GetProperty("conversationId").GetString()}";

        foreach (var kind in new[] { "liked", "disliked", "seen" })
        {
            using var said = await api.Host.Client.PostAsync(feedback, ApiHost.Json(JsonSerializer.Serialize(new { itemId, kind })));
            said.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await RememberedAsync(User)).ShouldBe([(kind, itemId)]);
            (await SaidAsync(conversation)).ShouldBe([(itemId, kind)]);
        }

        using var taken = await api.Host.Client.DeleteAsync($"{feedback}?itemId={itemId}");
        taken.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RememberedAsync(User)).ShouldBeEmpty();
        (await SaidAsync(conversation)).ShouldBeEmpty();
        using var again = await api.Host.Client.DeleteAsync($"{feedback}?itemId={itemId}");
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var other = await api.Host.Client.DeleteAsync($"{feedback}?itemId=nothing");
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Taking_feedback_back_leaves_what_was_said_in_other_ways()
    {
        const string User = "outspoken-user";
        var reply = await api.Host.PostAsync("/v1/chat", new { message = "comedies", userId = User });
        var itemId = Ids(reply)[0];
        var feedback = $"/v1/recommendations/{reply.GetProperty("recommendationId").GetString()}/feedback";
        using var patched = await api.Host.Client.PatchAsync(
            $"/v1/users/{User}/profile",
            ApiHost.Json(JsonSerializer.Serialize(new { remember = new { seen = new[] { itemId } } }))
        );
        patched.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var said = await api.Host.Client.PostAsync(feedback, ApiHost.Json(JsonSerializer.Serialize(new { itemId, kind = "liked" })));
        (await RememberedAsync(User)).ShouldBe([("seen", itemId), ("liked", itemId)], ignoreOrder: true);
        using var taken = await api.Host.Client.DeleteAsync($"{feedback}?itemId={itemId}");

        (await RememberedAsync(User)).ShouldBe([("seen", itemId)]);
    }

    [Fact]
    public async Task A_brief_text_leaves_out_the_titles_that_the_lists_have()
    {
        var whole = await api.Host.PostAsync("/v1/chat", new { message = "comedies" });
        var brief = await api.Host.PostAsync("/v1/chat", new { message = "comedies", brief = true });

        Ids(brief).ShouldBe(Ids(whole));
        var titles = brief
            .GetProperty("lists")[0]
            .GetProperty("items")
            .EnumerateArray()
            .Select(i => i.GetProperty("title").GetString()!)
            .ToList();
        titles.ShouldAllBe(t => whole.GetProperty("text").GetString()!.Contains(t));
        brief.GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace();
        titles.ShouldAllBe(t => !brief.GetProperty("text").GetString()!.Contains(t));
    }

    [Fact]
    public async Task Several_lists_have_a_label_each_and_a_single_one_has_none()
    {
        var two = await api.Host.PostAsync("/v1/chat", new { message = "two comedies and two dramas" });
        two.GetProperty("lists").EnumerateArray().Select(l => l.GetProperty("label").GetString()).ShouldBe(["Comedy films", "Drama films"]);

        var one = await api.Host.PostAsync("/v1/chat", new { message = "comedies" });
        one.GetProperty("lists")[0].GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task<List<(string Kind, string ItemId)>> RememberedAsync(string user) =>
        [
            .. (await api.Host.GetAsync($"/v1/users/{user}/profile"))
                .GetProperty("entries")
                .EnumerateArray()
                .Select(e => (e.GetProperty("kind").GetString()!, e.GetProperty("itemId").GetString()!)),
        ];

    private async Task<List<(string ItemId, string Kind)>> SaidAsync(string conversation) =>
        [
            .. (await api.Host.GetAsync(conversation))
                .GetProperty("turns")[0]
                .GetProperty("said")
                .EnumerateObject()
                .Select(p => (p.Name, p.Value.GetString()!)),
        ];

    private static List<string> Ids(JsonElement reply) =>
        [
            .. reply
                .GetProperty("lists")
                .EnumerateArray()
                .SelectMany(l => l.GetProperty("items").EnumerateArray())
                .Select(i => i.GetProperty("itemId").GetString()!),
        ];

    private static HttpRequestMessage Streamed(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat") { Content = ApiHost.Json(body) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private async Task<List<(string Name, JsonElement Data)>> StreamAsync(string message)
    {
        using var request = Streamed(JsonSerializer.Serialize(new { message }));
        using var response = await api.Host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = new List<(string, JsonElement)>();
        await foreach (
            var item in System.Net.ServerSentEvents.SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync()
        )
        {
            events.Add((item.EventType, JsonSerializer.Deserialize<JsonElement>(item.Data)));
        }

        return events;
    }
}
