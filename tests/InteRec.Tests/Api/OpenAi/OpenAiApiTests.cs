using System.ClientModel;
using System.Net;
using System.Text.Json;
using InteRec.Api.Limits;
using InteRec.Tests.Support;
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
    public async Task An_answer_has_the_items_and_the_recommendation_in_a_field_and_in_the_text()
    {
        var answer = await AskAsync(User("comedies from the nineties"));

        answer.GetProperty("object").GetString().ShouldBe("chat.completion");
        answer.GetProperty("model").GetString().ShouldBe("interec");
        answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        answer.GetProperty("usage").GetProperty("total_tokens").GetInt64().ShouldBe(0);
        var reply = answer.GetProperty("interec");
        var text = Text(answer);
        text.ShouldStartWith(reply.GetProperty("text").GetString()!);
        text.ShouldContain(reply.GetProperty("recommendationId").GetString()!);
        foreach (var item in reply.GetProperty("lists")[0].GetProperty("items").EnumerateArray())
        {
            text.ShouldContain($"{item.GetProperty("title").GetString()} ({item.GetProperty("year").GetInt32()})");
        }
    }

    [Fact]
    public async Task The_conversation_goes_on_from_the_messages()
    {
        var first = await AskAsync(User("comedies"));
        var second = await AskAsync(User("comedies"), Assistant(Text(first)), User("something else"));

        Conversation(second).ShouldBe(Conversation(first));
        second.GetProperty("interec").GetProperty("turn").GetInt32().ShouldBe(2);
        Ids(second).Intersect(Ids(first)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_made_anew_branches_off_and_changes_nothing_of_the_first()
    {
        var first = await AskAsync(User("comedies"));
        var messages = new[] { User("comedies"), Assistant(Text(first)), User("only from the nineties") };
        var second = await AskAsync(messages);
        var again = await AskAsync(messages);

        Conversation(again).ShouldNotBe(Conversation(second));
        Ids(again).ShouldBe(Ids(second));
    }

    [Fact]
    public async Task Messages_of_another_program_are_said_again()
    {
        var answer = await AskAsync(User("comedies"), Assistant("I like The Mask."), new { role = "system", content = "Be rude." }, User("only from the nineties"));

        answer.GetProperty("interec").GetProperty("turn").GetInt32().ShouldBe(2);
        var conditions = answer.GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString();
        conditions.ShouldContain("Comedy");
        conditions.ShouldContain("1990");
    }

    [Fact]
    public async Task A_message_may_come_in_parts()
    {
        var answer = await AskAsync(new { role = "user", content = new object[] { new { type = "text", text = "comedies" }, new { type = "image_url", image_url = new { url = "x" } } } });

        answer.GetProperty("interec").GetProperty("understood").GetProperty("conditions").ToString().ShouldContain("Comedy");
    }

    [Theory]
    [InlineData("""{"messages":[]}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""{"messages":[{"role":"assistant","content":"hello"}]}""", 400)]
    [InlineData("""{"messages":[{"role":"user","content":""}]}""", 400)]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", 400)]
    [InlineData("""{"messages":"hello"}""", 400)]
    [InlineData("""{"messages":[{"role":"user","content":"hello"}],"n":3}""", 400)]
    [InlineData("""{"messages":[{"role":"user","content":"hello"}],"conversation_id":"c_nobody"}""", 404)]
    [InlineData("""{"messages":[""", 400)]
    public async Task What_is_wrong_is_told_as_clients_of_the_protocol_read_it(string body, int status)
    {
        using var response = await api.Host.Client.PostAsync("/v1/chat/completions", ApiHost.Json(body));

        ((int)response.StatusCode).ShouldBe(status);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        problem.GetProperty("type").GetString().ShouldStartWith("urn:interec:problem:");
        problem.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("error").GetProperty("type").GetString().ShouldBe("invalid_request_error");
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
        var client = new ChatClient("any-model", new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = new Uri(api.Host.Client.BaseAddress!, "/v1") });
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
        text.ShouldContain("/2 r_");
        finish.ShouldBe(ChatFinishReason.Stop);
        api.Host.Services.GetRequiredService<StreamGate>().Open.ShouldBe(0);
    }

    [NpmClientFact]
    public async Task The_official_npm_client_chats_streams_and_reads_errors()
    {
        var seen = await NpmClients.RunAsync("openai.mjs", api.Host.Client.BaseAddress!);

        seen.GetProperty("models")[0].GetString().ShouldBe("interec");
        var (first, second) = (seen.GetProperty("first"), seen.GetProperty("second"));
        first.GetProperty("text").GetString()!.ShouldContain(first.GetProperty("reply").GetProperty("recommendationId").GetString()!);
        second.GetProperty("reply").GetProperty("turn").GetInt32().ShouldBe(2);
        second.GetProperty("text").GetString().ShouldStartWith(second.GetProperty("reply").GetProperty("text").GetString()!);
        second.GetProperty("finish").GetString().ShouldBe("stop");
        second.GetProperty("usage").GetProperty("total_tokens").GetInt64().ShouldBe(0);
        seen.GetProperty("refused").GetProperty("status").GetInt32().ShouldBe(400);
        seen.GetProperty("refused").GetProperty("message").GetString()!.ShouldContain("$.messages");
    }

    private static object User(string content) => new { role = "user", content };

    private static object Assistant(string content) => new { role = "assistant", content };

    private Task<JsonElement> AskAsync(params object[] messages) => api.Host.PostAsync("/v1/chat/completions", new { model = "gpt-4o", temperature = 0.7, messages });

    private static string Text(JsonElement answer) => answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    private static string Conversation(JsonElement answer) => answer.GetProperty("interec").GetProperty("conversationId").GetString()!;

    private static List<string> Ids(JsonElement answer) =>
        [.. answer.GetProperty("interec").GetProperty("lists").EnumerateArray().SelectMany(l => l.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("itemId").GetString()!)];
}
