using System.Text.Json;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

/// <summary>The service through the official npm client, which reads answers, pieces, headers and errors in its own way.</summary>
[Collection(ApiTests.Name)]
public sealed class NpmClientTests(ReadyApi api)
{
    [NpmClientFact]
    public async Task The_official_npm_client_chats_streams_and_reads_errors()
    {
        var seen = await NpmClients.RunAsync("openai.mjs", api.Host.Client.BaseAddress!);

        seen.GetProperty("models").EnumerateArray().ShouldAllBe(m => m.GetString() == "interec");
        Chats(seen);
        seen.GetProperty("title").GetString().ShouldBe("Thriller films");
        seen.GetProperty("agent").GetProperty("finish").GetString().ShouldBe("stop");
        seen.GetProperty("agent").GetProperty("calls").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("json").GetProperty("lists")[0].GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        var errors = seen.GetProperty("errors");
        Refused(errors.GetProperty("empty"), "BadRequestError", 400, "invalid_value", "messages");
        Refused(errors.GetProperty("n"), "BadRequestError", 400, "unsupported_value", "n");
        Refused(errors.GetProperty("forced"), "BadRequestError", 400, "unsupported_value", "tool_choice");
        Refused(errors.GetProperty("conversation"), "NotFoundError", 404, "conversation_not_found", "conversation_id");
        Refused(errors.GetProperty("model"), "NotFoundError", 404, "model_not_found", "model");
        Refused(errors.GetProperty("embeddings"), "NotFoundError", 404, "unknown_url", null);
    }

    private static void Chats(JsonElement seen)
    {
        var (first, second, named) = (seen.GetProperty("first"), seen.GetProperty("second"), seen.GetProperty("named"));
        var conversationId = first.GetProperty("reply").GetProperty("conversationId").GetString();
        first.GetProperty("metadata").GetProperty("conversation_id").GetString().ShouldBe(conversationId);
        first.GetProperty("usage").GetProperty("prompt_tokens").GetInt64().ShouldBeGreaterThan(0);
        second.GetProperty("conversation").GetString().ShouldBe(conversationId);
        second.GetProperty("reply").GetProperty("turn").GetInt32().ShouldBe(2);
        second.GetProperty("text").GetString().ShouldStartWith(second.GetProperty("reply").GetProperty("text").GetString()!);
        second.GetProperty("finish").GetString().ShouldBe("stop");
        second.GetProperty("usages").GetInt32().ShouldBe(1);
        second.GetProperty("usage").GetProperty("completion_tokens").GetInt64().ShouldBeGreaterThan(0);
        named
            .GetProperty("gone")
            .GetProperty("conversation")
            .GetString()
            .ShouldBe(named.GetProperty("begun").GetProperty("conversationId").GetString());
        named.GetProperty("gone").GetProperty("reply").GetProperty("turn").GetInt32().ShouldBe(2);
    }

    private static void Refused(JsonElement error, string kind, int status, string code, string? param)
    {
        error.GetProperty("kind").GetString().ShouldBe(kind);
        error.GetProperty("status").GetInt32().ShouldBe(status);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("param").GetString().ShouldBe(param);
        error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
