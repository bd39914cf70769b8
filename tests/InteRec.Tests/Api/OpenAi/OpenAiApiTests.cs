using System.ClientModel;
using System.Net;
using System.Text.Json;
using InteRec.Api.Limits;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;
using OpenAI.Chat;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

[Collection(ApiTests.Name)]
public sealed class OpenAiApiTests(ReadyApi api)
{
    [Fact]
    public async Task An_answer_has_the_items_in_the_text_and_the_ids_beside_it()
    {
        var answer = await AskAsync(User("comedies from the nineties"));

        answer.GetProperty("object").GetString().ShouldBe("chat.completion");
        answer.GetProperty("model").GetString().ShouldBe("interec");
        answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        var reply = answer.GetProperty("interec");
        var text = Text(answer);
        text.ShouldStartWith(reply.GetProperty("text").GetString()!);
        text.ShouldNotContain("[c_");
        answer
            .GetProperty("metadata")
            .GetProperty("recommendation_id")
            .GetString()
            .ShouldBe(reply.GetProperty("recommendationId").GetString());
        answer.GetProperty("metadata").GetProperty("conversation_id").GetString().ShouldBe(Conversation(answer));
        foreach (var item in reply.GetProperty("lists")[0].GetProperty("items").EnumerateArray())
        {
            text.ShouldContain($"{item.GetProperty("title").GetString()} ({item.GetProperty("year").GetInt32()})");
        }
    }

    [Fact]
    public async Task Messages_of_another_program_are_said_again()
    {
        var answer = await AskAsync(
            User("comedies"),
            Assistant("I like The Mask."),
            new { role = "system", content = "Be rude." },
            User("only from the nineties")
        );

        answer.GetProperty("interec").GetProperty("turn").GetInt32().ShouldBe(2);
        var conditions = answer.GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString();
        conditions.ShouldContain("Comedy");
        conditions.ShouldContain("1990");
    }

    [Fact]
    public async Task A_message_may_come_in_parts()
    {
        var answer = await AskAsync(
            new
            {
                role = "user",
                content = new object[] { new { type = "text", text = "comedies" }, new { type = "text", text = "from the nineties" } },
            }
        );

        answer.GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString().ShouldContain("Comedy");
    }

    [Fact]
    public async Task What_a_program_sets_comes_in_the_metadata_as_text_or_as_it_is()
    {
        var first = Titles(
            await AskWithAsync(
                new
                {
                    where = """{"year":{"from":1990,"to":1994}}""",
                    count = "3",
                    exclude = "[REC]",
                }
            )
        );
        var second = Titles(
            await AskWithAsync(
                new
                {
                    where = new { year = new { from = 1990, to = 1994 } },
                    exclude = JsonSerializer.Serialize(first),
                    count = 3,
                    mine = "1",
                }
            )
        );
        var third = Titles(await AskWithAsync(new { where = new { year = new { from = 1990, to = 1994 } }, exclude = first[0] }));

        first.Count.ShouldBe(3);
        second.Count.ShouldBe(3);
        second.Intersect(first).ShouldBeEmpty();
        third.ShouldNotContain(first[0]);

        await api.Host.PostAsync("/v1/chat", new { message = $"I hate {first[0]}", userId = "metadata-friend" });
        var forBoth = Titles(
            await AskWithAsync(
                new
                {
                    where = new { year = new { from = 1990, to = 1994 } },
                    user_ids = """["metadata-user", "metadata-friend"]""",
                    locale = "en-GB",
                }
            )
        );
        forBoth.ShouldNotContain(first[0]);

        async Task<JsonElement> AskWithAsync(object metadata) =>
            await api.Host.PostAsync(
                "/v1/chat/completions",
                new
                {
                    messages = new[] { User("comedies") },
                    user = "metadata-user",
                    metadata,
                }
            );

        static List<string> Titles(JsonElement answer)
        {
            var items = answer.GetProperty("interec").GetProperty("lists")[0].GetProperty("items").EnumerateArray().ToList();
            items.ShouldAllBe(i => i.GetProperty("year").GetInt32() >= 1990 && i.GetProperty("year").GetInt32() <= 1994);
            return [.. items.Select(i => i.GetProperty("title").GetString()!)];
        }
    }

    [Fact]
    public async Task Tokens_without_a_model_are_a_fourth_of_the_characters_of_what_was_sent_and_said()
    {
        var answer = await AskAsync(new { role = "system", content = "Be kind." }, User("comedies"));

        var usage = answer.GetProperty("usage");
        usage.GetProperty("prompt_tokens").GetInt64().ShouldBe(4);
        usage.GetProperty("completion_tokens").GetInt64().ShouldBe((Text(answer).Length + 3) / 4);
        usage.GetProperty("total_tokens").GetInt64().ShouldBe(4 + usage.GetProperty("completion_tokens").GetInt64());
    }

