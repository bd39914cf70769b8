using System.Text.Json;
using InteRec.Conversations;
using InteRec.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

/// <summary>
/// A web front end as it really calls: chat in pieces with the whole history, and tasks between, all of the same model and without a user.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class FrontEndTests(ReadyApi api)
{
    [Fact]
    public async Task A_chat_with_its_background_tasks_is_answered_and_stored_as_a_chat()
    {
        (await api.Host.GetAsync("/v1/models")).GetProperty("data")[0].GetProperty("id").GetString().ShouldBe("interec");
        var chat = new List<(string Role, string Content)> { ("user", "comedies from the nineties, please") };
        var before = await CountAsync();
        chat.Add(("assistant", await StreamAsync(chat)));

        var title = await TaskAsync(chat, "a title", "\"title\": \"...\"");
        var tags = await TaskAsync(chat, "tags", "\"tags\": [\"...\"]");
        var followUps = await TaskAsync(chat, "what the user could say next", "\"follow_ups\": [\"...\"]");
        var queries = await TaskAsync(chat, "queries", "\"queries\": []");

        title.GetProperty("title").GetString().ShouldBe("Comedy films from the 1990s");
        tags.GetProperty("tags").EnumerateArray().Select(t => t.GetString()).ShouldBe(["Films", "Comedy", "1990s"]);
        queries.GetProperty("queries").GetArrayLength().ShouldBe(0);
        var next = followUps.GetProperty("follow_ups").EnumerateArray().Select(f => f.GetString()!).ToList();
        next.Count.ShouldBeInRange(3, 5);
        next.ShouldContain("something else");
        (await CountAsync() - before).ShouldBe(1);

        chat.Add(("user", "something else"));
        chat.Add(("assistant", await StreamAsync(chat)));
        chat[^1].Content.ShouldNotBe(chat[1].Content);
        (await CountAsync() - before).ShouldBe(2);
    }

    [Fact]
    public async Task A_title_of_a_chat_that_nobody_knows_is_made_of_its_first_message()
    {
        var chat = new List<(string Role, string Content)> { ("user", "hello there!"), ("assistant", "Hello!") };

        (await TaskAsync(chat, "a title", "\"title\": \"...\"")).GetProperty("title").GetString().ShouldBe("Hello there");
        (await TaskAsync(chat, "what the user could say next", "\"follow_ups\": [\"...\"]"))
            .GetProperty("follow_ups")
            .GetArrayLength()
            .ShouldBeGreaterThan(1);
        (await CompleteAsync("Write a title of few words for the conversation.\n\nUser: hello there!\nAssistant: Hello!")).ShouldBe(
            "Hello there"
        );
    }

    [Fact]
    public async Task A_task_may_be_longer_than_a_message_and_its_title_is_short()
    {
        var chat = new List<(string Role, string Content)>
        {
            ("user", string.Concat(Enumerable.Repeat("well ", 300))),
            ("assistant", new string('a', 5_000)),
        };

        (await TaskAsync(chat, "a title", "\"title\": \"...\"")).GetProperty("title").GetString()!.Length.ShouldBeLessThanOrEqualTo(61);
    }

    [Fact]
    public async Task A_title_may_be_asked_for_by_a_schema()
    {
        var answer = await api.Host.PostAsync(
            "/v1/chat/completions",
            new
            {
                messages = new object[]
                {
                    new { role = "system", content = "Name the conversation: a title of at most 10 words." },
                    new { role = "user", content = "user: comedies\nassistant: Here." },
                },
                response_format = new
                {
                    type = "json_schema",
                    json_schema = new
                    {
                        name = "topic",
                        schema = new { type = "object", properties = new { name = new { type = "string" } } },
                    },
                },
            }
        );

        JsonSerializer
            .Deserialize<JsonElement>(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!)
            .GetProperty("name")
            .GetString()
            .ShouldBe("Comedy films");
        answer.TryGetProperty("interec", out _).ShouldBeFalse();
        answer.GetProperty("usage").GetProperty("completion_tokens").GetInt64().ShouldBeGreaterThan(0);
    }

    private async Task<JsonElement> TaskAsync(IEnumerable<(string Role, string Content)> chat, string what, string form)
    {
        var history = string.Join('\n', chat.Select(m => $"{m.Role.ToUpperInvariant()}: {m.Content}"));
        return JsonSerializer.Deserialize<JsonElement>(
            await CompleteAsync(
                $"### Task:\nWrite {what} for the chat.\n### Output:\nJSON: {{ {form} }}\n### Chat "
                    + $"History:\n<chat_history>\n{history}\n</chat_history>"
            )
        );
    }

    private async Task<string> CompleteAsync(string prompt)
    {
        var answer = await api.Host.PostAsync(
            "/v1/chat/completions",
            new
            {
                model = "interec",
                messages = new[] { new { role = "user", content = prompt } },
                stream = false,
                max_completion_tokens = 1000,
            }
        );
        return answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    private async Task<string> StreamAsync(IEnumerable<(string Role, string Content)> chat)
    {
        var body = JsonSerializer.Serialize(
            new
            {
                model = "interec",
                stream = true,
                stream_options = new { include_usage = true },
                messages = chat.Select(m => new { role = m.Role, content = m.Content })
                    .Prepend(new { role = "system", content = $"Today is {Guid.NewGuid()}." }),
            }
        );
        using var response = await api.Host.Client.PostAsync("/v1/chat/completions", ApiHost.Json(body));
        var pieces = (await response.Content.ReadAsStringAsync())
            .Split('\n')
            .Where(l => l.StartsWith("data: {", StringComparison.Ordinal))
            .Select(l => JsonSerializer.Deserialize<JsonElement>(l[6..]));
        return string.Concat(
            pieces
                .SelectMany(p => p.GetProperty("choices").EnumerateArray())
                .Select(c => c.GetProperty("delta").TryGetProperty("content", out var text) ? text.GetString() : "")
        );
    }

    private async Task<int> CountAsync() =>
        (
            await api
                .Host.Services.GetRequiredService<ConversationStore>()
                .ListAsync(new Caller(null, null), int.MaxValue, CancellationToken.None)
        ).Count;
}
