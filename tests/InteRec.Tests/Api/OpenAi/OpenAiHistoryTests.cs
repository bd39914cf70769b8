using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

/// <summary>A conversation is found by its messages: within what one caller said, and nobody else's.</summary>
[Collection(ApiTests.Name)]
public sealed class OpenAiHistoryTests(ReadyApi api)
{
    [Fact]
    public async Task A_users_conversation_goes_on_from_the_messages()
    {
        var messages = new List<object> { User("comedies") };
        var answers = new List<JsonElement> { await AskAsync("history-on", [.. messages]) };
        foreach (var next in new[] { "something else", "only from the nineties" })
        {
            messages.AddRange([Assistant("  " + Text(answers[^1]).ReplaceLineEndings("\r\n") + "\n"), User(next)]);
            answers.Add(await AskAsync("history-on", [new { role = "system", content = $"It is {answers.Count} o'clock." }, .. messages]));
        }

        answers.Select(Conversation).Distinct().ShouldHaveSingleItem();
        answers.Select(Turn).ShouldBe([1, 2, 3]);
        Ids(answers[1]).Intersect(Ids(answers[0])).ShouldBeEmpty();
        answers[2].GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString().ShouldContain("Comedy");
    }

    [Fact]
    public async Task An_answer_made_anew_branches_off_and_changes_nothing_of_the_first()
    {
        var first = await AskAsync("history-anew", User("comedies"));
        var messages = new[] { User("comedies"), Assistant(Text(first)), User("only from the nineties") };
        var second = await AskAsync("history-anew", messages);
        var again = await AskAsync("history-anew", messages);
        var third = await AskAsync("history-anew", [.. messages, Assistant(Text(second)), User("something else")]);

        Conversation(again).ShouldNotBe(Conversation(second));
        Turn(again).ShouldBe(2);
        Ids(again).ShouldBe(Ids(second));
        var stored = await api.Host.GetAsync($"/v1/conversations/{Conversation(second)}");
        stored
            .GetProperty("turns")
            .EnumerateArray()
            .Select(t => t.GetProperty("message").GetString())
            .ToList()[..2]
            .ShouldBe(["comedies", "only from the nineties"]);
        Turn(third).ShouldBe(3);
    }

    [Fact]
    public async Task An_edited_history_goes_on_from_what_fits()
    {
        var first = await AskAsync("history-edited", User("comedies"));
        var second = await AskAsync("history-edited", User("comedies"), Assistant(Text(first)), User("only from the eighties"));
        var edited = await AskAsync(
            "history-edited",
            User("comedies"),
            Assistant(Text(first)),
            User("only from the nineties"),
            Assistant(Text(second)),
            User("something else")
        );

        Turn(edited).ShouldBe(3);
        Conversation(edited).ShouldNotBe(Conversation(second));
        var conditions = edited.GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString();
        conditions.ShouldContain("Comedy");
        conditions.ShouldContain("1990");
        conditions.ShouldNotContain("1980");
    }

