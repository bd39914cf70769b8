using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

/// <summary>What goes wrong on an address of OpenAI's protocol is told in its form, wherever it goes wrong.</summary>
[Collection(ApiTests.Name)]
public sealed class OpenAiErrorTests(ReadyApi api)
{
    private const string Hello = "\"messages\":[{\"role\":\"user\",\"content\":\"comedies\"}]";

    [Theory]
    [InlineData("{}", "messages", "missing_required_parameter")]
    [InlineData("{\"messages\":[]}", "messages", "invalid_value")]
    [InlineData("{\"messages\":\"hello\"}", "messages", "invalid_value")]
    [InlineData("{\"messages\":[null]}", "messages[0]", "invalid_type")]
    [InlineData("{\"messages\":[{\"content\":\"hello\"}]}", "messages[0]", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"robot\",\"content\":\"hello\"}]}", "messages[0].role", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"content\":\"hello\"}]}", "messages", "invalid_value")]
    [InlineData("{\"messages\":[{\"role\":\"system\",\"content\":\"hello\"}]}", "messages", "invalid_value")]
    [InlineData(
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"\"}]}",
        "messages[1].content",
        "invalid_value"
    )]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":7}]}", "messages[0].content", "invalid_type")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":null}]}", "messages[0].content", "invalid_type")]
    [InlineData("{\"messages\":[{\"role\":\"user\"}]}", "messages[0].content", "missing_required_parameter")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":[\"a\"]}]}", "messages[0].content[0]", "invalid_type")]
    [InlineData(
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]}",
        "messages[0].content[0].text",
        "missing_required_parameter"
    )]
    [InlineData(
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]}]}",
        "messages[0].content[1].type",
        "unsupported_value"
    )]
    [InlineData(
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}]}",
        "messages[0].content[0].type",
        "unsupported_value"
    )]
    [InlineData("{" + Hello + ",\"n\":3}", "n", "unsupported_value")]
    [InlineData("{" + Hello + ",\"n\":\"1\"}", "n", "unsupported_value")]
    [InlineData("{" + Hello + ",\"logprobs\":true}", "logprobs", "unsupported_value")]
    [InlineData("{" + Hello + ",\"top_logprobs\":5}", "top_logprobs", "unsupported_value")]
    [InlineData("{" + Hello + ",\"modalities\":[\"text\",\"audio\"]}", "modalities", "unsupported_value")]
    [InlineData("{" + Hello + ",\"audio\":{\"voice\":\"alloy\"}}", "audio", "unsupported_parameter")]
    [InlineData("{" + Hello + ",\"prediction\":{\"type\":\"content\",\"content\":\"x\"}}", "prediction", "unsupported_parameter")]
    [InlineData("{" + Hello + ",\"web_search_options\":{}}", "web_search_options", "unsupported_parameter")]
    [InlineData("{" + Hello + ",\"tools\":[],\"tool_choice\":\"required\"}", "tool_choice", "unsupported_value")]
    [InlineData(
        "{" + Hello + ",\"tools\":[],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}}",
        "tool_choice",
        "unsupported_value"
    )]
    [InlineData("{" + Hello + ",\"tools\":7}", "tools", "invalid_type")]
    [InlineData("{" + Hello + ",\"functions\":[],\"function_call\":{\"name\":\"f\"}}", "function_call", "unsupported_value")]
    [InlineData(
        "{" + Hello + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}}",
        "response_format",
        "unsupported_value"
    )]
    [InlineData("{" + Hello + ",\"response_format\":\"json\"}", "response_format", "invalid_type")]
    [InlineData("{" + Hello + ",\"temperature\":\"hot\"}", "temperature", "invalid_type")]
    [InlineData("{" + Hello + ",\"stream\":\"yes\"}", "stream", "invalid_value")]
    [InlineData("{" + Hello + ",\"user\":\"a\\tb\"}", "user", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":7}", "metadata", "invalid_type")]
    [InlineData("{" + Hello + ",\"metadata\":{\"conversation_id\":7}}", "metadata.conversation_id", "invalid_type")]
    [InlineData("{" + Hello + ",\"metadata\":{\"where\":\"year\"}}", "metadata.where", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"where\":\"{\\\"year\\\":{}}\"}}", "metadata.where", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"where\":7}}", "metadata.where", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"where\":{\"colour\":[\"red\"]}}}", "metadata.where.colour", "invalid_value")]
    [InlineData(
        "{" + Hello + ",\"metadata\":{\"where\":\"{\\\"genres\\\":[\\\"Comdey\\\"]}\"}}",
        "metadata.where.genres.any[0]",
        "invalid_value"
    )]
    [InlineData("{" + Hello + ",\"metadata\":{\"locale\":\"rude words\"}}", "metadata.locale", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"user_ids\":{}}}", "metadata.user_ids", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"exclude\":[7]}}", "metadata.exclude", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"user_ids\":[\"ann\",\"\"]}}", "metadata.user_ids[1]", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"user_ids\":\"[7]\"}}", "metadata.user_ids", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"locale\":\"no language at all\"}}", "metadata.locale", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"count\":\"99\"}}", "metadata.count", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"count\":\"many\"}}", "metadata.count", "invalid_value")]
    [InlineData("{" + Hello + ",\"metadata\":{\"conversation_id\":\"\"}}", "metadata.conversation_id", "invalid_value")]
    public async Task A_parameter_that_cannot_be_honoured_is_refused_by_name(string body, string param, string code)
    {
        foreach (var streamed in new[] { body, body.Replace(Hello, Hello + ",\"stream\":true", StringComparison.Ordinal) })
        {
            var error = await ExpectAsync(
                Post(streamed.Contains("stream\":\"yes", StringComparison.Ordinal) ? body : streamed),
                400,
                "invalid_request_error",
                code
            );
            error.GetProperty("param").GetString().ShouldBe(param);
        }
    }

    [Theory]
    [InlineData(
        "{"
            + Hello
            + ",\"temperature\":0.7,\"top_p\":1,\"max_tokens\":5,\"max_completion_tokens\":5,\"seed\":1,\"stop\":[\"x\"],\"logit_bias\":{},\"store\":false,\"service_tier\":\"auto\"}"
    )]
    [InlineData(
        "{"
            + Hello
            + ",\"n\":1,\"logprobs\":false,\"top_logprobs\":null,\"modalities\":[\"text\"],\"audio\":null,\"response_format\":{\"type\":\"text\"},\"metadata\":{\"a\":\"b\"}}"
    )]
    [InlineData(
        "{"
            + Hello
            + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"auto\",\"parallel_tool_calls\":true}"
    )]
    [InlineData("{" + Hello + ",\"functions\":[{\"name\":\"f\"}],\"function_call\":\"none\",\"top_k\":40,\"chat_id\":\"mine\"}")]
    [InlineData(
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"Be "
            + "rude.\"},{\"role\":\"user\",\"content\":\"comedies\"},{\"role\":\"system\",\"content\":\"Answer in French.\"}]}"
    )]
    [InlineData(
        "{\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]},{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"x\"},{\"role\":\"user\",\"content\":\"comedies\"}]}"
    )]
    public async Task What_only_tunes_a_model_and_what_nobody_knows_is_passed_over(string body)
    {
        using var response = await api.Host.Client.SendAsync(Post(body));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Comedy");
    }

    [Fact]
    public async Task What_goes_wrong_before_the_endpoint_is_told_in_the_same_form()
    {
        await ExpectAsync(Post("{\"messages\":["), 400, "invalid_request_error", "invalid_json");
        await ExpectAsync(Post(""), 400, "invalid_request_error", "missing_body");
        await ExpectAsync(
            Post("{\"messages\":[{\"role\":\"user\",\"content\":\"a\\ud800b\"}]}"),
            400,
            "invalid_request_error",
            "invalid_value"
        );
        await ExpectAsync(Post("{" + Hello + ",\"x\\ud800\":1}"), 400, "invalid_request_error", "invalid_value");
        var broken = Post("");
        broken.Content = new ByteArrayContent([
            .. Encoding.UTF8.GetBytes("{\"messages\":[{\"role\":\"user\",\"content\":\""),
            0xff,
            0xfe,
            .. Encoding.UTF8.GetBytes("\"}]}"),
        ]);
        broken.Content.Headers.ContentType = new("application/json");
        (await ExpectAsync(broken, 400, "invalid_request_error", "invalid_value"))
            .GetProperty("param")
            .GetString()
            .ShouldBe("messages[0].content");
        await ExpectAsync(Post("{" + Hello + "}", "text/plain"), 415, "invalid_request_error", "unsupported_media_type");
        await ExpectAsync(Post("{" + Hello + "}", "application/json; charset=klingon"), 400, "invalid_request_error", "invalid_value");
        await ExpectAsync(
            Post($"{{\"messages\":[{{\"role\":\"user\",\"content\":\"{new string('a', 300_000)}\"}}]}}"),
            413,
            "invalid_request_error",
            "request_too_large"
        );
        var tooLong = await ExpectAsync(
            Post($"{{\"messages\":[{{\"role\":\"user\",\"content\":\"{new string('a', 4_001)}\"}}]}}"),
            400,
            "invalid_request_error",
            "invalid_value"
        );
        tooLong.GetProperty("message").GetString()!.ShouldContain("4,000");
    }

    [Theory]
    [InlineData("GET", "/v1/models/gpt-99", 404, "model_not_found", "model")]
    [InlineData("GET", "/v1/chat/completions", 405, "method_not_supported", null)]
    [InlineData("DELETE", "/v1/models", 405, "method_not_supported", null)]
    [InlineData("GET", "/v1/chat/completions/chatcmpl-1", 404, "unknown_url", null)]
    [InlineData("POST", "/v1/embeddings", 404, "unknown_url", null)]
    [InlineData("POST", "/v1/responses", 404, "unknown_url", null)]
    public async Task An_address_or_a_method_that_there_is_not_is_told_in_the_same_form(
        string method,
        string path,
        int status,
        string code,
        string? param
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? ApiHost.Json("{}") : null };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var error = await ExpectAsync(request, status, "invalid_request_error", code);
        error.GetProperty("param").GetString().ShouldBe(param);
    }

    [Fact]
    public async Task A_conversation_that_there_is_not_is_told_with_its_parameter()
    {
        var error = await ExpectAsync(
            Post("{" + Hello + ",\"conversation_id\":\"c_nobody\"}"),
            404,
            "invalid_request_error",
            "conversation_not_found"
        );
        error.GetProperty("param").GetString().ShouldBe("conversation_id");

        var headed = Post("{" + Hello + ",\"stream\":true}");
        headed.Headers.Add("X-Conversation-Id", "c_nobody");
        await ExpectAsync(headed, 404, "invalid_request_error", "conversation_not_found");
    }

    [Fact]
    public async Task A_key_that_is_missing_or_unknown_is_an_invalid_key()
    {
        await using var host = await (
            await ApiHost.StartAsync("--InteRec:Security:Keys:0:Key", "a-key-to-use-0123456789")
        ).WhenReadyAsync();
        foreach (var key in new[] { null, "a-key-that-nobody-has-0123" })
        {
            foreach (var request in new[] { Post("{" + Hello + "}"), new HttpRequestMessage(HttpMethod.Get, "/v1/models") })
            {
                request.Headers.Authorization = key is null ? null : new("Bearer", key);
                var error = await ExpectAsync(request, 401, "invalid_request_error", "invalid_api_key", host.Client);
                error.GetProperty("message").GetString()!.ShouldContain("Bearer");
            }
        }

        // Other addresses keep problem details.
        using var other = await host.Client.GetAsync("/v1/tools");
        other.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_service_with_too_many_streams_says_when_to_come_again()
    {
        await using var host = await (await ApiHost.StartAsync("--InteRec:Limits:Streams", "1")).WhenReadyAsync();
        host.Services.GetService(typeof(InteRec.Api.Limits.StreamGate))
            .ShouldBeOfType<InteRec.Api.Limits.StreamGate>()
            .TryEnter(new Microsoft.AspNetCore.Http.DefaultHttpContext())
            .ShouldBeTrue();

        var error = await ExpectAsync(Post("{" + Hello + ",\"stream\":true}"), 503, "server_error", "busy", host.Client);

        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    private static HttpRequestMessage Post(string body, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = content };
    }

    private async Task<JsonElement> ExpectAsync(HttpRequestMessage request, int status, string type, string code, HttpClient? client = null)
    {
        using (request)
        {
            using var response = await (client ?? api.Host.Client).SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(status, text);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            var body = JsonSerializer.Deserialize<JsonElement>(text);
            body.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("error");
            var error = body.GetProperty("error");
            error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
            error.GetProperty("type").GetString().ShouldBe(type, text);
            error.GetProperty("code").GetString().ShouldBe(code, text);
            error.TryGetProperty("param", out _).ShouldBeTrue();
            return error;
        }
    }
}