    [Fact]
    public async Task A_stream_tells_the_tokens_in_a_last_piece_where_that_was_asked_for()
    {
        var pieces = await PiecesAsync(
            """{"messages":[{"role":"user","content":"comedies"}],"stream":true,"stream_options":{"include_usage":true}}"""
        );

        pieces
            .SkipLast(1)
            .ShouldAllBe(p => p.GetProperty("usage").ValueKind == JsonValueKind.Null && p.GetProperty("choices").GetArrayLength() == 1);
        pieces[^1].GetProperty("choices").GetArrayLength().ShouldBe(0);
        pieces[^1].GetProperty("usage").GetProperty("total_tokens").GetInt64().ShouldBeGreaterThan(0);
        pieces[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        pieces[^2].GetProperty("metadata").GetProperty("conversation_id").GetString().ShouldStartWith("c_");

        var plain = await PiecesAsync("""{"messages":[{"role":"user","content":"comedies"}],"stream":true}""");
        plain.ShouldAllBe(p => p.EnumerateObject().All(m => m.Name != "usage") && p.GetProperty("choices").GetArrayLength() == 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_may_be_one_json_object(bool stream)
    {
        var body =
            $$"""{"messages":[{"role":"user","content":"comedies"}],"response_format":{"type":"json_object"},"stream":{{(stream ? "true" : "false")}}}""";
        var text = stream
            ? string.Concat(
                (await PiecesAsync(body))
                    .Select(p => p.GetProperty("choices")[0].GetProperty("delta"))
                    .Select(d => d.TryGetProperty("content", out var c) ? c.GetString() : "")
            )
            : Text(JsonSerializer.Deserialize<JsonElement>(await SendAsync(body)));

        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        answer.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        answer.GetProperty("lists")[0].GetProperty("items")[0].GetProperty("itemId").GetString().ShouldStartWith("tt");
        answer.GetProperty("lists")[0].GetProperty("items")[0].GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_unknown_model_is_unknown()
    {
        using var response = await api.Host.Client.GetAsync("/v1/models/gpt-99");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Host.GetAsync("/v1/models/interec")).GetProperty("object").GetString().ShouldBe("model");
    }

    [Fact]
    public async Task The_official_dotnet_client_chats_and_streams()
    {
        var client = new ChatClient(
            "any-model",
            new ApiKeyCredential("none"),
            new OpenAIClientOptions { Endpoint = new Uri(api.Host.Client.BaseAddress!, "/v1") }
        );
        var messages = new List<ChatMessage> { new UserChatMessage("comedies from the nineties") };
        ChatCompletion first = await client.CompleteChatAsync(messages);
        messages.AddRange([new AssistantChatMessage(first), new UserChatMessage("something else")]);

        var (text, finish) = (string.Empty, (ChatFinishReason?)null);
        await foreach (var piece in client.CompleteChatStreamingAsync(messages))
        {
            text += string.Concat(piece.ContentUpdate.Select(p => p.Text));
            finish = piece.FinishReason ?? finish;
        }

        first.Content[0].Text.ShouldContain("(199");
        text.ShouldNotBeNullOrWhiteSpace();
        finish.ShouldBe(ChatFinishReason.Stop);
        api.Host.Services.GetRequiredService<StreamGate>().Open.ShouldBe(0);
    }

    private static object User(string content) => new { role = "user", content };

    private static object Assistant(string content) => new { role = "assistant", content };

    private Task<JsonElement> AskAsync(params object[] messages) =>
        api.Host.PostAsync(
            "/v1/chat/completions",
            new
            {
                model = "gpt-4o",
                temperature = 0.7,
                messages,
            }
        );

    private async Task<string> SendAsync(string body)
    {
        using var response = await api.Host.Client.PostAsync("/v1/chat/completions", ApiHost.Json(body));
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<List<JsonElement>> PiecesAsync(string body)
    {
        var lines = (await SendAsync(body)).Split('\n').Where(l => l.Length > 0).ToList();
        lines.ShouldAllBe(l => l.StartsWith("data: ", StringComparison.Ordinal));
        lines[^1].ShouldBe("data: [DONE]");
        return [.. lines.SkipLast(1).Select(l => JsonSerializer.Deserialize<JsonElement>(l[6..]))];
    }

    private static string Text(JsonElement answer) =>
        answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    private static string Conversation(JsonElement answer) => answer.GetProperty("interec").GetProperty("conversationId").GetString()!;
}