    [Fact]
    public async Task Strangers_with_the_same_history_share_nothing()
    {
        var first = await AskAsync(null, User("I love The Matrix, two comedies please"));
        var messages = new[] { User("I love The Matrix, two comedies please"), Assistant(Text(first)), User("something else") };
        var one = await AskAsync(null, messages);
        var other = await AskAsync(null, messages);

        new[] { first, one, other }.Select(Conversation).Distinct().Count().ShouldBe(3);
        new[] { one, other }.ShouldAllBe(a => Turn(a) == 2 && !Ids(a).Intersect(Ids(first)).Any());
        (await api.Host.GetAsync($"/v1/conversations/{Conversation(first)}")).GetProperty("turns").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_words_of_another_user_are_another_history()
    {
        var hers = await AskAsync("history-her", User("comedies"));
        var his = await AskAsync("history-him", User("comedies"), Assistant(Text(hers)), User("something else"));
        var nobodys = await AskAsync(null, User("comedies"), Assistant(Text(hers)), User("something else"));

        Conversation(his).ShouldNotBe(Conversation(hers));
        Conversation(nobodys).ShouldNotBe(Conversation(hers));
        (await api.Host.GetAsync($"/v1/conversations/{Conversation(hers)}?userId=history-her"))
            .GetProperty("turns")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task Two_chats_that_begin_alike_behind_one_key_stay_two()
    {
        const string Key = "a-key-of-a-front-end-0123";
        await using var host = await (await ApiHost.StartAsync("--InteRec:Security:Keys:0:Key", Key)).WhenReadyAsync();
        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        var greeting = User("hello");
        var (one, other) = (await AskAsync(null, [greeting], host), await AskAsync(null, [greeting], host));
        Text(other).ShouldBe(Text(one));

        var hers = await AskAsync(null, [greeting, Assistant(Text(one)), User("comedies")], host);
        var his = await AskAsync(null, [greeting, Assistant(Text(one)), User("horror films")], host);
        var hersOn = await AskAsync(
            null,
            [greeting, Assistant(Text(one)), User("comedies"), Assistant(Text(hers)), User("something else")],
            host
        );

        Conversation(hers).ShouldNotBe(Conversation(his));
        Conversation(hersOn).ShouldBe(Conversation(hers));
        hersOn.GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString().ShouldNotContain("Horror");
    }

    [Theory]
    [InlineData("header")]
    [InlineData("metadata")]
    [InlineData("member")]
    public async Task A_conversation_that_is_named_needs_no_messages_of_it(string how)
    {
        using var begun = await SendAsync(new { messages = new[] { User("comedies") } });
        var conversationId = begun.Headers.GetValues("X-Conversation-Id").Single();
        begun.Headers.GetValues("X-Recommendation-Id").Single().ShouldStartWith("r_");

        using var next = await SendAsync(
            new
            {
                messages = new[] { User("only from the nineties") },
                metadata = how == "metadata" ? new { conversation_id = conversationId } : null,
                conversation_id = how == "member" ? conversationId : null,
                stream = true,
            },
            how == "header" ? conversationId : null
        );

        next.Headers.GetValues("X-Conversation-Id").Single().ShouldBe(conversationId);
        (await next.Content.ReadAsStringAsync()).ShouldContain("\"turn\":2");
    }

    [Fact]
    public async Task What_is_known_of_a_history_goes_with_the_user()
    {
        var first = await AskAsync("history-gone", User("comedies"));
        await api.Host.Client.DeleteAsync("/v1/users/history-gone/profile");

        var next = await AskAsync("history-gone", User("comedies"), Assistant(Text(first)), User("something else"));

        Conversation(next).ShouldNotBe(Conversation(first)); // said again, in a conversation of its own
        Turn(next).ShouldBe(2);
    }

    private static object User(string content) => new { role = "user", content };

    private static object Assistant(string content) => new { role = "assistant", content };

    private static string Text(JsonElement answer) =>
        answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    private static string Conversation(JsonElement answer) => answer.GetProperty("interec").GetProperty("conversationId").GetString()!;

    private static int Turn(JsonElement answer) => answer.GetProperty("interec").GetProperty("turn").GetInt32();

    private static List<string> Ids(JsonElement answer) =>
        [
            .. answer
                .GetProperty("interec")
                .GetProperty("lists")
                .EnumerateArray()
                .SelectMany(l => l.GetProperty("items").EnumerateArray())
                .Select(i => i.GetProperty("itemId").GetString()!),
        ];

    private Task<JsonElement> AskAsync(string? user, params object[] messages) => AskAsync(user, messages, api.Host);

    private static Task<JsonElement> AskAsync(string? user, object[] messages, ApiHost host) =>
        host.PostAsync(
            "/v1/chat/completions",
            new
            {
                model = "any",
                messages,
                user,
            }
        );

    private async Task<HttpResponseMessage> SendAsync(object body, string? conversationId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Conversation-Id", conversationId is null ? [] : [conversationId]);
        var response = await api.Host.Client.SendAsync(request);
        return response.EnsureSuccessStatusCode();
    }
}
